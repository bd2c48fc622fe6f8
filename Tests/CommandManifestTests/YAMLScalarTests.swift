// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import CommandManifest

/// Plain scalars never change their meaning: the declared kind of each place decides (bad input 40: `no:`, `010`).
@Suite("YAML scalars")
struct YAMLScalarTests {
    @Test(
        "Are the texts that they are, where texts are due",
        arguments: [
            ("no", "no"), ("Yes", "Yes"), ("on", "on"), ("true", "true"), ("010", "010"), ("0x1F", "0x1F"), ("1.0", "1.0"), ("1e3", "1e3"),
            ("12:30", "12:30"), ("12:30:45", "12:30:45"), ("2024-01-01", "2024-01-01"), (".inf", ".inf"), (".nan", ".nan"), ("+1", "+1"),
            ("1_000", "1_000"), ("nUll", "nUll"), ("'no'", "no"), ("\"010\"", "010"), ("'~'", "~"), ("\"null\"", "null"), ("''", ""),
            (#""\x41\u00e9\n""#, "Aé\n"), ("'it''s'", "it's"), ("Größe 漢字", "Größe 漢字"), ("=", "="), ("a#b", "a#b"),
        ])
    func texts(written: String, text: String) throws {
        let command = try command("A: { type: string, oneOf: [\(written)] }")
        guard case .oneOf(let texts)? = command.parameters.first?.value.limits.first?.condition else {
            Issue.record("no oneOf")
            return
        }
        #expect(texts == [text])
    }

    @Test("Are no text where YAML reads nothing", arguments: ["~", "null", "Null", "NULL"])
    func nothing(written: String) {
        let text = ManifestText.parameters("A: { type: string, oneOf: [\(written)] }")
        #expect(ManifestReader().read(text).diagnostics.map(\.id) == [.valueKind])
    }

    @Test(
        "Are defaults of their declared type",
        arguments: [
            ("string", "no", .string("no")), ("string", "010", .string("010")), ("string", "1.0", .string("1.0")),
            ("string", "12:30", .string("12:30")), ("string", "true", .string("true")), ("string", "'null'", .string("null")),
            ("boolean", "no", .boolean(false)), ("boolean", "On", .boolean(true)), ("boolean", "1", .boolean(true)),
            ("boolean", "TRUE", .boolean(true)), ("boolean", "'no'", .boolean(false)), ("integer", "010", .integer(10)),
            ("integer", "-0", .integer(0)), ("integer", "'10'", .integer(10)), ("integer", "9223372036854775807", .integer(.max)),
            ("integer", "-9223372036854775808", .integer(.min)), ("id", "007", .integer(7)), ("number", "1.0", .number(1)),
            ("number", "1", .number(1)), ("number", "1e3", .number(1000)), ("number", "'1.5'", .number(1.5)),
            ("time", "12:30", .string("12:30:00")), ("date", "2024-02-29", .string("2024-02-29")), ("timezone", "UTC", .string("UTC")),
            ("datetime", "2024-02-29T12:30:00Z", .string("2024-02-29 12:30:00")), ("idList", "1", .array([.integer(1)])),
            ("idList", "'1, 2,,1'", .array([.integer(1), .integer(2)])), ("idList", "[1, '2']", .array([.integer(1), .integer(2)])),
            ("'[integer, string]'", "010", .integer(10)), ("[boolean, string]", "maybe", .string("maybe")),
            ("array", "[no, 010, 1.0, 1, ~, '1']", .array([.string("no"), .string("010"), .number(1), .integer(1), .null, .string("1")])),
            ("object", "{ no: true }", .object([ManifestValue.Member("no", .boolean(true))])),
            ("object", #"'{"a":1}'"#, .object([ManifestValue.Member("a", .integer(1))])),
        ] as [(String, String, ManifestValue)])
    func defaults(type: String, written: String, value: ManifestValue) throws {
        let type = type.replacing("'", with: "")
        let command = try command("A: { type: \(type), default: \(written) }")
        #expect(command.parameters.first?.value.defaultValue == value)
    }

    @Test(
        "Are refused as defaults of another type",
        arguments: [
            ("boolean", "n"), ("boolean", "2"), ("boolean", "''"), ("integer", "1.0"), ("integer", "1e3"), ("integer", "0x10"),
            ("integer", "0o7"), ("integer", "1_000"), ("integer", "+1"), ("integer", "12:30"), ("integer", "no"),
            ("integer", "9223372036854775808"), ("integer", "-9223372036854775809"), ("integer", "true"), ("id", "0"), ("id", "-1"),
            ("number", ".5"), ("number", "1."), ("number", "1.e5"), ("number", "010"), ("number", ".inf"), ("number", ".nan"),
            ("number", "1e400"), ("number", "0x10"), ("date", "2023-02-29"), ("time", "750"), ("idList", "'1,x'"), ("idList", "[0]"),
            ("idList", "1.0"), ("object", "'[]'"), ("object", "'{'"), ("array", "x"), ("array", "{}"),
            ("string", "~"), ("string", "null"), ("string", ""),
        ])
    func wrong(type: String, written: String) {
        let text = ManifestText.parameters("A: { type: \(type), default: \(written) }")
        #expect(ManifestReader().read(text).diagnostics.map(\.id) == [.parameterDefaultInvalid])
    }

    @Test("Are keys as they are written", arguments: ["no", "yes", "on", "true", "null", "y", "_1", "'no'", "\"null\""])
    func keys(written: String) throws {
        let name = written.filter { $0 != "'" && $0 != "\"" }
        #expect(try command("\(written): { type: string }").parameters.map(\.name) == [name])
    }

    @Test("Are refused as keys that are no names", arguments: ["010", "1.0", "'1'", "~", "''", "2024-01-01"])
    func noNames(written: String) {
        let text = ManifestText.parameters("\(written): { type: string }")
        #expect(ManifestReader().read(text).diagnostics.map(\.id) == [.parameterNameInvalid])
    }

    @Test("Are codes in plain digits alone", arguments: [("7", 7), ("10", 10), ("2147483647", 2_147_483_647)])
    func codes(written: String, code: Int) throws {
        let command = try command("A: { type: string, required: \(written) }", rest: "    errors: { \(written): Missing }")
        #expect(command.parameters.first?.required == code)
        #expect(command.errors.map(\.code) == [code])
    }

    @Test(
        "Are refused as codes otherwise",
        arguments: ["'7'", "7.0", "010", "07", "0x7", "7e0", "+7", "1_0", "12:30", "~", "no", "٧", "7a", "[7]", "9223372036854775808"])
    func noCodes(written: String) {
        let text = ManifestText.parameters("A: { type: string, required: \(written) }")
        #expect(ManifestReader().read(text).diagnostics.map(\.id) == [.valueKind])
    }

    private func command(_ parameter: String, rest: String = "") throws -> CommandDeclaration {
        let (manifest, diagnostics) = ManifestReader().read(ManifestText.parameters(parameter, rest: rest))
        #expect(diagnostics.map(\.text) == [])
        return try #require(manifest?.commands.first)
    }
}
