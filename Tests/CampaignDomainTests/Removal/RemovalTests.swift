// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import CommandKit
import CommandStorage
import Testing

@Suite("Removal in steps") struct RemovalTests {
    private static let tables = [
        "campaigns", "campaign_audiences", "campaign_variations", "campaign_tags", "campaign_firsts", "campaign_totals", "campaign_days",
        "campaign_domains", "variation_totals", "events", "split_tests", "tags", "lists", "custom_fields", "subscribers",
        "subscriber_tags", "segments", "emails", "email_contents", "suppressions", "resubscriptions", "account_usage",
    ]

    private static let rules =
        #"{"operator":"and","rules":[{"type":"fields","field_id":"EmailAddress","operator":"contains","value":"x"}]}"#

    private func counts(_ it: CampaignDatabase) async throws -> [String: Int] {
        var counts: [String: Int] = [:]
        for table in Self.tables {
            let count = try await it.column("SELECT COUNT(*) FROM \(SQL(stringLiteral: table))", as: Int.self)
            counts[table] = count[0] == 0 ? nil : count[0]
        }
        return counts
    }

    /// Steps until nothing is left, and says how many changed something.
    private func sweep(_ it: CampaignDatabase) async throws -> Int {
        var steps = 0
        while try await it.database.write(until: it.soon, { try CampaignRemoval.step($0) }) { steps += 1 }
        return steps
    }

    private func people(_ count: Int, tag: Int? = nil) -> [Subscriber] {
        (0..<count).map { Subscriber(address: "p\($0)@b.example", tags: tag.map { [$0] } ?? []) }
    }

    @Test("A small list is gone in one transaction, with its fields, segments and subscribers") func smallList() async throws {
        try await CampaignDatabase.with { it in
            let list = try await it.makeList([CustomField(name: "City", kind: .text)])
            let kept = try await it.makeList(owner: 2)
            try await it.add(people(20), to: list)
            try await it.add(people(2), to: kept, owner: 2)
            let rules = try RuleSet(json: Self.rules)
            _ = try await it.lists.createSegment(name: "s", rules: rules, list: list, owner: 1, at: it.now, until: it.soon)
            try await it.lists.delete([list, kept, 999, -1], owner: 1, until: it.soon)
            try await #expect(it.column("SELECT list_id FROM lists") == [kept])
            try await #expect(it.column("SELECT COUNT(*) FROM subscribers") == [2])
            try await #expect(it.column("SELECT COUNT(*) FROM custom_fields") == [0])
            try await #expect(it.column("SELECT COUNT(*) FROM segments") == [0])
            try await #expect(sweep(it) == 0)
        }
    }

    @Test("A long list is gone for its account at once, and taken away in steps") func longList() async throws {
        try await CampaignDatabase.with { it in
            let tag = try #require(try await it.tags.insert("t", owner: 1, until: it.soon))
            let list = try await it.makeList()
            for start in 0..<3 {
                try await it.add((0..<1000).map { Subscriber(address: "p\(start)-\($0)@b.example", tags: [tag]) }, to: list)
            }
            let campaign = try await it.makeCampaign { $0.lists = "\(list):0" }
            try await it.lists.delete([list], owner: 1, until: it.soon)
            let answer = try await it.recipients.recipients(of: campaign, owner: 1, onlyTotal: true, until: it.soon)
            guard case .unusableCriteria = answer else {
                Issue.record("\(answer)")
                return
            }
            try await #expect(it.subscribers.add(people(1), to: list, owner: 1, at: it.now, until: it.soon) == nil)
            let left = try await it.column("SELECT COUNT(*) FROM subscribers", as: Int.self)
            #expect(left[0] > 0)
            try await #expect(sweep(it) >= 4)
            try await #expect(it.column("SELECT COUNT(*) FROM subscribers") == [0])
            try await #expect(it.column("SELECT COUNT(*) FROM lists") == [0])
            try await #expect(it.column("SELECT COUNT(*) FROM subscriber_tags") == [0])
        }
    }

    @Test("A campaign's events go with it, and its id shows nothing in between, to an admin neither") func campaigns() async throws {
        try await CampaignDatabase.with { it in
            let campaign = try await it.makeCampaign()
            for batch in 0..<2 {
                let events = (0..<1000).map {
                    CampaignEvent(
                        id: "\(batch)-\($0)", campaignID: campaign, kind: .open, address: "p\(batch)-\($0)@b.example", emailID: nil,
                        time: it.now)
                }
                _ = try await it.events.record(events, owner: 1, at: it.now, until: it.soon)
            }
            try await it.campaigns.delete([campaign], owner: 1, until: it.soon)
            for owner in [1, nil] {
                let found = try await it.campaigns.read(campaign, owner: owner, CampaignDetail(), at: it.now, until: it.soon)
                #expect(found?.record.id == nil)
                let listing = try await it.campaigns.list(CampaignFilter(owner: owner), CampaignPage(), until: it.soon)
                #expect(listing.total == 0)
                let answer = try await it.recipients.recipients(of: campaign, owner: owner, onlyTotal: true, until: it.soon)
                guard case .unknownCampaign = answer else {
                    Issue.record("\(answer)")
                    return
                }
            }
            #expect(try await sweep(it) >= 3)
            try await #expect(counts(it).filter { $0.key != "account_usage" } == [:])
        }
    }

    @Test("A tag on many subscribers frees its name at once, and marks nobody in between") func tags() async throws {
        try await CampaignDatabase.with { it in
            let tag = try #require(try await it.tags.insert("vip", owner: 1, until: it.soon))
            let list = try await it.makeList()
            for start in 0..<2 {
                try await it.add((0..<1000).map { Subscriber(address: "p\(start)-\($0)@b.example", tags: [tag]) }, to: list)
            }
            let campaign = try await it.makeCampaign()
            _ = try await it.tags.assign(tag, to: [campaign], owner: 1, until: it.soon)
            try await it.tags.delete([tag], owner: 1, until: it.soon)
            try await #expect(it.names(owner: 1) == [])
            let again = try #require(try await it.tags.insert("VIP", owner: 1, until: it.soon))
            try await it.tags.delete([again], owner: 1, until: it.soon)
            var filter = CampaignFilter(owner: 1)
            filter.tags = [tag, again]
            try await #expect(it.campaigns.list(filter, CampaignPage(), until: it.soon).total == 0)
            _ = try await sweep(it)
            try await #expect(it.column("SELECT COUNT(*) FROM subscriber_tags") == [0])
            try await #expect(it.column("SELECT COUNT(*) FROM tags") == [0])
        }
    }

    @Test("An account goes with everything of it, and nothing of another's") func accounts() async throws {
        try await CampaignDatabase.with { it in
            for owner in [1, 2] {
                let tag = try #require(try await it.tags.insert("t", owner: owner, until: it.soon))
                let list = try await it.makeList(owner: owner, [CustomField(name: "City", kind: .text)])
                try await it.add(people(1000, tag: tag), to: list, owner: owner)
                try await it.add([Subscriber(address: "back@b.example", resubscribes: true)], to: list, owner: owner)
                let email = try await it.makeEmail(owner: owner)
                let campaign = try await it.makeCampaign(owner: owner) { ($0.emailID, $0.lists) = (email, "\(list):0") }
                _ = try await it.campaigns.copy(campaign, owner: owner, at: it.now, until: it.soon)
                _ = try await it.tags.assign(tag, to: [campaign], owner: owner, until: it.soon)
                let events = (0..<1000).map {
                    CampaignEvent(
                        id: "\($0)", campaignID: campaign, kind: $0 % 2 == 0 ? .unsubscription : .sent, address: "p\($0)@b.example",
                        emailID: nil, time: it.now)
                }
                _ = try await it.events.record(events, owner: owner, at: it.now, until: it.soon)
            }
            let before = try await counts(it)
            #expect(before.count == Self.tables.count - 4, "all but variations, their totals, split tests and segments: \(before)")
            while try await it.database.write(until: it.soon, { try AccountErasure.erase(1, $0) }) {}
            try await #expect(counts(it) == before.mapValues { $0 / 2 })
            while try await it.database.write(until: it.soon, { try AccountErasure.erase(2, $0) }) {}
            try await #expect(counts(it) == [:])
        }
    }

    @Test("A segment goes alone; unknown and foreign ones are passed over") func segments() async throws {
        try await CampaignDatabase.with { it in
            let rules = try RuleSet(json: Self.rules)
            for owner in [1, 2] {
                let list = try await it.makeList(owner: owner)
                _ = try await it.lists.createSegment(name: "s", rules: rules, list: list, owner: owner, at: it.now, until: it.soon)
            }
            for segment in [2, 999, -1] { try await it.lists.deleteSegment(segment, owner: 1, until: it.soon) }
            try await #expect(it.column("SELECT segment_id FROM segments ORDER BY segment_id") == [1, 2])
            try await it.lists.deleteSegment(1, owner: 1, until: it.soon)
            try await #expect(it.column("SELECT segment_id FROM segments") == [2])
        }
    }
}
