// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import CommandKit
import CommandStorage
import CommandStorageSQLite
import Foundation
import Testing

@Suite("Folding what was in lower case") struct FoldingSchemaTests {
    /// A database from before texts were folded, with these rows, brought to now.
    private func migrated(
        _ statements: [SQL], _ body: (CampaignDatabase, [String]) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "folding-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let database = try SQLiteDatabase(path: folder.path + "/test.sqlite")
        try await database.migrate(CampaignSchema.migrations.filter { !["folding.1", "rules.1"].contains($0.id) })
        let earlier = CampaignDatabase(database: database)
        for statement in statements { try await earlier.execute(statement) }
        try await body(earlier, database.migrate(CampaignSchema.migrations))
        try await database.close()
    }

    private static let lists: [SQL] = [
        "INSERT INTO lists (list_id, owner_id, name, created_at) VALUES (1, 5, 'a', 0)",
        "INSERT INTO lists (list_id, owner_id, name, created_at) VALUES (2, 5, 'b', 0)",
    ]

    private static func subscriber(_ id: Int, _ list: Int, _ address: String, name: String = "", text: String? = nil, subscribed: Int = 1)
        -> SQL
    {
        """
        INSERT INTO subscribers (subscriber_id, list_id, owner_id, address, address_folded, first_name, first_folded, last_name, last_folded,
            is_subscribed, subscribed_at, text1, folded1)
        VALUES (\(id), \(list), 5, \(address), \(address.lowercased()), \(name), \(name.lowercased()), '', '', \(subscribed), 0, \(text),
            \(text?.lowercased()))
        """
    }

    private static func tag(_ id: Int, _ owner: Int, _ name: String) -> SQL {
        "INSERT INTO tags (tag_id, owner_id, tag, tag_folded) VALUES (\(id), \(owner), \(name), \(name.lowercased()))"
    }

    @Test("The older of two tags takes the campaigns and subscribers of both", arguments: [("Σίσυφος", "ΣΊΣΥΦΟΣ"), ("ΣΊΣΥΦΟΣ", "Σίσυφος")])
    func tags(older: String, younger: String) async throws {
        let rows: [SQL] =
            Self.lists + [
                Self.tag(1, 5, older), Self.tag(2, 5, "other"), Self.tag(3, 5, younger), Self.tag(4, 6, younger),
                Self.subscriber(1, 1, "a@b.c"),
                "INSERT INTO campaigns (campaign_id, owner_id, name, name_folded, status, schedule_type, created_at, last_activity_at) VALUES (1, 5, 'Σ', 'σ', 'Draft', 'Not Scheduled', 0, 0), (2, 5, 'ΤΈΛΟΣ', 'τέλοσ', 'Draft', 'Not Scheduled', 0, 0)",
                "INSERT INTO campaign_tags VALUES (1, 1), (1, 3), (2, 3), (2, 2)", "INSERT INTO subscriber_tags VALUES (1, 3)",
            ]
        try await migrated(rows) { it, notes in
            let found1 = try await it.rows("SELECT tag_id, tag FROM tags ORDER BY tag_id")
            #expect(found1 == [[1, older], [2, "other"], [4, younger]].map(Self.values))
            let found2 = try await it.rows("SELECT * FROM campaign_tags ORDER BY 1, 2")
            #expect(found2 == [[1, 1], [2, 1], [2, 2]].map(Self.values))
            let found3 = try await it.rows("SELECT * FROM subscriber_tags")
            #expect(found3 == [[1, 1]].map(Self.values))
            #expect(notes == ["Tag 3 of account 5 is the same as tag 1, which took what it was assigned to"])
            let made = try await it.tags.insert("σίσυφος", owner: 5, until: it.soon)
            #expect(made == nil)
            let used = try await it.rows("SELECT total FROM account_usage WHERE owner_id = 5 AND resource = 'tags'")
            #expect(used == [[.integer(2)]])
        }
    }

    @Test("The older of two subscribers takes the tags of both and the stricter state; one of another list stays")
    func subscribers() async throws {
        let rows: [SQL] =
            Self.lists + [
                Self.tag(1, 5, "one"), Self.tag(2, 5, "two"), Self.subscriber(1, 1, "σοφός@a.example", name: "ΓΙΏΡΓΟΣ", text: "ΤΈΛΟΣ"),
                Self.subscriber(2, 1, "plain@a.example"), Self.subscriber(3, 1, "ΣΟΦΌΣ@a.example", subscribed: 0),
                Self.subscriber(4, 2, "ΣΟΦΌΣ@a.example"), Self.subscriber(5, 2, "ſ@a.example"), Self.subscriber(6, 2, "s@a.example"),
                "INSERT INTO subscriber_tags VALUES (1, 1), (3, 2), (3, 1)",
                "INSERT INTO suppressions VALUES (5, 'µ@a.example', 'HardBounce', 0), (5, 'μ@a.example', 'Unsubscription', 1)",
                "INSERT INTO resubscriptions VALUES (5, 'ς@a', 3), (5, 'σ@a', 2)", Self.subscriber(7, 2, "µ@a.example"),
            ]
        try await migrated(rows) { it, notes in
            let left = try await it.rows("SELECT subscriber_id, address_folded, is_subscribed FROM subscribers ORDER BY 1")
            #expect(
                left
                    == [
                        [1, "σοφόσ@a.example", 0], [2, "plain@a.example", 1], [4, "σοφόσ@a.example", 1], [5, "s@a.example", 1],
                        [7, "μ@a.example", 0],
                    ].map(Self.values))
            let found4 = try await it.rows("SELECT * FROM subscriber_tags ORDER BY 1, 2")
            #expect(found4 == [[1, 1], [1, 2]].map(Self.values))
            let found5 = try await it.rows("SELECT first_folded, folded1 FROM subscribers WHERE subscriber_id = 1")
            #expect(found5 == [["γιώργοσ", "τέλοσ"]].map(Self.values))
            let found7 = try await it.column("SELECT reason FROM suppressions", as: String.self)
            #expect(found7 == ["Unsubscription"])
            let found8 = try await it.rows("SELECT * FROM resubscriptions")
            #expect(found8 == [[5, "σ@a", 3]].map(Self.values))
            #expect(notes.count == 2)
        }
    }

    @Test("Two fields of a list both stay, the younger with a number; counts of a campaign become one")
    func fields() async throws {
        let rows: [SQL] =
            Self.lists + [
                "INSERT INTO custom_fields VALUES (1, 1, 'Τέλος', 'τέλος', 'text', 1), (2, 1, 'ΤΈΛΟΣ', 'τέλοσ', 'text', 2), (3, 1, 'x', 'x', 'text', 3)",
                "INSERT INTO campaigns (campaign_id, owner_id, name, name_folded, status, schedule_type, created_at, last_activity_at) VALUES (1, 5, 'ΤΈΛΟΣ', 'τέλος', 'Draft', 'Not Scheduled', 0, 0)",
                "INSERT INTO campaign_firsts VALUES (1, 'Open', 'ς@a'), (1, 'Open', 'σ@a'), (1, 'Open', 'a@b'), (1, 'Click', 'ς@a')",
                "INSERT INTO campaign_domains VALUES (1, 'ς.example', 2), (1, 'σ.example', 3), (1, 'b.example', 1)",
            ]
        try await migrated(rows) { it, notes in
            let fields = try await it.rows("SELECT name, name_folded FROM custom_fields ORDER BY field_id")
            #expect(fields == [["Τέλος", "τέλοσ"], ["ΤΈΛΟΣ 2", "τέλοσ 2"], ["x", "x"]].map(Self.values))
            #expect(notes == ["Custom field 2 of list 1 is now called ΤΈΛΟΣ 2"])
            let found9 = try await it.column("SELECT name_folded FROM campaigns", as: String.self)
            #expect(found9 == ["τέλοσ"])
            let found10 = try await it.column("SELECT address_folded FROM campaign_firsts ORDER BY kind, address_folded", as: String.self)
            #expect(found10 == ["σ@a", "a@b", "σ@a"])
            let found11 = try await it.rows("SELECT domain, recipients FROM campaign_domains ORDER BY 1")
            #expect(found11 == [["b.example", 1], ["σ.example", 5]].map(Self.values))
        }
    }

    @Test("Goes through more rows than one batch has, of one table after the other")
    func batches() async throws {
        var rows = Self.lists
        rows.append(
            """
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12000)
            INSERT INTO subscribers (list_id, owner_id, address, address_folded, first_name, first_folded, last_name, last_folded, subscribed_at)
            SELECT 1, 5, 'ΣΟΦΌΣ' || i || '@a', 'σοφός' || i || '@a', '', '', '', '', 0 FROM n
            """)
        rows += (1...30).map { Self.tag($0, 5, "ΤΈΛΟΣ \($0)") }
        try await migrated(rows) { it, notes in
            #expect(notes.isEmpty)
            let found12 = try await it.column("SELECT COUNT(*) FROM subscribers WHERE address_folded LIKE 'σοφόσ%'", as: Int.self)
            #expect(found12 == [12000])
            let found13 = try await it.column("SELECT COUNT(*) FROM migration_progress", as: Int.self)
            #expect(found13 == [0])
        }
    }

    @Test("Nested rules that were stored keep their meaning")
    func nestedRules() async throws {
        let rule = #"{"field_id":"f","operator":"is","type":"fields","value":"x\"\u00e9\n"}"#
        let cases = [
            (#"{"operator":"and","criteria":[{"list_id":1,"operator":"and","rules":[[\#(rule)]]}]}"#, true),
            (#"{"criteria":[{"list_id":1,"rules":[[\#(rule)],[\#(rule)]]},{"list_id":2}]}"#, true),
            (#"{"criteria":[{"list_id":1,"operator":"OR","rules":[[\#(rule)]]}]}"#, false),
            (#"{"criteria":[{"list_id":1,"operator":"and","rules":[\#(rule)]}]}"#, false), ("no rules", false), ("", false),
        ]
        let rows: [SQL] =
            Self.lists
            + cases.enumerated().map { "INSERT INTO campaign_audiences (audience_id, owner_id, rules) VALUES (\($0 + 1), 5, \($1.0))" } + [
                "INSERT INTO segments (segment_id, list_id, name, rules, created_at) VALUES (1, 1, 's', \(#"{"rules":[[\#(rule)]]}"#), 0)"
            ]
        try await migrated(rows) { it, notes in
            let stored = try await it.column("SELECT rules FROM campaign_audiences ORDER BY audience_id", as: String.self)
            for ((text, changes), kept) in zip(cases, stored) { #expect((kept != text) == changes, "\(kept)") }
            #expect(stored[0].contains(#""list_id":1,"operator":"or","rules":[["#) && stored[0].hasSuffix(#""operator":"and"}"#))
            #expect(stored[1].contains(#"{"list_id":2}"#) && stored[1].contains("x\\\"é\\u000a"))
            let segment = try await it.column("SELECT rules FROM segments", as: String.self)
            #expect(segment[0].hasPrefix(#"{"operator":"or","rules":[["#))
            #expect(notes.count == 3)
        }
    }

    private static func values(_ row: [any SQLConvertible]) -> [SQLValue] { row.map(\.sqlValue) }
}
