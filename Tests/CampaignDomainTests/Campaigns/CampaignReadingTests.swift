// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import CommandKit
import CommandStorage
import Foundation
import Testing

@Suite("Campaign reading") struct CampaignReadingTests {
    private func read(
        _ campaign: Int, owner: Int? = 1, at now: Timestamp? = nil, _ it: CampaignDatabase,
        _ change: (inout CampaignDetail) -> Void = { _ in }
    ) async throws -> (record: CampaignRecord, throughput: CampaignThroughput?)? {
        var detail = CampaignDetail()
        change(&detail)
        return try await it.campaigns.read(campaign, owner: owner, detail, at: now ?? it.now, until: it.soon)
    }

    private func text(_ record: CampaignRecord?) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(record), as: UTF8.self)
    }

    private func record(
        _ it: CampaignDatabase, _ campaign: Int, _ events: [(String, CampaignEvent.Kind, String, Int?, Int64)]
    ) async throws {
        let made = events.map {
            CampaignEvent(
                id: $0.0, campaignID: campaign, kind: $0.1, address: $0.2, emailID: $0.3, time: Timestamp(milliseconds: $0.4))
        }
        let outcome = try await it.events.record(made, owner: 1, at: it.now, until: it.soon)
        #expect(outcome.recorded == events.count)
    }

    @Test("What is not set is an empty text, 0 or false") func unset() async throws {
        try await CampaignDatabase.with { it in
            let campaign = try await it.campaigns.create(name: "n", owner: 1, at: it.now, until: it.soon)
            let found = try await read(campaign, it)
            #expect(found?.throughput == nil)
            try #expect(
                text(found?.record)
                    == #"{"ApprovalUserExplanation":"","AutoResendEnabled":false,"AutoResendPreHeaderText":"","AutoResendSubject":"","#
                    + #""AutoResendWaitDays":0,"CampaignID":1,"CampaignName":"n","CampaignStatus":"Draft","CampaignStatusReason":"","#
                    + #""CreateDateTime":"2025-06-15 15:06:40","Exclude_RecipientListsAndSegments":"","GoogleAnalyticsDomains":"","#
                    + #""LastActivityDateTime":"2025-06-15 15:06:40","OriginalCampaignID":0,"PublishOnRSS":"","RecipientDomains":{},"#
                    + #""RecipientLists":[],"RecipientListsAndSegments":"","RecipientSegments":[],"RelEmailID":0,"RelOwnerUserID":1,"#
                    + #""RulesJsonBundle":"","S2SEnabled":false,"ScheduleRecDaysOfMonth":"","ScheduleRecDaysOfWeek":"","ScheduleRecHours":"","#
                    + #""ScheduleRecMinutes":"","ScheduleRecMonths":"","ScheduleRecSendMaxInstance":0,"ScheduleRecSentInstances":0,"#
                    + #""ScheduleType":"Not Scheduled","SendDate":"","SendProcessFinishedOn":"","SendProcessStartedOn":"","SendTime":"","#
                    + #""SendTimeZone":"","SplitTest":false,"#
                    + #""TotalClicks":0,"TotalFailed":0,"TotalForwards":0,"TotalHardBounces":0,"TotalOpens":0,"TotalRecipients":0,"#
                    + #""TotalSent":0,"TotalSoftBounces":0,"TotalUnsubscriptions":0,"TotalViewsOnBrowser":0,"UniqueClicks":0,"#
                    + #""UniqueForwards":0,"UniqueOpens":0,"UniqueViewsOnBrowser":0}"#)
            #expect(found?.record.id == campaign && found?.record[text: "CampaignStatus"] == "Draft")
            #expect(found?.record[number: "RelOwnerUserID"] == 1 && found?.record[text: "SendDate"] == "")
            #expect(found?.record[number: "CampaignName"] == nil && found?.record[text: "TotalSent"] == nil)
        }
    }

    @Test("What is set is shown, a moment as day and time") func set() async throws {
        try await CampaignDatabase.with { it in
            let original = try await it.makeCampaign()
            let campaign = try await it.makeCampaign {
                ($0.sendDate, $0.sendTime, $0.sendTimeZone) = ("2025-06-15", "10:00:00", "America/New_York")
                ($0.resends, $0.resendWaitDays, $0.originalCampaignID, $0.maxInstances) = (true, 3, original, 0)
                ($0.status, $0.statusReason, $0.rules) = (.sent, "", "{}")
            }
            let shown = try text(try await read(campaign, it)?.record)
            for part in [
                #""SendDate":"2025-06-15""#, #""SendTime":"10:00:00""#, #""SendTimeZone":"America\/New_York""#,
                #""AutoResendEnabled":true"#,
                #""AutoResendWaitDays":3"#, #""OriginalCampaignID":1"#, #""ScheduleRecSendMaxInstance":0"#, #""CampaignStatusReason":"""#,
                #""RulesJsonBundle":"{}""#, #""SendProcessStartedOn":"2025-06-15 15:06:40""#,
                #""SendProcessFinishedOn":"2025-06-15 15:06:40""#,
            ] { #expect(shown.contains(part), "\(part)") }
        }
    }

    @Test("Another account's campaign is not there; an admin reads any, one that sends another again as well") func owners() async throws {
        try await CampaignDatabase.with { it in
            let original = try await it.makeCampaign()
            let mine = try await it.makeCampaign { $0.originalCampaignID = original }
            let foreign = try await it.makeCampaign(owner: 2)
            try await #expect(read(mine, it)?.record.id == mine)
            try await #expect(read(foreign, it)?.record.id == nil)
            try await #expect(read(mine, owner: nil, it)?.record.id == mine)
            try await #expect(read(foreign, owner: nil, it)?.record.id == foreign)
            for id in [0, -1, foreign + 1, Int.max, .min] {
                try await #expect(read(id, it)?.record.id == nil)
                try await #expect(read(id, owner: nil, it)?.record.id == nil)
            }
        }
    }

    private static let day: Int64 = 86_400_000

    @Test("Statistics by day, ratios to a hundredth, domains by how many recipients they have") func statistics() async throws {
        try await CampaignDatabase.with { it in
            let campaign = try await it.makeCampaign()
            let other = try await it.makeCampaign()
            let start: Int64 = 1_749_945_600_000  // 2025-06-15 at midnight
            try await record(it, other, [("o", .open, "z@z.example", nil, start)])
            try await record(
                it, campaign,
                [
                    ("s1", .sent, "a@b.example", nil, start), ("s2", .sent, "b@B.example", nil, start),
                    ("s3", .sent, "c@c.example", nil, start),
                    ("f1", .failed, "d@c.example", nil, start), ("f2", .failed, "e@d.example", nil, start),
                    ("s4", .sent, "f@b.example", nil, start),
                    ("o1", .open, "a@b.example", nil, start - 1), ("o2", .open, "a@b.example", nil, start),
                    ("o3", .open, "b@b.example", nil, start + Self.day - 1), ("o4", .open, "b@b.example", nil, start + Self.day),
                    ("c1", .click, "a@b.example", nil, start), ("u1", .unsubscription, "a@b.example", nil, start),
                    ("w1", .forward, "a@b.example", nil, start), ("v1", .browserView, "a@b.example", nil, start),
                    ("h1", .hardBounce, "c@c.example", nil, start), ("t1", .softBounce, "c@c.example", nil, start),
                    ("t2", .softBounce, "a@b.example", nil, start),
                ])
            let shown = try text(
                try await read(campaign, it) {
                    $0.showsStatistics = true
                    $0.showsTags = true
                }?.record)
            for part in [
                #""OpenStatistics":{"2025-06-14":1,"2025-06-15":2,"2025-06-16":1}"#, #""ClickStatistics":{"2025-06-15":1}"#,
                #""UnsubscriptionStatistics":{"2025-06-15":1}"#, #""ForwardStatistics":{"2025-06-15":1}"#,
                #""BrowserViewStatistics":{"2025-06-15":1}"#, #""BounceStatistics":{"2025-06-15":3}"#, #""HardBounceRatio":25"#,
                #""SoftBounceRatio":50"#, #""RecipientDomains":{"b.example":3,"c.example":2,"d.example":1}"#, #""Tags":[]"#,
                #""TotalRecipients":6"#, #""TotalSent":4"#, #""TotalFailed":2"#, #""TotalOpens":4"#, #""UniqueOpens":2"#,
                #""TotalClicks":1"#, #""UniqueClicks":1"#, #""TotalForwards":1"#, #""UniqueForwards":1"#, #""TotalViewsOnBrowser":1"#,
                #""UniqueViewsOnBrowser":1"#, #""TotalUnsubscriptions":1"#, #""TotalHardBounces":1"#, #""TotalSoftBounces":2"#,
            ] { #expect(shown.contains(part), "\(part)") }
            let plain = try text(try await read(campaign, it) { $0.showsDomains = false }?.record)
            for name in ["OpenStatistics", "BounceStatistics", "HardBounceRatio", "RecipientDomains", "Tags"] {
                #expect(!plain.contains(name), "\(name)")
            }
        }
    }

    @Test("Without anything sent there are no ratios, and each series is empty") func noStatistics() async throws {
        try await CampaignDatabase.with { it in
            let campaign = try await it.makeCampaign()
            let shown = try text(try await read(campaign, it) { $0.showsStatistics = true }?.record)
            for name in ["Open", "Click", "Unsubscription", "Forward", "BrowserView", "Bounce"] {
                #expect(shown.contains("\"\(name)Statistics\":{}"))
            }
            #expect(shown.contains(#""HardBounceRatio":0"#) && shown.contains(#""SoftBounceRatio":0"#))
        }
    }

    @Test("Variations have shares and counts where asked for, in their order") func variations() async throws {
        try await CampaignDatabase.with { it in
            let emails = try await [it.makeEmail(), it.makeEmail(), it.makeEmail()]
            let campaign = try await it.makeCampaign {
                $0.variations = [Variation(emailID: emails[1], weight: 2), Variation(emailID: emails[0], weight: 1)]
            }
            try await record(
                it, campaign,
                [
                    ("1", .sent, "a@b.example", emails[0], 0), ("2", .sent, "b@b.example", emails[1], 0),
                    ("3", .failed, "c@b.example", emails[1], 0), ("4", .open, "a@b.example", emails[0], 0),
                    ("5", .open, "A@B.example", emails[0], 0), ("6", .click, "b@b.example", emails[1], 0),
                    // Of none, and of an email that is no variation of it.
                    ("7", .open, "d@b.example", nil, 0), ("8", .open, "e@b.example", emails[2], 0),
                ])
            let plain = try text(try await read(campaign, it)?.record)
            #expect(plain.contains(#""Options":{"abTesting":{"variations":[{"emailID":2,"weight":2},{"emailID":1,"weight":1}]}}"#))
            let shown = try text(try await read(campaign, it) { $0.showsVariationCounts = true }?.record)
            #expect(
                shown.contains(
                    #"[{"distribution":66.67,"emailID":2,"totalFailed":1,"totalRecipient":2,"totalSent":1,"uniqueClicks":1,"#
                        + #""uniqueOpens":0,"weight":2},{"distribution":33.33,"emailID":1,"totalFailed":0,"totalRecipient":1,"#
                        + #""totalSent":1,"uniqueClicks":0,"uniqueOpens":1,"weight":1}]"#), "\(shown)")
            #expect(shown.contains(#""TotalOpens":4"#) && shown.contains(#""UniqueOpens":3"#))
        }
    }

    @Test(
        "Throughput is there once sending began, to a tenth",
        arguments: [
            (nil, nil, 10, nil), (0, 79_000, 9950, (125.9, 79)), (0, nil, 100, (10.0, 10)), (0, 999, 5, (5.0, 0)), (0, 0, 0, (0.0, 0)),
            (5000, 1000, 5, (5.0, 0)), (20_000, nil, 5, (5.0, 0)), (Int64.min, nil, 5, (5.0, 0)),
            (0, Int64.max, 5, (0.0, 9_223_372_036_854_775)),
        ] as [(Int64?, Int64?, Int, (Double, Int)?)])
    func throughput(started: Int64?, finished: Int64?, sent: Int, expected: (Double, Int)?) async throws {
        try await CampaignDatabase.with { it in
            let campaign = try await it.makeCampaign()
            try await it.execute("UPDATE campaigns SET started_at = \(started), finished_at = \(finished)")
            try await it.execute(
                "INSERT INTO campaign_totals (campaign_id, kind, total, uniques) VALUES (\(campaign), 'Sent', \(sent), \(sent))")
            let found = try await read(campaign, at: Timestamp(milliseconds: 10_000), it)?.throughput
            #expect(found?.emailsPerSecond == expected?.0 && found?.duration == expected?.1)
        }
    }
}
