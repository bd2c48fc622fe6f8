// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandStorage
import CommandStorageSQLite
import Foundation
import Testing

@testable import CampaignDomain

/// Each operator against each field of the same few people.
@Suite("Rule operators") struct RuleOperatorTests {
    /// Named by their addresses; `u` has nothing set.
    private static let people = [
        Subscriber(address: "a@b.example", firstName: "Ann", fields: [("City", .text("Rome")), ("Age", .number(30))]),
        Subscriber(address: "b@b.example", firstName: "ÉVA", fields: [("City", .text("50% Off_")), ("Age", .number(-1.5))]),
        Subscriber(address: "c@b.example", firstName: "O'Neil", fields: [("City", .text("e\u{301}te\u{301}")), ("Age", .number(0))]),
        Subscriber(address: "d@b.example", firstName: "%", fields: [("City", .text("ROME\\")), ("Age", .number(30.5))]),
        Subscriber(address: "e@b.example", fields: [("City", .text("")), ("Age", .number(9e15))]), Subscriber(address: "u@b.example"),
    ]

    struct Case: Sendable, CustomStringConvertible {
        let field: String
        let test: String
        let value: String
        let expected: String
        var description: String { "\(field) \(test) \(value)" }
        init(_ field: String, _ test: String, _ value: String, _ expected: String) {
            (self.field, self.test, self.value, self.expected) = (field, test, value, expected)
        }
    }

    static let cases = [
        Case("City", "is", "rome", "a"), Case("City", "is", "ÉTÉ", "c"), Case("City", "is", "%", ""), Case("City", "is", "", ""),
        Case("City", "is not", "ROME", "bcdeu"), Case("City", "is not", "", "abcdeu"), Case("City", "contains", "OM", "ad"),
        Case("City", "contains", "%", "b"), Case("City", "contains", "_", "b"), Case("City", "contains", "\\", "d"),
        Case("City", "contains", "e\u{301}", "c"), Case("City", "contains", "e", "ad"), Case("City", "contains", "", "abcd"),
        Case("City", "contains", "' OR '1'='1", ""), Case("City", "does not contain", "om", "bceu"),
        Case("City", "does not contain", "%", "acdeu"), Case("City", "does not contain", "", "eu"), Case("City", "begins with", "ro", "ad"),
        Case("City", "begins with", "%", ""), Case("City", "begins with", "50%", "b"), Case("City", "begins with", "", "abcd"),
        Case("City", "ends with", "E", "a"), Case("City", "ends with", "_", "b"), Case("City", "ends with", "\\", "d"),
        Case("City", "ends with", "é", "c"), Case("City", "is set", "", "abcd"), Case("City", "is not set", "", "eu"),
        Case("City", "is less than", "rome", "b"), Case("City", "is less than or equal to", "Rome", "ab"),
        Case("City", "is greater than", "rome", "cd"), Case("City", "is greater than or equal to", "rome", "acd"),
        Case("City", "is greater than", "", "abcd"), Case("City", "is less than", "~", "abd"),
        Case("Age", "is", "30", "a"), Case("Age", "is", "30.0", "a"), Case("Age", "is", "-1.5", "b"), Case("Age", "is", "-0", "c"),
        Case("Age", "is", "1e400", "!"), Case("Age", "is", "", "!"), Case("Age", "is", "x", "!"), Case("Age", "is not", "30", "bcdeu"),
        Case("Age", "is less than", "30", "bc"), Case("Age", "is less than or equal to", "30", "abc"),
        Case("Age", "is greater than", "30", "de"),
        Case("Age", "is greater than or equal to", "3e1", "ade"), Case("Age", "is greater than", "4", "ade"),
        Case("Age", "is set", "", "abcde"),
        Case("Age", "is not set", "", "u"), Case("Age", "contains", "3", "!"), Case("Age", "does not contain", "3", "!"),
        Case("Age", "begins with", "3", "!"), Case("Age", "ends with", "0", "!"),
        Case("EmailAddress", "is", "A@B.EXAMPLE", "a"), Case("emailaddress", "is not", "a@b.example", "bcdeu"),
        Case("EmailAddress", "contains", "@b.", "abcdeu"), Case("EmailAddress", "is set", "", "abcdeu"),
        Case("EmailAddress", "is not set", "", ""),
        Case("FirstName", "is", "éva", "b"), Case("FIRSTNAME", "contains", "'", "c"), Case("FirstName", "contains", "%", "d"),
        Case("FirstName", "is set", "", "abcd"), Case("FirstName", "is not set", "", "eu"), Case("FirstName", "is not", "ann", "bcdeu"),
        Case("FirstName", "does not contain", "n", "bdeu"), Case("FirstName", "is less than", "b", "ad"),
        Case("LastName", "is set", "", ""),
        Case("LastName", "is not", "x", "abcdeu"), Case("CustomField1", "is", "rome", "a"), Case("customfield2", "is", "30", "a"),
        Case("CustomField99", "is", "x", "!"), Case("", "is", "x", "!"), Case("address_folded", "is", "a@b.example", "!"),
        Case("City; DROP TABLE subscribers", "is", "x", "!"),
    ]

    @Test("Finds whom it must; ! where it cannot be run", arguments: cases) func operators(tried: Case) async throws {
        try await CampaignDatabase.with { it in
            let list = try await it.makeList([CustomField(name: "City", kind: .text), CustomField(name: "Age", kind: .number)])
            try await it.add(Self.people, to: list)
            let rule = ["type": "fields", "field_id": tried.field, "operator": tried.test, "value": tried.value]
            func found(_ test: String) async throws -> String {
                var rule = rule
                rule["operator"] = test
                let json = String(decoding: try JSONSerialization.data(withJSONObject: ["rules": [rule]]), as: UTF8.self)
                return try await it.database.snapshot(until: it.soon) { database in
                    do {
                        var compiler = RuleCompiler(owner: 1, database: database)
                        let condition = try compiler.condition(RuleSet(json: json), list: list, row: "s")
                        // Never unknown: a negation around it selects all others.
                        let rows = try database.rows("SELECT s.address FROM subscribers s WHERE \(condition) ORDER BY s.address")
                        let others = try database.rows("SELECT s.address FROM subscribers s WHERE NOT \(condition)")
                        #expect(rows.count + others.count == Self.people.count)
                        return try rows.map { String(try $0.get(0, as: String.self).prefix(1)) }.joined()
                    } catch is RuleFault {
                        return "!"
                    }
                }
            }
            let matched = try await found(tried.test)
            #expect(matched == tried.expected)
            try await #expect(found(tried.test.uppercased().replacing(" ", with: "_")) == matched)
            let opposites = [
                "is": "is not", "is not": "is", "contains": "does not contain", "does not contain": "contains", "is set": "is not set",
                "is not set": "is set",
            ]
            if let opposite = opposites[tried.test], matched != "!" {
                try await #expect((found(opposite) + matched).sorted() == Array("abcdeu"))
            }
        }
    }

    @Test("Tags and segments select their own, and negated all others") func tagsAndSegments() async throws {
        try await CampaignDatabase.with { it in
            let list = try await it.makeList([CustomField(name: "City", kind: .text), CustomField(name: "Age", kind: .number)])
            try await it.add(Self.people, to: list)
            let tag = try #require(try await it.tags.insert("vip", owner: 1, until: it.soon))
            let unused = try #require(try await it.tags.insert("unused", owner: 1, until: it.soon))
            try await it.execute("INSERT INTO subscriber_tags (subscriber_id, tag_id) VALUES (1, \(tag)), (6, \(tag))")
            func segment(_ rules: String) async throws -> Int {
                let outcome = try await it.lists.createSegment(
                    name: "s", rules: RuleSet(json: #"{"operator":"or","rules":[\#(rules)]}"#), list: list, owner: 1, at: it.now,
                    until: it.soon)
                guard case .created(let id) = outcome else { throw CampaignDatabase.Refused() }
                return id
            }
            let tagged = #"{"type":"tags","tag_id":\#(tag),"operator":"is"}"#
            let untagged = #"{"type":"tags","tag_id":\#(tag),"operator":"is not"}"#
            let adult = #"{"type":"fields","field_id":"Age","operator":"is greater than","value":18}"#
            let adults = try await segment(adult)
            let nested = try await segment(#"{"type":"segments","segment_id":\#(adults),"operator":"is not"},\#(tagged)"#)
            func found(_ rules: String) async throws -> String {
                let campaign = try await it.makeCampaign { $0.rules = #"{"criteria":[{"list_id":\#(list),"rules":[\#(rules)]}]}"# }
                guard
                    case .recipients(_, let people?) = try await it.recipients.recipients(
                        of: campaign, owner: 1, onlyTotal: false, until: it.soon)
                else { return "!" }
                return people.first.map { String($0.address.prefix(1)) }.joined()
            }
            try await #expect(found(tagged) == "au")
            try await #expect(found(untagged) == "bcde")
            let second = try #require(try await it.tags.insert("second", owner: 1, until: it.soon))
            try await it.execute("INSERT INTO subscriber_tags (subscriber_id, tag_id) VALUES (1, \(second)), (2, \(second))")
            let both = "\(tag),\(second)"
            try await #expect(found(#"{"type":"tags","operator":"has any of these tags","value":"\#(both)"}"#) == "abu")
            try await #expect(found(#"{"type":"tags","operator":"has all of these tags","value":"\#(both)"}"#) == "a")
            try await #expect(found(#"{"type":"tags","operator":"has no tags"}"#) == "cde")
            try await #expect(found(#"{"type":"tags","operator":"has this tag","value":\#(second)}"#) == "ab")
            try await #expect(found(#"{"type":"tags","operator":"does not have this tag","value":\#(second)}"#) == "cdeu")
            // Tagged or adult, and with the second tag.
            let groups = #"[\#(tagged),\#(adult)],[{"type":"tags","operator":"has this tag","value":\#(second)}]"#
            try await #expect(found(groups) == "a")
            try await #expect(found(#"{"type":"tags","tag_id":\#(unused),"operator":"is"}"#) == "")
            try await #expect(found(#"{"type":"tags","tag_id":\#(unused),"operator":"is not"}"#) == "abcdeu")
            try await #expect(found(#"{"type":"segments","segment_id":\#(adults),"operator":"is"}"#) == "ade")
            try await #expect(found(#"{"type":"segments","segment_id":\#(adults),"operator":"is not"}"#) == "bcu")
            try await #expect(found(#"{"type":"segments","segment_id":\#(nested),"operator":"is"}"#) == "abcu")
            try await #expect(found(#"{"type":"segments","segment_id":\#(nested),"operator":"is not"}"#) == "de")
            try await #expect(found(#"{"type":"segments","segment_id":\#(nested),"operator":"is"},\#(untagged)"#) == "bc")
        }
    }

    @Test("A segment that is made of itself is told so, at any distance", arguments: [1, 2, 5]) func cycles(length: Int) async throws {
        try await CampaignDatabase.with { it in
            let list = try await it.makeList()
            for number in 1...length {
                let next = number % length + 1
                try await it.execute(
                    """
                    INSERT INTO segments (list_id, name, rules, created_at)
                    VALUES (\(list), 's', \(#"{"rules":[{"type":"segments","segment_id":\#(next),"operator":"is not"}]}"#), 1)
                    """)
            }
            await #expect(throws: RuleFault(place: "segment 1", reason: "is made of itself")) {
                try await it.database.snapshot(until: it.soon) { database in
                    var compiler = RuleCompiler(owner: 1, database: database)
                    return try compiler.segment(1, list: list, row: "s").text
                }
            }
        }
    }
}
