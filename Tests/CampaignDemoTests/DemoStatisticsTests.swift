// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import CommandStorage
import Foundation
import Testing

@Suite("Statistics of the demo") struct DemoStatisticsTests {
    @Test("Those of every campaign that was sent agree with its events, counted one by one")
    func agreeWithEvents() async throws {
        try await DemoDatabase.with { demo in
            let sent = try await demo.rows("SELECT campaign_id FROM campaigns WHERE status = 'Sent'")
            #expect(sent.count >= 20)
            for case .integer(let id) in sent.map({ $0[0] }) {
                let campaign = try await demo.campaign(Int(id))
                for (field, kind) in [
                    ("TotalSent", "Sent"), ("TotalFailed", "Failed"), ("TotalOpens", "Open"), ("TotalClicks", "Click"),
                    ("TotalHardBounces", "HardBounce"), ("TotalUnsubscriptions", "Unsubscription"),
                ] {
                    let count = try await demo.count(kind, of: Int(id))
                    #expect(campaign[field] as? Int == count, "\(field) of \(id)")
                }
                for (field, kind) in [("UniqueOpens", "Open"), ("UniqueClicks", "Click")] {
                    let people = try await demo.people(kind, of: Int(id))
                    #expect(campaign[field] as? Int == people, "\(field) of \(id)")
                }
                let total = campaign["TotalRecipients"] as? Int ?? 0
                #expect(total > 0)
                #expect((campaign["RecipientDomains"] as? [String: Int])?.values.reduce(0, +) == total)
                #expect((campaign["OpenStatistics"] as? [String: Int])?.values.reduce(0, +) == campaign["TotalOpens"] as? Int)
            }
        }
    }

    @Test("Who is suppressed gets nothing more of any campaign")
    func sparesSuppressed() async throws {
        try await DemoDatabase.with { demo in
            let later = try await demo.number(
                """
                SELECT COUNT(*) FROM events e JOIN events s ON s.address_folded = e.address_folded
                WHERE s.kind IN ('Unsubscription', 'HardBounce') AND e.kind = 'Sent' AND e.campaign_id > s.campaign_id
                """)
            #expect(later == 0)
        }
    }

    @Test("The variations of the A/B test are sent in equal parts, and each has opens")
    func countsVariations() async throws {
        try await DemoDatabase.with { demo in
            let campaign = try await demo.campaign(demo.id("CampaignWithABTest"))
            // By the names of properties: it is the wire that spells them as declared.
            let testing = (campaign["Options"] as? [String: Any])?["abTesting"] as? [String: Any]
            let variations = try #require(testing?["variations"] as? [[String: Any]])
            #expect(variations.map { $0["distribution"] as? Double } == [50, 50])
            for variation in variations {
                #expect(variation["totalRecipient"] as? Int ?? 0 > 50)
                #expect(variation["uniqueOpens"] as? Int ?? 0 > 10)
            }
        }
    }
}

extension DemoDatabase {
    /// A campaign as callers see it, with everything.
    fileprivate func campaign(_ id: Int) async throws -> [String: Any] {
        var detail = CampaignDetail()
        (detail.showsStatistics, detail.showsTags, detail.showsVariationCounts) = (true, true, true)
        let found = try await CampaignStore(database: database).read(
            id, owner: DemoDatabase.owner, detail, at: DemoDatabase.now, until: soon)
        let json = try JSONEncoder().encode(try #require(found).record)
        return try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
    }

    fileprivate func count(_ kind: String, of campaign: Int) async throws -> Int {
        try await number("SELECT COUNT(*) FROM events WHERE campaign_id = \(campaign) AND kind = \(kind)")
    }

    fileprivate func people(_ kind: String, of campaign: Int) async throws -> Int {
        try await number("SELECT COUNT(DISTINCT address_folded) FROM events WHERE campaign_id = \(campaign) AND kind = \(kind)")
    }
}
