// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import CommandManifest

@Suite("ValueSearch")
struct ValueSearchTests {
    @Test(
        "Finds a valid value of every kind of declaration",
        arguments: [
            "type: string", "type: string, minLength: 300", "type: string, maxLength: 1", "type: string, notBlank: true, trim: true",
            "type: string, trim: true, maxLength: 0", "type: string, oneOf: [Draft, Ready]", "type: string, pattern: '[a-z]+-\\d+'",
            "type: string, pattern: 'a*', minLength: 100, maxLength: 100", "type: integer", "type: integer, minimum: 5, maximum: 5",
            "type: integer, maximum: -3", "type: id", "type: id, minimum: 9", "type: number, minimum: 0.25, maximum: 0.5",
            "type: boolean", "type: idList", "type: idList, minItems: 3", "type: date", "type: time", "type: datetime", "type: timezone",
            "type: url", "type: email", "type: email, pattern: '.+@example\\.com'", "type: date, pattern: '2030-.*'", "type: object",
            "type: object, members: { A: { type: id, required: 1 }, B: { type: string } }", "type: array", "type: array, minItems: 3",
            "type: array, items: { type: array, minItems: 2, items: { type: date } }", "type: array, maxItems: 0",
            "type: [string, array]", "type: [integer, string], minimum: 10",
            "type: array, emptyAllowed: true, minItems: 1, items: { type: id }",
        ])
    func every(declaration: String) throws {
        let value = try Self.value(declaration)
        let found = try #require(ValueSearch(value).value().found)
        #expect(!found.isEmptyText)
        var check = ValueCheck()
        #expect(check.bind(found, to: value) != nil, "\(found.json)")
    }

    @Test(
        "Finds another than those that are named, or knows that there is none",
        arguments: [
            ("type: boolean", [.boolean(true)], "false"), ("type: boolean", [.boolean(true), .boolean(false)], "none"),
            ("type: string, oneOf: [a, b]", [.string("a")], "\"b\""), ("type: string, oneOf: [a]", [.string("a")], "none"),
            ("type: string, oneOf: [a, '']", [.string("a")], "none"), ("type: string, oneOf: [a, ''], trim: true", [.string("a")], "\" \""),
            ("type: string", [.string("a")], "\"b\""), ("type: id", [.integer(1)], "2"),
            ("type: integer, minimum: 1, maximum: 2", [.integer(1)], "2"),
            ("type: integer, minimum: 1, maximum: 2", [.integer(1), .integer(2)], "none"),
            ("type: string, pattern: yes|no", [.string("yes"), .string("no")], "none"),
            ("type: string, pattern: yes|no", [.string("no")], "\"yes\""), ("type: number", [.number(1)], "2.0"),
            ("type: string, maxLength: 0", [], "none"), ("type: string, pattern: ab, minLength: 3", [], "none"),
            ("type: date, oneOf: ['2024-01-01']", [.string("2024-01-01")], "none"),
            ("type: date, pattern: '1\\d\\d\\d-.*9'", [], "unknown"),
            ("type: array, minItems: 1, items: { type: string, pattern: ab, minLength: 3 }", [], "none"),
            ("type: object, members: { A: { type: string, pattern: ab, minLength: 3, required: 1 } }", [], "none"),
            ("type: string, minLength: 2000000", [], "unknown"),
        ] as [(String, [ManifestValue], String)])
    func besides(declaration: String, named: [ManifestValue], expected: String) throws {
        let found = ValueSearch(try Self.value(declaration)).value(besides: named)
        let text =
            switch found {
            case .value(let value): value.json
            case .none: "none"
            case .unknown: "unknown"
            }
        #expect(text == expected)
    }

    /// The declaration of a value; faults of the manifest do not matter here.
    private static func value(_ declaration: String) throws -> ValueDeclaration {
        var files = ManifestFiles()
        files.load(Array(ManifestText.parameters("A: { \(declaration) }").utf8), name: "commands.yaml")
        var decoder = ManifestDecoder(faults: files.faults)
        decoder.decode(files.roots)
        return try #require(decoder.manifest.commands.first?.parameters.first?.value)
    }
}

extension ValueSearch.Found {
    fileprivate var found: ManifestValue? { if case .value(let value) = self { value } else { nil } }
}
