// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import CommandKit
import CommandStorage
import Testing

@Suite("Campaign update") struct CampaignUpdateTests {
    /// One field: how it is set, and the columns that differ then.
    struct Field: Sendable, CustomStringConvertible {
        let description: String
        let columns: [String: SQLValue]
        let set: @Sendable (inout CampaignChange) -> Void
        init(_ description: String, _ columns: [String: SQLValue], _ set: @escaping @Sendable (inout CampaignChange) -> Void) {
            self.description = description
            self.columns = columns
            self.set = set
        }
        static func text(_ column: String, _ set: @escaping @Sendable (inout CampaignChange, String) -> Void) -> Field {
            let text = "O'Brien; DROP TABLE \(column) -- 50%_é"
            return Field(column, [column: .text(text)]) { set(&$0, text) }
        }
    }

    static let fields: [Field] = [
        Field("name", ["name": .text("ÉTÉ %_' x"), "name_folded": .text("été %_' x")]) { $0.name = "ÉTÉ %_' x" },
        .text("status_reason") { $0.statusReason = $1 },
        .text("send_date") { $0.sendDate = $1 },
        .text("send_time") { $0.sendTime = $1 },
        .text("send_time_zone") { $0.sendTimeZone = $1 },
        .text("days_of_week") { $0.daysOfWeek = $1 },
        .text("days_of_month") { $0.daysOfMonth = $1 },
        .text("months") { $0.months = $1 },
        .text("hours") { $0.hours = $1 },
        .text("minutes") { $0.minutes = $1 },
        Field("max_instances", ["max_instances": .integer(0)]) { $0.maxInstances = 0 },
        Field("status", ["status": .text("Ready")]) { $0.status = .ready },
        Field("schedule_type", ["schedule_type": .text("Immediate")]) { $0.scheduleType = .immediate },
        Field("recursive", ["schedule_type": .text("Recursive"), "send_time_zone": .text("UTC")]) { $0.scheduleType = .recursive },
        Field("future", ["schedule_type": .text("Future"), "send_time_zone": .text("UTC")]) { $0.scheduleType = .future },
        Field("email_id", ["email_id": .integer(1)]) { $0.emailID = 1 },
        .text("approval_explanation") { $0.approvalExplanation = $1 },
        .text("analytics_domains") { $0.analyticsDomains = $1 },
        .text("publish_on_rss") { $0.publishOnRSS = $1 },
        Field("resend_enabled", ["resend_enabled": .integer(1)]) { $0.resends = true },
        Field("resend_wait_days", ["resend_wait_days": .integer(3)]) { $0.resendWaitDays = 3 },
        .text("resend_subject") { $0.resendSubject = $1 },
        .text("resend_pre_header") { $0.resendPreHeader = $1 },
        Field("original_campaign_id", ["original_campaign_id": .integer(2)]) { $0.originalCampaignID = 2 },
        .text("lists") { $0.lists = $1 },
        .text("excluded_lists") { $0.excludedLists = $1 },
        .text("rules") { $0.rules = $1 },
        Field("s2s_enabled", ["s2s_enabled": .integer(1)]) { $0.tracksServerToServer = true },
        Field("empty text", ["status_reason": .text("")]) { $0.statusReason = "" },
    ]

    private static let columns: [String] = [
        "c.owner_id", "name", "name_folded", "status", "schedule_type", "created_at", "status_reason", "email_id", "send_date",
        "send_time", "send_time_zone", "days_of_week", "days_of_month", "months", "hours", "minutes", "max_instances",
        "sent_instances", "started_at", "finished_at", "approval_explanation", "analytics_domains", "publish_on_rss",
        "resend_enabled", "resend_wait_days", "resend_subject", "resend_pre_header", "original_campaign_id", "lists",
        "excluded_lists", "rules", "s2s_enabled", "last_activity_at",
    ]

    private func row(_ campaign: Int, _ it: CampaignDatabase) async throws -> [String: SQLValue] {
        let names = Self.columns.joined(separator: ", ")
        let found = try await it.rows(
            """
            SELECT \(SQL(stringLiteral: names)) FROM campaigns c LEFT JOIN campaign_audiences a ON a.audience_id = c.audience_id
            WHERE campaign_id = \(campaign)
            """)
        return Dictionary(uniqueKeysWithValues: zip(Self.columns, try #require(found.first)))
    }

    @Test("Sets each field alone, and nothing else", arguments: fields) func each(field: Field) async throws {
        try await CampaignDatabase.with { it in
            #expect(try await it.makeEmail() == 1)
            let campaign = try await it.makeCampaign()
            let other = try await it.makeCampaign()
            let untouched = try await it.everything(of: other)
            var expected = try await row(campaign, it)
            expected.merge(field.columns) { $1 }
            expected["last_activity_at"] = .integer(it.now.milliseconds)
            try await #expect(it.update(campaign, field.set) == .done)
            try await #expect(row(campaign, it) == expected)
            try await #expect(it.everything(of: other) == untouched)
        }
    }

    @Test("Sets all fields together, and again others, and keeps what is not given") func together() async throws {
        try await CampaignDatabase.with { it in
            _ = try await it.makeEmail()
            let campaign = try await it.makeCampaign()
            _ = try await it.makeCampaign()
            var expected = try await row(campaign, it)
            for field in Self.fields { expected.merge(field.columns.filter { $0.key != "send_time_zone" }) { $1 } }
            let zone = "O'Brien; DROP TABLE send_time_zone -- 50%_é"
            expected["send_time_zone"] = .text(zone)
            expected["last_activity_at"] = .integer(it.now.milliseconds)
            try await #expect(it.update(campaign) { for field in Self.fields { field.set(&$0) } } == .done)
            try await #expect(row(campaign, it) == expected)
            try await #expect(it.update(campaign) { $0.resends = false } == .done)
            expected["resend_enabled"] = .integer(0)
            try await #expect(it.update(campaign) { _ in } == .done)
            try await #expect(row(campaign, it) == expected)
        }
    }

    @Test("Sets any state from any other", arguments: Campaign.Status.allCases) func anyState(source: Campaign.Status) async throws {
        try await CampaignDatabase.with { it in
            for target in Campaign.Status.allCases {
                let campaign = try await it.makeCampaign { $0.status = source }
                try await #expect(it.update(campaign) { $0.status = target } == .done)
                try await #expect(row(campaign, it)["status"] == .text(target.rawValue))
            }
        }
    }

    @Test("Every refusal leaves the campaign byte for byte as it was") func refusals() async throws {
        try await CampaignDatabase.with { it in
            let mine = (try await it.makeEmail(), try await it.makeEmail())
            let foreign = try await it.makeEmail(owner: 2)
            let campaign = try await it.makeCampaign {
                $0.variations = [Variation(emailID: mine.0, weight: 1), Variation(emailID: mine.1, weight: 2)]
            }
            let other = try await it.makeCampaign()
            let foreignCampaign = try await it.makeCampaign(owner: 2)
            let before = try await it.everything(of: campaign)
            func refused(_ owner: Int, _ id: Int, _ change: (inout CampaignChange) -> Void) async throws -> CampaignStore.Update {
                try await it.update(id, owner: owner) {
                    for field in Self.fields where field.description != "email_id" { field.set(&$0) }
                    $0.originalCampaignID = other
                    change(&$0)
                }
            }
            func pair(_ first: Int, _ second: Int, _ weights: (Int, Int) = (1, 1)) -> [Variation] {
                [Variation(emailID: first, weight: weights.0), Variation(emailID: second, weight: weights.1)]
            }
            try await #expect(refused(2, campaign) { _ in } == .unknownCampaign)
            try await #expect(refused(1, 999) { $0.emailID = foreign } == .unknownCampaign)
            for email in [foreign, 999, 0, -1, Int.max] {
                try await #expect(refused(1, campaign) { $0.emailID = email } == .unknownEmail)
                try await #expect(refused(1, campaign) { $0.variations = pair(mine.0, email) } == .unknownVariation)
            }
            try await #expect(
                refused(1, campaign) {
                    $0.emailID = foreign
                    $0.variations = pair(foreign, foreign, (1, 1000))
                } == .unknownEmail)
            try await #expect(refused(1, campaign) { $0.variations = pair(foreign, mine.0, (1, 1000)) } == .unknownVariation)
            try await #expect(refused(1, campaign) { $0.variations = pair(mine.0, mine.1, (1, 100)) } == .shareTooSmall)
            for original in [foreignCampaign, campaign, 999, 0, -1, Int.max] {
                try await #expect(refused(1, campaign) { $0.originalCampaignID = original } == .unknownOriginal)
            }
            try await #expect(it.everything(of: campaign) == before)
        }
    }

    @Test("A schedule without a zone is in UTC, unless there is a zone from before") func zone() async throws {
        try await CampaignDatabase.with { it in
            let campaign = try await it.makeCampaign { $0.sendTimeZone = "Europe/Rome" }
            try await it.update(campaign) { $0.scheduleType = .future }
            try await #expect(row(campaign, it)["send_time_zone"] == .text("Europe/Rome"))
            let other = try await it.makeCampaign { $0.scheduleType = .immediate }
            try await #expect(row(other, it)["send_time_zone"] == .null)
        }
    }

    @Test("A recursive schedule has run once more each time that it becomes Sent") func instances() async throws {
        try await CampaignDatabase.with { it in
            let campaign = try await it.makeCampaign { $0.scheduleType = .recursive }
            func runs(_ statuses: Campaign.Status...) async throws -> SQLValue? {
                for status in statuses { try await it.update(campaign) { $0.status = status } }
                return try await row(campaign, it)["sent_instances"]
            }
            try await #expect(runs(.sending) == .integer(0))
            try await #expect(runs(.sent, .sent) == .integer(1))
            try await #expect(runs(.ready, .sending, .failed) == .integer(1))
            try await #expect(runs(.ready, .sending, .sent) == .integer(2))
            try await it.update(campaign) { ($0.scheduleType, $0.status) = (.immediate, .ready) }
            try await #expect(runs(.sent) == .integer(2))
            try await it.update(campaign) { $0.status = .ready }
            try await it.update(campaign) { ($0.scheduleType, $0.status) = (.recursive, .sent) }
            try await #expect(row(campaign, it)["sent_instances"] == .integer(3))
        }
    }

    @Test("Nothing is changed past the deadline") func late() async throws {
        try await CampaignDatabase.with { it in
            let campaign = try await it.makeCampaign()
            let before = try await it.everything(of: campaign)
            let change = CampaignChange()
            await #expect(throws: ComponentUnavailable.self) {
                try await it.campaigns.update(campaign, change, owner: 1, at: it.now, until: .now)
            }
            try await #expect(it.everything(of: campaign) == before)
        }
    }

    @Test("An A/B test takes the place of the one email, an empty one ends it, and so does an email") func variations() async throws {
        try await CampaignDatabase.with { it in
            let emails = try await [it.makeEmail(), it.makeEmail(), it.makeEmail()]
            let campaign = try await it.makeCampaign { $0.emailID = emails[0] }
            func stored() async throws -> [[SQLValue]] {
                try await it.rows("SELECT email_id, weight FROM campaign_variations WHERE campaign_id = \(campaign) ORDER BY position")
            }
            func email() async throws -> SQLValue? { try await row(campaign, it)["email_id"] }
            let three = [2, 0, 1].map { Variation(emailID: emails[$0], weight: $0 + 1) }
            try await #expect(
                it.update(campaign) {
                    $0.variations = three
                    $0.emailID = emails[0]
                } == .done)
            try await #expect(email() == .integer(0))
            try await #expect(stored() == three.map { [.integer(Int64($0.emailID)), .integer(Int64($0.weight))] })
            try await #expect(it.update(campaign) { $0.name = "other" } == .done)
            try await #expect(stored().count == 3)
            try await #expect(it.update(campaign) { $0.variations = [] } == .done)
            try await #expect(email() == .integer(0))
            try await #expect(stored() == [])
            try await #expect(it.update(campaign) { $0.variations = three } == .done)
            try await #expect(it.update(campaign) { $0.emailID = emails[1] } == .done)
            try await #expect(email() == .integer(Int64(emails[1])))
            try await #expect(stored() == [])
            try await #expect(it.update(campaign) { $0.variations = three } == .done)
            try await #expect(
                it.update(campaign) {
                    $0.variations = []
                    $0.emailID = emails[2]
                } == .done)
            try await #expect(email() == .integer(Int64(emails[2])))
            try await #expect(stored() == [])
        }
    }

    @Test("Sending begins and ends as the states say") func progress() async throws {
        try await CampaignDatabase.with { it in
            let campaign = try await it.makeCampaign()
            func step(_ status: Campaign.Status, at time: Int64) async throws -> [[SQLValue]] {
                var change = CampaignChange()
                change.status = status
                _ = try await it.campaigns.update(campaign, change, owner: 1, at: Timestamp(milliseconds: time), until: it.soon)
                return try await it.rows("SELECT started_at, finished_at FROM campaigns WHERE campaign_id = \(campaign)")
            }
            try await #expect(step(.ready, at: 1) == [[.null, .null]])
            try await #expect(step(.pendingApproval, at: 2) == [[.null, .null]])
            try await #expect(step(.sending, at: 3) == [[.integer(3), .null]])
            try await #expect(step(.paused, at: 4) == [[.integer(3), .null]])
            try await #expect(step(.sending, at: 5) == [[.integer(3), .null]])
            try await #expect(step(.sent, at: 6) == [[.integer(3), .integer(6)]])
            try await #expect(step(.sent, at: 7) == [[.integer(3), .integer(6)]])
            try await #expect(step(.sending, at: 8) == [[.integer(3), .null]])
            try await #expect(step(.failed, at: 9) == [[.integer(3), .integer(9)]])
            try await it.execute("UPDATE campaigns SET started_at = NULL, finished_at = NULL")
            try await #expect(step(.failed, at: 10) == [[.integer(10), .integer(10)]])
        }
    }
}
