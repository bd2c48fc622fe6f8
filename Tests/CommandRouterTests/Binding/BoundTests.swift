// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite("Bounds of what is sent") struct BoundTests {
    private static func text(_ count: Int, _ unit: String = "a") -> String { "\"" + String(repeating: unit, count: count) + "\"" }
    private static func list(_ count: Int, _ item: String = "1") -> String {
        "[" + Array(repeating: item, count: count).joined(separator: ",") + "]"
    }

    static let values: [(declaration: String, value: String, result: String)] = [
        ("type: string, invalid: 2", text(65_537), "2 X.maxLength"),
        ("type: string, maxLength: 70000, invalid: 2", text(70_001), "2 X.maxLength"),
        ("type: string, invalid: 2, pattern: 'b*', maxLength: 10", text(1100), "2 X.maxLength"),
        ("type: string, invalid: 2, pattern: 'b*', maxLength: 10", text(11), "2 X.pattern X.maxLength"),
        ("type: string, maxLength: { is: 10, code: 1 }, invalid: 2", text(2000), "1 X.maxLength"),
        ("type: string, trim: true, maxLength: 1, invalid: 2", "\"a" + String(repeating: " ", count: 900) + "\"", #"="a""#),
        ("type: string, trim: true, maxLength: 1, invalid: 2", "\"a" + String(repeating: " ", count: 2000) + "\"", "2 X.maxLength"),
        ("type: string, nfc: true, maxLength: 400, invalid: 2", text(400, #"\u03b1\u0313\u0300\u0345"#), "=" + text(400, "\u{1F82}")),
        ("type: string, maxLength: 1, invalid: 2", text(1030, #"\u0061"#), "2 X.maxLength"),
        ("type: string, oneOf: [a], invalid: 2", text(1030), "2 X.oneOf"),
        ("type: array, invalid: 2", list(10_001), "2 X.maxItems"),
        ("type: array, items: { type: integer }, invalid: 2", list(10_001), "2 X.maxItems"),
        ("type: idList, invalid: 2", list(40_001), "2 X.maxItems"), ("type: idList, invalid: 2", list(40_000), "=[1]"),
        ("type: idList, invalid: 2", "\"" + String(repeating: ",", count: 40_000) + "\"", "2 X.maxItems"),
        ("type: idList, maxItems: 2, invalid: 2", list(1000), "=[1]"),
        ("type: url, invalid: 2", text(9300), "2 X.type"),
        ("type: [string, idList], invalid: 2", text(65_537), "2 X.maxLength"),
    ]

    @Test("Hold before a value is looked at, where none is declared as well", arguments: values.indices)
    func hold(index: Int) async throws {
        let (declaration, value, result) = Self.values[index]
        #expect(try await Bench(declaration).result(of: value) == result)
    }

    @Test("Are 2,000 names in an object, in JSON as in a form")
    func names() async throws {
        let names = (0..<1998).map { #""n\#($0)":0"# }
        let bench = try Bench("type: object, invalid: 2")
        #expect(await bench.answer(names.joined(separator: ",")).decision.hasPrefix("{"))
        #expect(await bench.answer((names + [#""m":0"#]).joined(separator: ",")).code == "100000")
        let members = (0..<2001).map { #""n\#($0)":0"# }.joined(separator: ",")
        #expect(await bench.answer(#""X":{\#(members)}"#).code == "100000")
        #expect(await bench.result(of: "\"{" + members.replacing("\"", with: #"\""#) + "}\"") == "2 X.type")
    }

    @Test("Are no hindrance to credentials, which are none where they are too long")
    func credentials() async throws {
        let router = try SurfacesFixture.router()
        let key = String(repeating: "a", count: 1025)
        #expect(await router.api(#"{"Command":"test.who","APIKey":"\#(key)"}"#).code == "99998")
    }
}
