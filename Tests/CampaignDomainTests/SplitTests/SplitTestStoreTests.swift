// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import CommandStorage
import Testing

@Suite("Split test store") struct SplitTestStoreTests {
    private static let test = SplitTest(size: 20, hours: 24, winner: .highestOpenRate)

    private func create(
        _ test: SplitTest = Self.test, for campaign: Int, owner: Int = 1, _ it: CampaignDatabase
    ) async throws -> SplitTestStore.Creation {
        try await it.splitTests.create(test, for: campaign, owner: owner, at: it.now, until: it.soon)
    }

    @Test("Keeps what it was given") func contents() async throws {
        try await CampaignDatabase.with { it in
            let campaign = try await it.makeCampaign()
            try await #expect(create(SplitTest(size: 99, hours: .max, winner: .mostUniqueClicks), for: campaign, it) == .created(1))
            try await #expect(
                it.rows("SELECT campaign_id, owner_id, test_size, test_hours, winner, created_at FROM split_tests") == [
                    [
                        .integer(Int64(campaign)), .integer(1), .integer(99), .integer(.max), .text("most_unique_clicks"),
                        .integer(1_750_000_000_000),
                    ]
                ])
        }
    }

    @Test("A second replaces the first of a Draft or a Ready alone; a first can be given to any", arguments: Campaign.Status.allCases)
    func second(status: Campaign.Status) async throws {
        try await CampaignDatabase.with { it in
            let campaign = try await it.makeCampaign { $0.status = status }
            try await #expect(create(for: campaign, it) == .created(1))
            let replaces = status == .draft || status == .ready
            let outcome = try await create(SplitTest(size: 50, hours: 1, winner: .mostUniqueClicks), for: campaign, it)
            // Ids are never used twice.
            #expect(outcome == (replaces ? .created(2) : .taken))
            try await #expect(it.column("SELECT test_size FROM split_tests") == [replaces ? 50 : 20])
        }
    }

    @Test("Another account's campaign gets none, like one that does not exist") func foreign() async throws {
        try await CampaignDatabase.with { it in
            let campaign = try await it.makeCampaign()
            for (id, owner) in [(campaign, 2), (campaign + 1, 1), (Int.max, 1), (0, 1)] {
                try await #expect(create(for: id, owner: owner, it) == .unknownCampaign)
            }
            try await #expect(create(for: campaign, it) == .created(1))
            try await #expect(create(for: campaign, owner: 2, it) == .unknownCampaign)
            try await #expect(it.column("SELECT owner_id FROM split_tests") == [1])
        }
    }

    @Test("Of many at once, exactly one is the campaign's; past Ready exactly one is made", arguments: [Campaign.Status.ready, .sending])
    func rivals(status: Campaign.Status) async throws {
        try await CampaignDatabase.with { it in
            for _ in 0..<5 {
                let campaign = try await it.makeCampaign { $0.status = status }
                let outcomes = try await atOnce(24) { number in
                    let test = SplitTest(size: number + 1, hours: 1, winner: .highestOpenRate)
                    return (number + 1, try await it.splitTests.create(test, for: campaign, owner: 1, at: it.now, until: it.soon))
                }
                let stored = try await it.rows("SELECT split_test_id, test_size FROM split_tests WHERE campaign_id = \(campaign)")
                #expect(stored.count == 1)
                let winners = outcomes.filter { stored == [[.integer(Int64(Self.id($0.1))), .integer(Int64($0.0))]] }
                #expect(winners.count == 1)
                #expect(outcomes.count { $0.1 == .taken } == (status == .sending ? 23 : 0))
            }
        }
    }

    private static func id(_ creation: SplitTestStore.Creation) -> Int {
        if case .created(let id) = creation { id } else { 0 }
    }

    @Test(
        "A winner has a name and a label",
        arguments: [
            ("highest_open_rate", .highestOpenRate), ("Highest Open Rate", .highestOpenRate), ("most_unique_clicks", .mostUniqueClicks),
            ("Most Unique Clicks", .mostUniqueClicks), ("highest open rate", nil), ("", nil), ("highest_open_rate ", nil),
        ] as [(String, SplitTest.Winner?)])
    func winners(text: String, winner: SplitTest.Winner?) { #expect(SplitTest.Winner(nameOrLabel: text) == winner) }
}
