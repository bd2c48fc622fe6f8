// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import CommandRouter
import Foundation
import Testing

/// The manifest's own check of defaults and examples against the binder, which checks calls.
@Suite("Agreement of examples and calls") struct AgreementTests {
    static let declarations = [
        "type: string", "type: string, minLength: 1, maxLength: 3", "type: string, trim: true, notBlank: true",
        "type: string, nfc: true, maxLength: 1",
        "type: string, oneOf: [a, yes, '12']", "type: string, pattern: '[0-9]+'", "type: integer", "type: integer, minimum: 0, maximum: 12",
        "type: id", "type: id, maximum: 12", "type: number", "type: number, minimum: 1.5", "type: boolean", "type: idList",
        "type: idList, minItems: 2, maxItems: 3",
        "type: date", "type: time", "type: datetime", "type: timezone", "type: url", "type: email", "type: object", "type: array",
        "type: array, minItems: 1", "type: array, maxItems: 1",
        "type: object, members: { A: { type: id, required: 5 }, B: { type: boolean, default: true } }",
        "type: object, emptyAllowed: true, members: { A: { type: id, required: 5 } }", "type: array, items: { type: integer }",
        "type: array, minItems: 1, maxItems: 2, items: { type: string, invalid: 6 }",
        "type: array, emptyAllowed: true, minItems: 2, items: { type: id }",
        "type: [string, array], items: { type: string }", "type: [integer, boolean]", "type: [idList, string]", "type: [date, time]",
        "type: integer, oneOf: [0, 12, -1]", "type: id, oneOf: [1, 12], maximum: 12", "type: [integer, boolean], oneOf: [12]",
        "type: object, values: { type: string, maxLength: 1 }", "type: object, values: { type: integer, invalid: 6 }",
        "type: object, emptyAllowed: true, values: { type: array, items: { type: id } }",
        "type: object, values: { type: object, members: { A: { type: id, required: 5 } } }",
        "type: [string, object], values: { type: boolean }",
    ]

    static let values: [ManifestValue] = [
        .string(""), .string(" "), .string("a"), .string(" a "), .string("abcd"), .string("e\u{301}"), .string("12"), .string(" 12"),
        .string("-1"),
        .string("12abc"), .string("12.0"), .string("1.5"), .string("1e3"), .string("1.e3"), .string("yes"), .string("OFF"), .string("0"),
        .string("1, 2"),
        .string("1,\t2"), .string(",1,,1"), .string("1;2"), .string("2024-02-29"), .string("2023-02-29"), .string("10:00"),
        .string("24:00:00"),
        .string("2024-02-29T10:00:00Z"), .string("UTC"), .string("https://example.com"), .string("a@example.com"), .string("{}"),
        .string("[]"),
        .string(#"{"A":1}"#), .string(#"{"a":"1","B":"no"}"#), .string(#"{"A":1,"A":2}"#), .string("[1,2]"), .string("[1,2"),
        .string("null"), .string(#"["x"]"#),
        .integer(0), .integer(1), .integer(12), .integer(13), .integer(-1), .integer(.max), .integer(.min), .number(1.5), .number(12.5),
        .number(1e300),
        .boolean(true), .boolean(false), .array([]), .array([.integer(1)]), .array([.integer(1), .integer(2)]),
        .array([.integer(1), .string("2"), .string("")]),
        .array([.string("x"), .null]), .array([.integer(1), .string(" ")]), .array([.boolean(true)]), .array([.array([])]),
        .array([.integer(1), .integer(1), .integer(1)]), .object([]),
        .object([.init("A", .integer(1))]), .object([.init("a", .string("1")), .init("B", .string("no"))]),
        .object([.init("A", .integer(0))]),
        .object([.init("B", .integer(1))]), .object([.init("A", .integer(1)), .init("C", .integer(1))]), .object([.init("A", .null)]),
        .object([.init("", .integer(1)), .init("é", .string("x")), .init("e\u{301}", .string("y"))]),
        .object([.init("a", .string("x")), .init("A", .string("xy"))]), .object([.init("b", .array([.integer(1)]))]),
        .object([.init("b", .object([.init("a", .integer(1))]))]),
    ]

    @Test("A value is valid in a call exactly when it is in an example, and bound alike", arguments: declarations)
    func agrees(declaration: String) async throws {
        let text = "X: { \(declaration), invalid: 2 }"
        let bench = try Bench(parameters: text)
        let manifest = try FixtureManifest.commands(FixtureManifest.command("test.bind", parameters: text))
        let declared = try #require(manifest.commands.first?.parameters.last?.value)
        for value in Self.values {
            var check = ValueCheck()
            let bound = check.bind(value, to: declared, at: "X")
            let answer = await bench.answer(#""X":\#(value.json)"#)
            #expect((answer.bound == nil) == (bound == nil), "\(declaration) \(value.json): \(answer.decision) \(check.violations)")
            if let bound, let text = answer.bound {
                #expect(try same(text, #"{"X":\#(bound.json)}"#), "\(declaration) \(value.json): \(text) \(bound.json)")
            } else {
                #expect(answer.code == check.violations.first?.code.map(String.init), "\(declaration) \(value.json): \(check.violations)")
            }
        }
    }

    private func same(_ left: String, _ right: String) throws -> Bool {
        let values = try [left, right].map { try JSONSerialization.jsonObject(with: Data($0.utf8)) as? NSDictionary }
        return values[0] == values[1]
    }
}
