// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import CommandStorage
import Testing

@Suite("Campaign deletion") struct CampaignDeletionTests {
    private func left(_ it: CampaignDatabase) async throws -> [Int] {
        try await it.column("SELECT campaign_id FROM campaigns ORDER BY campaign_id")
    }

    @Test("Deletes what the account has, and passes over unknown and foreign ids") func others() async throws {
        try await CampaignDatabase.with { it in
            let mine = try await it.makeCampaigns(3, owner: 1)
            let foreign = try await it.makeCampaigns(2, owner: 2)
            try await it.campaigns.delete([mine[1], foreign[0], 999, .max, 0, -1], owner: 1, until: it.soon)
            try await #expect(left(it) == [mine[0], mine[2]] + foreign)
            try await it.campaigns.delete([], owner: 1, until: it.soon)
            try await it.campaigns.delete([mine[1]], owner: 1, until: it.soon)
            try await #expect(left(it) == [mine[0], mine[2]] + foreign)
        }
    }

    @Test("Campaigns that send a deleted one again go too, theirs as well, another account's do not") func resends() async throws {
        try await CampaignDatabase.with { it in
            let root = try await it.makeCampaign()
            let child = try await it.makeCampaign { $0.originalCampaignID = root }
            _ = try await it.makeCampaign { $0.originalCampaignID = child }
            _ = try await it.makeCampaign { $0.originalCampaignID = root }
            let unrelated = try await it.makeCampaign()
            try await it.execute("UPDATE campaigns SET original_campaign_id = 999 WHERE campaign_id = \(unrelated)")
            let foreign = try await it.makeCampaign(owner: 2)
            try await it.execute("UPDATE campaigns SET original_campaign_id = \(root) WHERE campaign_id = \(foreign)")
            try await it.campaigns.delete([root], owner: 1, until: it.soon)
            try await #expect(left(it) == [unrelated, foreign])
        }
    }

    @Test("Campaigns that name each other, or themselves, are an end") func cycles() async throws {
        try await CampaignDatabase.with { it in
            let first = try await it.makeCampaign()
            let second = try await it.makeCampaign { $0.originalCampaignID = first }
            try await it.update(first) { $0.originalCampaignID = second }
            let own = try await it.makeCampaign()
            try await it.execute("UPDATE campaigns SET original_campaign_id = \(own) WHERE campaign_id = \(own)")
            let kept = try await it.makeCampaign()
            try await it.campaigns.delete([second], owner: 1, until: it.soon)
            try await #expect(left(it) == [own, kept])
            try await it.campaigns.delete([own, own], owner: 1, until: it.soon)
            try await #expect(left(it) == [kept])
        }
    }

    @Test("Tags, variations, split tests and counts go with it; tags and emails themselves stay") func dependants() async throws {
        try await CampaignDatabase.with { it in
            let emails = try await [it.makeEmail(), it.makeEmail()]
            let tag = try #require(try await it.tags.insert("t", owner: 1, until: it.soon))
            var campaigns: [Int] = []
            for number in 0..<2 {
                let id = try await it.makeCampaign {
                    $0.variations = emails.map { Variation(emailID: $0, weight: 1) }
                }
                _ = try await it.splitTests.create(
                    SplitTest(size: 1, hours: 1, winner: .mostUniqueClicks), for: id, owner: 1, at: it.now, until: it.soon)
                _ = try await it.tags.assign(tag, to: [id], owner: 1, until: it.soon)
                _ = try await it.events.record(
                    [
                        CampaignEvent(
                            id: "\(number)", campaignID: id, kind: .sent, address: "a@b.example", emailID: emails[0], time: it.now)
                    ], owner: 1, at: it.now, until: it.soon)
                campaigns.append(id)
            }
            let kept = try await it.everything(of: campaigns[1])
            #expect(kept.allSatisfy { !$0.isEmpty })
            try await it.campaigns.delete([campaigns[0]], owner: 1, until: it.soon)
            try await #expect(it.everything(of: campaigns[0]).allSatisfy(\.isEmpty))
            try await #expect(it.everything(of: campaigns[1]) == kept)
            try await #expect(it.names(owner: 1) == ["t"])
            try await #expect(it.column("SELECT COUNT(*) FROM emails") == [2])
        }
    }

    @Test("Takes lists of 10,000 ids, with what hangs on the last of them") func longLists() async throws {
        try await CampaignDatabase.with { it in
            let root = try await it.makeCampaign()
            _ = try await it.makeCampaign { $0.originalCampaignID = root }
            try await it.campaigns.delete((0..<10_000).map { $0 + 1_000_000 } + [root], owner: 1, until: it.soon)
            try await #expect(left(it) == [])
        }
    }
}
