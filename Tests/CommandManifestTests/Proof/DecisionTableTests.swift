// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import CommandManifest

@Suite("DecisionTable")
struct DecisionTableTests {
    private static let rules =
        "a: when: { Kind: late }, requires: [C]; b: when: { On: true, Kind: [soon, never] }, forbids: [C]; "
        + "c: when: { A: '' }, requires: [B]; d: when: { Low: 1 }, requiresAny: [B, A]"

    @Test("Says of each row which rules its request breaks, as the request's own check does")
    func rows() throws {
        let command = try #require(RuleProofTests.read(Self.rules).manifest?.commands.first)
        let table = DecisionTable(of: command)
        #expect(table.parts.map(\.rules) == [[0, 1], [2, 3]])
        for part in table.parts {
            let rows = Array(table.rows(of: part))
            #expect(rows.count == table.rowCount(of: part))
            #expect(Set(rows).count == rows.count)
            var seen: Set<[Int]> = []
            for row in rows {
                let request = try #require(table.request(for: row))
                let check = RequestCheck(request, command)
                #expect(
                    check.all.map(\.rule) == table.broken(in: row).map { command.rules[$0].id }, "\(ManifestValue.object(request).json)")
                seen.insert(table.broken(in: row))
            }
            #expect(seen.count > 1)
        }
    }

    @Test("Has a class for each thing that a request can say about a parameter")
    func classes() throws {
        let text = ManifestText.parameters(
            "Kind: { type: string, oneOf: [soon, late], default: soon }", "Text: { type: string, default: x }",
            "Trimmed: { type: string, trim: true, required: 1 }",
            "Flag: { type: boolean }", "Free: { type: object }",
            rest: """
                    rules:
                      - { id: a, when: { Kind: late }, requires: [Free], code: 1 }
                      - { id: b, when: { Text: x, Flag: [true, false] }, requires: [Free], code: 1 }
                      - { id: c, when: { Trimmed: '' }, requires: [Free], code: 1 }
                    errors: { 1: Broken }
                """)
        let command = try #require(ManifestReader().read(text).manifest?.commands.first)
        let classes = DecisionTable(of: command).columns.map { column in
            column.classes.map { "\($0.kind.word)\($0.sample.map { ":" + $0.json } ?? "")" }.joined(separator: " ")
        }
        #expect(
            classes == [
                #"absent named:"late" other:"soon""#, #"absent empty:"" named:"x" other:"a""#, #"named:" " other:"a""#,
                "absent named:true named:false", "absent other:{}",
            ])
    }
}

extension ValueClass.Kind {
    fileprivate var word: String {
        switch self {
        case .absent: "absent"
        case .empty: "empty"
        case .named: "named"
        case .other: "other"
        }
    }
}
