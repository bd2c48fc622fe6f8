// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandStorage
import CommandStorageSQLite
import Testing

@testable import CampaignDomain

/// What SQLite says that it will do; it has gathered no statistics here, as in a file that was never analyzed.
@Suite("Campaign plans") struct CampaignPlanTests {
    struct Usual: Sendable, CustomStringConvertible {
        let description: String
        let index: String
        var sorts = false
        let set: @Sendable (inout CampaignFilter, inout CampaignPage) -> Void
    }

    static let usual = [
        Usual(description: "by name", index: "campaigns_by_name (owner_id=?)") { _, _ in },
        Usual(description: "by name, the last first", index: "campaigns_by_name (owner_id=?)") { $1.isDescending = true },
        Usual(description: "a status by date", index: "campaigns_by_status (owner_id=? AND status=?)") {
            $0.status = "Sent"
            $1.orderField = "SendDate"
        },
        Usual(description: "a status by date, the last first", index: "campaigns_by_status (owner_id=? AND status=?)") {
            $0.status = "Sent"
            ($1.orderField, $1.isDescending) = ("SendDate", true)
        },
        Usual(description: "scheduled by date", index: "campaigns_by_status (owner_id=? AND status=?)") {
            $0.status = "Scheduled"
            $1.orderField = "SendDate"
        },
        Usual(description: "a status in a window by date", index: "campaigns_by_status (owner_id=? AND status=?)") {
            $0.status = "Sent"
            ($0.firstDay, $0.lastDay) = ("2025-01-01", "2025-12-31")
            $1.orderField = "SendDate"
        },
        Usual(description: "a keyword by name", index: "campaigns_by_name (owner_id=?)") { filter, _ in filter.keyword = "sale" },
        Usual(description: "by id", index: "campaigns_of_owner (owner_id=?)") { $1.orderField = "CampaignID" },
        Usual(description: "a status by opens", index: "(owner_id=? AND status=?)", sorts: true) {
            $0.status = "Sent"
            $1.orderField = "TotalOpens"
        },
    ]

    private func plan(_ sql: SQL, _ it: CampaignDatabase) async throws -> [String] {
        try await it.database.snapshot(until: it.soon) { try $0.rows("EXPLAIN QUERY PLAN \(sql)").map { try $0.get(3) } }
    }

    @Test("The usual lists go through an index, within the account, and are not sorted", arguments: usual)
    func lists(usual: Usual) async throws {
        try await CampaignDatabase.with { it in
            var filter = CampaignFilter(owner: 1)
            var page = CampaignPage()
            page.count = 50
            usual.set(&filter, &page)
            let plan = try await plan(CampaignStore.selection(filter, page), it)
            #expect(plan.contains { $0.hasPrefix("SEARCH c USING INDEX") && $0.contains(usual.index) }, "\(plan)")
            #expect(plan.contains { $0.contains("USE TEMP B-TREE") } == usual.sorts, "\(plan)")
            #expect(!plan.contains { $0.hasPrefix("SCAN") }, "\(plan)")
            // Counts are looked up by the campaign and the kind.
            #expect(plan.filter { $0.hasPrefix("SEARCH t") }.allSatisfy { $0.contains("(campaign_id=? AND kind=?)") }, "\(plan)")
            let counting = try await self.plan(CampaignStore.count(filter), it)
            #expect(counting.allSatisfy { $0.hasPrefix("SEARCH c USING") && $0.contains("owner_id=?") }, "\(counting)")
        }
    }

    @Test("Ids and tags are looked up", arguments: [nil, 1]) func ids(owner: Int?) async throws {
        try await CampaignDatabase.with { it in
            var filter = CampaignFilter(owner: owner)
            filter.ids = [1, 2, 3]
            let plan = try await plan(CampaignStore.count(filter), it)
            // The list's own values are read once; they are a table of their own.
            let searches = plan.filter { $0.hasPrefix("SEARCH") || $0.hasPrefix("SCAN c") }
            #expect(searches.count == 1 && searches[0].contains("rowid=?"), "\(plan)")
        }
    }

    @Test("An unsubscription is looked up by its owner and address, whoever else has the address on however many lists")
    func unsubscription() async throws {
        try await CampaignDatabase.with { it in
            let plan = try await plan(Suppression.unsubscribing(FoldedText("a@b.example"), 1), it)
            #expect(plan == ["SEARCH subscribers USING INDEX subscribers_of_owner (owner_id=? AND address_folded=?)"])
        }
    }

    @Test(
        "What a list names is looked up, not searched for",
        arguments: [
            ("SELECT tag_id FROM tags WHERE owner_id = 1 AND tag_id IN \(list: [1, 2])", "tags"),
            ("SELECT campaign_id FROM campaigns WHERE campaign_id IN \(list: [1, 2])", "campaigns"),
            ("DELETE FROM campaigns WHERE owner_id = 1 AND campaign_id IN \(list: [1, 2])", "campaigns"),
            ("DELETE FROM tags WHERE owner_id = 1 AND tag_id IN \(list: [1, 2])", "tags"),
            ("SELECT COUNT(*) FROM emails WHERE owner_id = 1 AND email_id IN \(list: [1, 2])", "emails"),
            ("DELETE FROM campaign_tags WHERE campaign_id IN \(list: [1, 2]) AND tag_id = 3", "campaign_tags"),
            ("SELECT position FROM campaign_variations WHERE campaign_id IN \(list: [1, 2])", "campaign_variations"),
        ] as [(SQL, String)])
    func listed(sql: SQL, table: String) async throws {
        try await CampaignDatabase.with { it in
            let plan = try await plan(sql, it)
            let search = try #require(plan.first { $0.contains(" \(table)") })
            #expect(search.hasPrefix("SEARCH"), "\(plan)")
            #expect(search.contains("rowid=?") || search.contains("campaign_id=?"), "\(plan)")
        }
    }
}
