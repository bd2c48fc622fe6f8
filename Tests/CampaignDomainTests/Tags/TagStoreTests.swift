// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import CommandKit
import CommandStorage
import CommandStorageSQLite
import Testing

@Suite("Tag store") struct TagStoreTests {
    @Test("Lists an account's own tags, the oldest first") func list() async throws {
        try await CampaignDatabase.with { it in
            for (name, owner) in [("b", 1), ("a", 1), ("other", 2), ("B-2", 1)] {
                try await #expect(it.tags.insert(name, owner: owner, until: it.soon) != nil)
            }
            let tags = try await it.tags.list(owner: 1, until: it.soon).first
            #expect(tags.map(\.name) == ["b", "a", "B-2"])
            #expect(tags.map(\.id) == tags.map(\.id).sorted())
            #expect(tags.allSatisfy { $0.ownerID == 1 })
            try await #expect(it.tags.list(owner: 3, until: it.soon).first.isEmpty)
        }
    }

    @Test("Lists more than are read at once", arguments: [100, 101, 250]) func longList(count: Int) async throws {
        try await CampaignDatabase.with { it in
            let names = (0..<count).map { "tag \($0)" }
            try await it.database.write(until: it.soon) { database in
                for name in names {
                    try database.execute("INSERT INTO tags (owner_id, tag, tag_folded) VALUES (1, \(name), \(FoldedText(name)))")
                }
            }
            try await #expect(it.names(owner: 1) == names)
        }
    }

    @Test("Has one tag of a name for an account, whatever its case", arguments: [("Vip", "vIP"), ("Été", "e\u{301}TE\u{301}")])
    func unique(first: String, second: String) async throws {
        try await CampaignDatabase.with { it in
            try await #expect(it.tags.insert(first, owner: 1, until: it.soon) != nil)
            try await #expect(it.tags.insert(second, owner: 1, until: it.soon) == nil)
            try await #expect(it.tags.insert(second, owner: 2, until: it.soon) != nil)
            try await #expect(it.names(owner: 1) == [first])
        }
    }

    @Test("Of many who make one tag at once, exactly one does") func rivals() async throws {
        try await CampaignDatabase.with { it in
            let made = try await withThrowingTaskGroup(of: Int?.self) { tasks in
                for _ in 0..<32 { tasks.addTask { try await it.tags.insert("wanted", owner: 1, until: it.soon) } }
                return try await tasks.reduce(into: []) { $0 += [$1].compactMap { $0 } }
            }
            #expect(made.count == 1)
            try await #expect(it.tags.list(owner: 1, until: it.soon).first.map(\.id) == made)
        }
    }

    @Test("Never uses an id twice") func ids() async throws {
        try await CampaignDatabase.with { it in
            let first = try #require(try await it.tags.insert("a", owner: 1, until: it.soon))
            try await it.tags.delete([first], owner: 1, until: it.soon)
            try await #expect(it.tags.insert("a", owner: 1, until: it.soon) != first)
        }
    }

    @Test("Renames, also to the same name in another case; not onto another, not another's") func rename() async throws {
        try await CampaignDatabase.with { it in
            let tag = try #require(try await it.tags.insert("one", owner: 1, until: it.soon))
            _ = try await it.tags.insert("two", owner: 1, until: it.soon)
            _ = try await it.tags.insert("three", owner: 2, until: it.soon)
            func rename(_ name: String, owner: Int = 1, tag: Int) async throws -> TagStore.Renaming {
                try await it.tags.rename(tag, to: name, owner: owner, until: it.soon)
            }
            try await #expect(rename("One", tag: tag) == .renamed)
            try await #expect(rename("TWO", tag: tag) == .nameTaken)
            try await #expect(rename("three", tag: tag) == .renamed)
            try await #expect(rename("mine", owner: 2, tag: tag) == .unknownTag)
            try await #expect(rename("two", tag: 9999) == .unknownTag)
            try await #expect(it.names(owner: 1) == ["three", "two"])
        }
    }

    @Test("Deletes own tags from everywhere, and passes over the rest") func delete() async throws {
        try await CampaignDatabase.with { it in
            let campaigns = try await it.makeCampaigns(2, owner: 1)
            let mine = try #require(try await it.tags.insert("mine", owner: 1, until: it.soon))
            let kept = try #require(try await it.tags.insert("kept", owner: 1, until: it.soon))
            let foreign = try #require(try await it.tags.insert("foreign", owner: 2, until: it.soon))
            for tag in [mine, kept] { try await #expect(it.tags.assign(tag, to: campaigns, owner: 1, until: it.soon)) }
            try await it.tags.delete([9999, foreign, mine, .max], owner: 1, until: it.soon)
            try await #expect(it.names(owner: 1) == ["kept"])
            try await #expect(it.names(owner: 2) == ["foreign"])
            try await #expect(it.campaigns(withTag: mine) == [])
            try await #expect(it.campaigns(withTag: kept) == campaigns)
        }
    }

    @Test("Assigns twice without error, and passes over campaigns that are not the account's") func assign() async throws {
        try await CampaignDatabase.with { it in
            let mine = try await it.makeCampaigns(3, owner: 1)
            let foreign = try await it.makeCampaigns(2, owner: 2)
            let tag = try #require(try await it.tags.insert("t", owner: 1, until: it.soon))
            try await #expect(it.tags.assign(tag, to: [mine[0]] + foreign + [9999], owner: 1, until: it.soon))
            try await #expect(it.tags.assign(tag, to: mine, owner: 1, until: it.soon))
            try await #expect(it.campaigns(withTag: tag) == mine)
            try await #expect(it.tags.unassign(tag, from: [mine[1], 9999] + foreign, owner: 1, until: it.soon))
            try await #expect(it.tags.unassign(tag, from: [mine[1]], owner: 1, until: it.soon))
            try await #expect(it.campaigns(withTag: tag) == [mine[0], mine[2]])
        }
    }

    @Test("Knows no other account's tag") func foreignTag() async throws {
        try await CampaignDatabase.with { it in
            let mine = try await it.makeCampaigns(1, owner: 1)
            let tag = try #require(try await it.tags.insert("t", owner: 1, until: it.soon))
            try await #expect(it.tags.assign(tag, to: mine, owner: 1, until: it.soon))
            let theirs = try await it.makeCampaigns(1, owner: 2)
            try await #expect(it.tags.exists(tag, owner: 1, until: it.soon))
            for unknown in [tag, 9999] {
                try await #expect(!it.tags.exists(unknown, owner: 2, until: it.soon))
                try await #expect(!it.tags.assign(unknown, to: theirs + mine, owner: 2, until: it.soon))
                try await #expect(!it.tags.unassign(unknown, from: mine, owner: 2, until: it.soon))
            }
            try await #expect(it.campaigns(withTag: tag) == mine)
        }
    }

    @Test("Takes lists of 100,000 ids in one command") func longLists() async throws {
        try await CampaignDatabase.with { it in
            let campaigns = try await it.makeCampaigns(3, owner: 1)
            let tag = try #require(try await it.tags.insert("t", owner: 1, until: it.soon))
            let many = [campaigns[0]] + (0..<99_998).map { $0 + 1_000_000 } + [campaigns[2]]
            try await #expect(it.tags.assign(tag, to: many, owner: 1, until: it.soon))
            try await #expect(it.campaigns(withTag: tag) == [campaigns[0], campaigns[2]])
            try await #expect(it.tags.unassign(tag, from: many, owner: 1, until: it.soon))
            try await #expect(it.campaigns(withTag: tag) == [])
            try await it.tags.delete((0..<99_999).map { $0 + 1_000_000 } + [tag], owner: 1, until: it.soon)
            try await #expect(it.names(owner: 1) == [])
        }
    }

    @Test("Is unavailable past the deadline") func late() async throws {
        try await CampaignDatabase.with { it in
            await #expect(throws: ComponentUnavailable.self) { try await it.tags.list(owner: 1, until: .now) }
            await #expect(throws: ComponentUnavailable.self) { try await it.tags.insert("t", owner: 1, until: .now) }
            try await #expect(it.names(owner: 1) == [])
        }
    }
}
