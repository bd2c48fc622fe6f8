// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import CommandKit
import CommandStorage
import Testing

@Suite("Quotas") struct QuotaTests {
    /// The stores of a database, with quotas.
    private struct Stores {
        let it: CampaignDatabase
        let tags: TagStore
        let campaigns: CampaignStore
        let emails: EmailStore
        let lists: ListStore
        let subscribers: SubscriberStore
        let events: EventStore

        init(_ it: CampaignDatabase, _ limits: [Quotas.Resource: Int]) {
            let quotas = Quotas { limits[$0] }
            self.it = it
            tags = TagStore(database: it.database, quotas: quotas)
            campaigns = CampaignStore(database: it.database, quotas: quotas)
            emails = EmailStore(database: it.database, quotas: quotas)
            lists = ListStore(database: it.database, quotas: quotas)
            subscribers = SubscriberStore(database: it.database, quotas: quotas)
            events = EventStore(database: it.database, quotas: quotas)
        }

        /// Makes one more of something; for the tenth, `number` is 9.
        func add(_ resource: Quotas.Resource, _ number: Int, owner: Int = 1) async throws {
            let (now, soon) = (it.now, it.soon)
            switch resource {
            case .campaigns: _ = try await campaigns.create(name: "c", owner: owner, at: now, until: soon)
            case .tags: _ = try await tags.insert("t\(number)", owner: owner, until: soon)
            case .emails: _ = try await emails.create(Email(name: "e", subject: "s"), owner: owner, at: now, until: soon)
            case .lists: _ = try await lists.create(name: "l", fields: [], owner: owner, at: now, until: soon)
            case .segments:
                let rule = #"{"type":"fields","field_id":"EmailAddress","operator":"contains","value":"x"}"#
                let rules = try RuleSet(json: #"{"operator":"and","rules":[\#(rule)]}"#)
                _ = try await lists.createSegment(name: "s", rules: rules, list: owner, owner: owner, at: now, until: soon)
            case .subscribers:
                let person = Subscriber(address: "p\(number)@b.example")
                _ = try await subscribers.add([person], to: owner, owner: owner, at: now, until: soon)
            case .events: _ = try await record(.open, number, owner: owner)
            case .suppressions: _ = try await record(.hardBounce, number, owner: owner)
            case .assignments: _ = try await tags.assign(owner, to: [number + 1], owner: owner, until: soon)
            case .bytes: _ = try await emails.create(Email(name: "e", subject: "s", html: "x"), owner: owner, at: now, until: soon)
            }
        }

        private func record(_ kind: CampaignEvent.Kind, _ number: Int, owner: Int) async throws -> EventStore.Recording {
            let event = CampaignEvent(
                id: "\(number)", campaignID: owner, kind: kind, address: "p\(number)@b.example", emailID: nil, time: it.now)
            return try await events.record([event], owner: owner, at: it.now, until: it.soon)
        }
    }

    @Test("The one beyond the quota is refused and changes nothing; another account has its own", arguments: Quotas.Resource.allCases)
    func refusal(resource: Quotas.Resource) async throws {
        try await CampaignDatabase.with { it in
            let free = Stores(it, [:])
            for owner in [1, 2] {
                // What a segment, a subscriber, an event and an assignment need.
                _ = try await free.lists.create(name: "l", fields: [], owner: owner, at: it.now, until: it.soon)
                _ = try await free.campaigns.create(name: "c", owner: owner, at: it.now, until: it.soon)
                _ = try await free.tags.insert("t", owner: owner, until: it.soon)
            }
            for _ in 0..<4 { _ = try await free.campaigns.create(name: "c", owner: 1, at: it.now, until: it.soon) }
            let held = try await it.column("SELECT SUM(bytes) FROM account_usage WHERE owner_id = 1", as: Int.self)[0]
            let limit = resource == .bytes ? held + 400 : resource == .campaigns ? 7 : 3
            let stores = Stores(it, [resource: limit])
            var refused: QuotaExceeded?
            var made = 0
            while refused == nil, made < 10 {
                // The first five campaigns are there; of those one has the tag's number.
                do { try await stores.add(resource, made) } catch let error as QuotaExceeded { refused = error }
                if refused == nil { made += 1 }
            }
            #expect(refused?.resource == resource.rawValue && refused?.limit == limit)
            let before = try await it.rows("SELECT * FROM account_usage ORDER BY owner_id, resource")
            await #expect(throws: QuotaExceeded.self) { try await stores.add(resource, made) }
            try await #expect(it.rows("SELECT * FROM account_usage ORDER BY owner_id, resource") == before)
            // Assignments of the other account go to its own campaign alone.
            try await stores.add(resource, resource == .assignments ? 1 : 0, owner: 2)
        }
    }

    @Test("An account that holds too much already can do what adds nothing, and delete") func overfull() async throws {
        try await CampaignDatabase.with { it in
            let free = Stores(it, [:])
            let ids = try await it.makeCampaigns(3, owner: 1)
            let tag = try #require(try await free.tags.insert("long name", owner: 1, until: it.soon))
            let stores = Stores(it, [.campaigns: 1, .tags: 0, .bytes: 10])
            var change = CampaignChange()
            change.name = "c"
            try await #expect(stores.campaigns.update(ids[0], change, owner: 1, at: it.now, until: it.soon) == .done)
            change.name = "longer"
            await #expect(throws: QuotaExceeded.self) {
                _ = try await stores.campaigns.update(ids[0], change, owner: 1, at: it.now, until: it.soon)
            }
            _ = try await stores.tags.rename(tag, to: "short", owner: 1, until: it.soon)
            try await stores.campaigns.delete(ids, owner: 1, until: it.soon)
            try await stores.tags.delete([tag], owner: 1, until: it.soon)
            try await #expect(it.column("SELECT SUM(total) + SUM(bytes) FROM account_usage") == [0])
            _ = try await Stores(it, [.campaigns: 1]).campaigns.create(name: "c", owner: 1, at: it.now, until: it.soon)
        }
    }

    @Test("What a database holds already is counted when it is brought up to date") func migration() async throws {
        try await CampaignDatabase.with { it in
            let free = Stores(it, [:])
            let list = try await it.makeList()
            try await it.add([Subscriber(address: "a@b.example")], to: list)
            _ = try await it.makeEmail()
            _ = try await free.tags.insert("t", owner: 1, until: it.soon)
            let kept = try await it.rows("SELECT * FROM account_usage ORDER BY owner_id, resource")
            #expect(kept.count == 5)
            let migration = try #require(CampaignSchema.migrations.first { $0.id == "quotas.1" })
            try await it.execute("DELETE FROM account_usage")
            // The steps that count what is there; the tables and triggers are made already.
            for statement in migration.statements where statement.text.hasPrefix("INSERT") { try await it.execute(statement) }
            try await #expect(it.rows("SELECT * FROM account_usage ORDER BY owner_id, resource") == kept)
        }
    }
}
