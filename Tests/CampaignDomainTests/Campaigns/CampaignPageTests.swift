// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import CommandKit
import CommandStorage
import CommandStorageSQLite
import Foundation
import Testing

@Suite("Campaign page") struct CampaignPageTests {
    private func list(
        _ it: CampaignDatabase, owner: Int? = 1, filter set: (inout CampaignFilter) -> Void = { _ in },
        _ change: (inout CampaignPage) -> Void
    ) async throws -> CampaignListing {
        var page = CampaignPage()
        change(&page)
        var filter = CampaignFilter(owner: owner)
        set(&filter)
        return try await it.campaigns.list(filter, page, until: it.soon)
    }

    /// Every field that is stored or counted, as callers name it.
    static let fields = [
        "CampaignID", "CampaignName", "CampaignStatus", "SendDate", "TotalRecipients", "TotalSent", "TotalOpens", "UniqueOpens",
        "TotalClicks", "UniqueClicks", "RelOwnerUserID", "CampaignStatusReason", "RelEmailID", "ScheduleType", "SendTime",
        "SendTimeZone", "ScheduleRecDaysOfWeek", "ScheduleRecDaysOfMonth", "ScheduleRecMonths", "ScheduleRecHours",
        "ScheduleRecMinutes", "ScheduleRecSendMaxInstance", "ScheduleRecSentInstances", "SendProcessStartedOn",
        "SendProcessFinishedOn", "TotalFailed", "TotalForwards", "UniqueForwards", "TotalViewsOnBrowser", "UniqueViewsOnBrowser",
        "TotalUnsubscriptions", "TotalHardBounces", "TotalSoftBounces", "ApprovalUserExplanation", "GoogleAnalyticsDomains",
        "PublishOnRSS", "CreateDateTime", "LastActivityDateTime", "RecipientListsAndSegments", "Exclude_RecipientListsAndSegments",
        "RulesJsonBundle", "OriginalCampaignID", "AutoResendEnabled",
        "AutoResendWaitDays", "AutoResendSubject", "AutoResendPreHeaderText", "S2SEnabled", "RecipientLists", "RecipientSegments",
        "SplitTest",
    ]
    /// What goes with a field that is left out: its lists are read of it.
    static func goingWith(_ field: String) -> Set<String> {
        field == "RecipientListsAndSegments" ? [field, "RecipientLists", "RecipientSegments"] : [field]
    }

    /// Five campaigns whose every field but the owner differs, in an order of its own.
    private func fill(_ it: CampaignDatabase) async throws -> [Int] {
        let rank = [3, 1, 4, 0, 2]
        for value in rank {
            let text = "v\(value)"
            try await it.execute(
                """
                INSERT INTO campaigns (owner_id, name, name_folded, status, schedule_type, created_at, last_activity_at, status_reason,
                    email_id, send_date, send_time, send_time_zone, days_of_week, days_of_month, months, hours, minutes, max_instances,
                    sent_instances, started_at, finished_at, approval_explanation, analytics_domains, publish_on_rss, resend_enabled,
                    resend_wait_days, resend_subject, resend_pre_header, original_campaign_id, audience_id,
                    s2s_enabled)
                VALUES (1, \(text), \(text), \(text), \(text), \(value), \(value), \(text), \(value), \(text), \(text), \(text), \(text),
                    \(text), \(text), \(text), \(text), \(value), \(value), \(value), \(value), \(text), \(text), \(text), \(value),
                    \(value), \(text), \(text), \(value), \(value), \(value))
                """)
            try await it.execute(
                """
                INSERT INTO campaign_audiences (audience_id, owner_id, lists, excluded_lists, rules)
                VALUES (\(value), 1, \(text), \(text), \(text))
                """)
        }
        for (index, value) in rank.enumerated() {
            for kind in [
                "Recipient", "Sent", "Open", "Click", "Failed", "Forward", "BrowserView", "Unsubscription", "HardBounce", "SoftBounce",
            ]
            where value > 0 {
                try await it.execute(
                    "INSERT INTO campaign_totals (campaign_id, kind, total, uniques) VALUES (\(index + 1), \(kind), \(value), \(value))")
            }
        }
        return rank
    }

    @Test("Sorts by every field, both ways, whatever the case of its name", arguments: fields) func order(field: String) async throws {
        try await CampaignDatabase.with { it in
            let rank = try await fill(it)
            let expected: [Int] =
                switch field {
                case "CampaignID", "RelOwnerUserID": [1, 2, 3, 4, 5]
                default: rank.indices.sorted { rank[$0] < rank[$1] }.map { $0 + 1 }
                }
            for name in [field, field.uppercased(), field.lowercased()] {
                for isDescending in [false, true] {
                    let found = try await list(it, filter: { $0.includesResends = true }) {
                        ($0.orderField, $0.isDescending) = (name, isDescending)
                    }
                    #expect(found.campaigns.map(\.id) == (isDescending ? expected.reversed() : expected))
                }
            }
        }
    }

    @Test(
        "A field that is none is ignored: the order is that of names",
        arguments: [
            "", "Nope", "name", "c.name", "CampaignName; DROP TABLE campaigns", "1", "CampaignName DESC", "(SELECT 1)", "SendDate--",
            "CampaignName, SendDate", " CampaignName", "\"CampaignID\"", "Options", "OpenStatistics", "Tags", "ＣampaignID", "CampaıgnID",
        ])
    func unknownOrder(field: String) async throws {
        try await CampaignDatabase.with { it in
            for name in ["b", "Á", "a", "C"] { _ = try await it.makeCampaign { $0.name = name } }
            let found = try await list(it) { $0.orderField = field }
            #expect(found.campaigns.map { $0[text: "CampaignName"] } == ["a", "b", "C", "Á"])
            try await #expect(it.column("SELECT COUNT(*) FROM campaigns") == [4])
        }
    }

    @Test("Of one name, the older comes first, and last the other way") func ties() async throws {
        try await CampaignDatabase.with { it in
            let ids = try await [it.makeCampaign { $0.name = "x" }, it.makeCampaign { $0.name = "X" }, it.makeCampaign { $0.name = "x" }]
            try await #expect(list(it) { _ in }.campaigns.map(\.id) == ids)
            try await #expect(list(it) { $0.isDescending = true }.campaigns.map(\.id) == ids.reversed())
        }
    }

    @Test(
        "Pages are cut, also at the ends of the numbers",
        arguments: [
            (0, 0, 0..<7), (3, 0, 0..<3), (3, 3, 3..<6), (3, 6, 6..<7), (3, 7, 0..<0), (100, 0, 0..<7), (1, 6, 6..<7),
            (.max, 0, 0..<7), (.max, .max, 0..<0), (0, .max, 0..<0), (1, .max, 0..<0), (.max, 3, 3..<7), (0, 3, 3..<7),
            (-1, 0, 0..<7), (.min, 0, 0..<7), (3, -1, 0..<3), (.min, .min, 0..<7),
        ] as [(Int, Int, Range<Int>)])
    func pages(count: Int, offset: Int, expected: Range<Int>) async throws {
        try await CampaignDatabase.with { it in
            let ids = try await it.makeCampaigns(7, owner: 1)
            _ = try await it.makeCampaigns(2, owner: 2)
            let found = try await list(it) { ($0.count, $0.offset) = (count, offset) }
            #expect(found.campaigns.map(\.id) == Array(ids[expected]))
            #expect(found.total == 7)
        }
    }

    @Test("No more than 10,000 are shown at once") func cap() async throws {
        try await CampaignDatabase.with { it in
            try await it.database.write(until: it.soon) { database in
                for number in 0..<10_003 {
                    try database.execute(
                        """
                        INSERT INTO campaigns (owner_id, name, name_folded, status, schedule_type, created_at, last_activity_at)
                        VALUES (1, '', '', 'Draft', 'Not Scheduled', \(number), 1)
                        """)
                }
            }
            for count in [0, 10_001, .max, -1] {
                let found = try await list(it) {
                    $0.count = count
                    $0.excluded = Set(Self.fields)
                }
                #expect(found.campaigns.count + found.rest.count == 10_000 && found.total == 10_003)
            }
        }
    }

    @Test("Leaves out the columns that are named, in whatever case, and no other; the id stays") func excluded() async throws {
        try await CampaignDatabase.with { it in
            _ = try await fill(it)
            func names(_ excluded: Set<String>) async throws -> Set<String> {
                let found = try await list(it, filter: { $0.includesResends = true }) { $0.excluded = excluded }
                let object = try JSONSerialization.jsonObject(with: JSONEncoder().encode(found.campaigns[0])) as? [String: Any]
                return Set(try #require(object).keys)
            }
            try await #expect(names([]) == Set(Self.fields))
            for field in Self.fields {
                try await #expect(
                    names([field.uppercased()]) == Set(Self.fields).subtracting(field == "CampaignID" ? [] : Self.goingWith(field)))
            }
            try await #expect(names(["c.name", "'; DROP TABLE campaigns", ""]) == Set(Self.fields))
            try await #expect(names(Set(Self.fields)) == ["CampaignID"])
        }
    }

    @Test("Counts are left out where no statistics are asked for, and can be sorted by all the same") func counts() async throws {
        try await CampaignDatabase.with { it in
            let rank = try await fill(it)
            let found = try await list(it, filter: { $0.includesResends = true }) {
                ($0.showsStatistics, $0.showsSums, $0.orderField) = (false, true, "TotalOpens")
            }
            let object = try JSONSerialization.jsonObject(with: JSONEncoder().encode(found.campaigns[0])) as? [String: Any]
            let counts = Self.fields.filter { $0.hasPrefix("Total") || $0.hasPrefix("Unique") }
            #expect(counts.count == 14)
            #expect(Set(try #require(object).keys) == Set(Self.fields).subtracting(counts))
            #expect(found.campaigns.map(\.id) == rank.indices.sorted { rank[$0] < rank[$1] }.map { $0 + 1 })
            #expect(found.sums?.sent == 10)
        }
    }

    @Test("Variations can be left out as Options") func options() async throws {
        try await CampaignDatabase.with { it in
            let emails = try await [it.makeEmail(), it.makeEmail()]
            _ = try await it.makeCampaign { $0.variations = emails.map { Variation(emailID: $0, weight: 1) } }
            func text(_ excluded: Set<String>) async throws -> String {
                let found = try await list(it) { $0.excluded = excluded }
                return String(decoding: try JSONEncoder().encode(found.campaigns), as: UTF8.self)
            }
            try await #expect(text([]).contains("Options"))
            try await #expect(!text(["options"]).contains("Options"))
        }
    }

    @Test("Sums are over all that match, the page's and the others'; of other accounts nothing") func sums() async throws {
        try await CampaignDatabase.with { it in
            let mine = try await it.makeCampaigns(3, owner: 1)
            let foreign = try await it.makeCampaigns(1, owner: 2)
            for (index, campaign) in (mine + foreign).enumerated() {
                for (kind, total) in [("Recipient", 100), ("Sent", 10), ("Failed", 1), ("Open", 7)] {
                    try await it.execute(
                        """
                        INSERT INTO campaign_totals (campaign_id, kind, total, uniques)
                        VALUES (\(campaign), \(kind), \(total * (index + 1)), 1)
                        """)
                }
            }
            func sums(_ filter: (inout CampaignFilter) -> Void) async throws -> [Int]? {
                let found = try await list(it, filter: filter) { ($0.showsSums, $0.count) = (true, 1) }
                return found.sums.map { [$0.recipients, $0.sent, $0.failed] }
            }
            try await #expect(sums { _ in } == [600, 60, 6])
            try await #expect(sums { $0.ids = [mine[2], foreign[0]] } == [300, 30, 3])
            try await #expect(sums { $0.status = "Sent" } == [0, 0, 0])
            try await #expect(sums { $0.owner = nil } == [1000, 100, 10])
            try await #expect(list(it) { _ in }.sums == nil)
        }
    }

    @Test("Tags are there where asked for, each campaign's own, the oldest first") func tags() async throws {
        try await CampaignDatabase.with { it in
            let ids = try await it.makeCampaigns(2, owner: 1)
            let tags = try await [it.tags.insert("b", owner: 1, until: it.soon), it.tags.insert("a", owner: 1, until: it.soon)].compactMap(
                \.self)
            for tag in tags.reversed() { _ = try await it.tags.assign(tag, to: [ids[1]], owner: 1, until: it.soon) }
            let found = try await list(it) {
                $0.showsTags = true
                $0.excluded = Set(Self.fields)
            }
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            #expect(
                String(decoding: try encoder.encode(found.campaigns), as: UTF8.self)
                    == #"[{"CampaignID":1,"Tags":[]},{"CampaignID":2,"Tags":[{"relOwnerUserID":1,"tag":"b","tagID":1},"#
                    + #"{"relOwnerUserID":1,"tag":"a","tagID":2}]}]"#)
        }
    }
}
