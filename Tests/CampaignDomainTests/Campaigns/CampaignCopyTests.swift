// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import CommandKit
import CommandStorage
import Testing

@Suite("Campaign copy") struct CampaignCopyTests {
    @Test("A copy is a draft of the same name, recipients and settings, without schedule, reason and progress")
    func contents() async throws {
        try await CampaignDatabase.with { it in
            let email = try await it.makeEmail(owner: 1, "one")
            let source = try await it.makeCampaign {
                $0.name = "Été"
                $0.status = .sent
                $0.statusReason = "done"
                $0.emailID = email
                $0.scheduleType = .recursive
                ($0.sendDate, $0.sendTime, $0.sendTimeZone) = ("2025-01-01", "10:00:00", "Europe/Rome")
                ($0.daysOfWeek, $0.daysOfMonth, $0.months, $0.hours, $0.minutes, $0.maxInstances) = ("0", "1", "2", "3", "4", 5)
                ($0.lists, $0.excludedLists, $0.rules) = ("1:0", "2:3", #"{"criteria":[{"list_id":1}]}"#)
                ($0.approvalExplanation, $0.analyticsDomains, $0.publishOnRSS) = ("why", "a.example", "Enabled")
                $0.tracksServerToServer = true
                ($0.resends, $0.resendWaitDays, $0.resendSubject, $0.resendPreHeader) = (true, 3, "again", "before")
            }
            try await it.execute("UPDATE campaigns SET original_campaign_id = 77")
            _ = try await it.events.record(
                [CampaignEvent(id: "e", campaignID: source, kind: .sent, address: "a@b.example", emailID: nil, time: it.now)],
                owner: 1, at: it.now, until: it.soon)
            _ = try await it.splitTests.create(
                SplitTest(size: 1, hours: 1, winner: .mostUniqueClicks), for: source, owner: 1, at: it.now, until: it.soon)
            let before = try await it.everything(of: source)
            let later = Timestamp(milliseconds: 1_760_000_000_000)
            let copy = try #require(try await it.campaigns.copy(source, owner: 1, at: later, until: it.soon))
            try await #expect(it.everything(of: source) == before)
            try await #expect(
                it.rows(
                    """
                    SELECT c.owner_id, name, name_folded, status, schedule_type, lists, excluded_lists, rules, approval_explanation,
                        analytics_domains, publish_on_rss, s2s_enabled, resend_enabled, resend_wait_days, resend_subject,
                        resend_pre_header, created_at, last_activity_at
                    FROM campaigns c JOIN campaign_audiences a ON a.audience_id = c.audience_id WHERE campaign_id = \(copy)
                    """) == [
                        [
                            .integer(1), .text("Été"), .text("été"), .text("Draft"), .text("Not Scheduled"), .text("1:0"), .text("2:3"),
                            .text(#"{"criteria":[{"list_id":1}]}"#), .text("why"), .text("a.example"), .text("Enabled"), .integer(1),
                            .integer(1), .integer(3), .text("again"), .text("before"), .integer(later.milliseconds),
                            .integer(later.milliseconds),
                        ]
                    ])
            try await #expect(
                it.rows(
                    """
                    SELECT COALESCE(status_reason, send_date, send_time, send_time_zone, days_of_week, days_of_month, months, hours,
                        minutes, max_instances, started_at, finished_at, original_campaign_id), sent_instances
                    FROM campaigns WHERE campaign_id = \(copy)
                    """) == [[.null, .integer(0)]])
            try await #expect(it.everything(of: copy).dropFirst().allSatisfy(\.isEmpty))
        }
    }

    @Test("Emails are copied under new ids: the one, or each variation's with its weight and place") func emails() async throws {
        try await CampaignDatabase.with { it in
            let emails = try await [it.makeEmail("one"), it.makeEmail("two"), it.makeEmail("three")]
            let plain = try await it.makeCampaign { $0.emailID = emails[0] }
            let tested = try await it.makeCampaign {
                $0.variations = [Variation(emailID: emails[2], weight: 3), Variation(emailID: emails[1], weight: 1)]
            }
            let empty = try await it.makeCampaign()
            func emailNames(_ campaign: Int) async throws -> [[SQLValue]] {
                try await it.rows(
                    "SELECT e.name, e.owner_id FROM campaigns c JOIN emails e ON e.email_id = c.email_id WHERE c.campaign_id = \(campaign)")
            }
            let first = try #require(try await it.campaigns.copy(plain, owner: 1, at: it.now, until: it.soon))
            try await #expect(emailNames(first) == [[.text("one"), .integer(1)]])
            let second = try #require(try await it.campaigns.copy(tested, owner: 1, at: it.now, until: it.soon))
            try await #expect(
                it.rows(
                    """
                    SELECT e.name, v.weight FROM campaign_variations v JOIN emails e ON e.email_id = v.email_id
                    WHERE v.campaign_id = \(second) ORDER BY v.position
                    """) == [[.text("three"), .integer(3)], [.text("two"), .integer(1)]])
            let third = try #require(try await it.campaigns.copy(empty, owner: 1, at: it.now, until: it.soon))
            try await #expect(emailNames(third) == [])
            try await #expect(
                it.column("SELECT email_id FROM campaigns WHERE campaign_id IN (\(second), \(third))") == [0, 0])
            // Three that were there, one for the first copy, two for the second.
            try await #expect(it.column("SELECT COUNT(*) FROM emails") == [6])
            try await #expect(
                it.column("SELECT COUNT(*) FROM campaign_variations WHERE email_id IN \(list: emails)") == [2])
        }
    }

    @Test("Another account's campaign is copied like one that does not exist: not at all") func foreign() async throws {
        try await CampaignDatabase.with { it in
            let email = try await it.makeEmail()
            let source = try await it.makeCampaign { $0.emailID = email }
            for (id, owner) in [(source, 2), (source + 1, 1), (Int.max, 1)] {
                try await #expect(it.campaigns.copy(id, owner: owner, at: it.now, until: it.soon) == nil)
            }
            try await #expect(it.column("SELECT COUNT(*) FROM campaigns") == [1])
            try await #expect(it.column("SELECT COUNT(*) FROM emails") == [1])
        }
    }

    @Test("A copy shares its choice of recipients, until one of the two changes it; then each has its own") func audiences() async throws {
        try await CampaignDatabase.with { it in
            let source = try await it.makeCampaign { ($0.lists, $0.rules) = ("1:0", "r") }
            let copy = try #require(try await it.campaigns.copy(source, owner: 1, at: it.now, until: it.soon))
            let audiences: SQL = "SELECT COUNT(*) FROM campaign_audiences"
            func lists() async throws -> [String] {
                try await it.column(
                    """
                    SELECT a.lists || '/' || a.rules FROM campaigns c JOIN campaign_audiences a ON a.audience_id = c.audience_id
                    ORDER BY c.campaign_id
                    """)
            }
            try await #expect(it.column(audiences) == [1])
            try await it.update(copy) { $0.lists = "2:0" }
            try await #expect(lists() == ["1:0/r", "2:0/r"])
            try await it.update(source) { $0.rules = "s" }
            try await it.update(copy) { $0.rules = "t" }
            try await #expect(lists() == ["1:0/s", "2:0/t"])
            try await #expect(it.column(audiences) == [2])
            try await it.campaigns.delete([source], owner: 1, until: it.soon)
            try await #expect(lists() == ["2:0/t"])
            try await #expect(it.column(audiences) == [1])
        }
    }
}
