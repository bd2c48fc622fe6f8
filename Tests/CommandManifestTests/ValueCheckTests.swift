// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import CommandManifest

@Suite("ValueCheck")
struct ValueCheckTests {
    @Test(
        "Gives what it accepts in the form in which a handler gets it",
        arguments: [
            ("{ type: string }", #""""#, #""""#), ("{ type: string, trim: true }", #"" a ""#, #""a""#),
            ("{ type: string, nfc: true }", "\"e\u{301}\"", "\"é\""), ("{ type: integer }", #""-012""#, "-12"), ("{ type: id }", "1", "1"),
            ("{ type: number }", #""1e2""#, "100.0"), ("{ type: number }", "1", "1.0"), ("{ type: boolean }", #""Off""#, "false"),
            ("{ type: boolean }", "1", "true"), ("{ type: time }", #""12:30""#, #""12:30:00""#),
            ("{ type: idList }", #""2, 1,,2""#, "[2,1]"),
            ("{ type: idList }", "7", "[7]"), ("{ type: idList }", #"[1,"2","",1]"#, "[1,2]"), ("{ type: idList }", #""""#, "[]"),
            ("{ type: object }", #""{\"a\":[1]}""#, #"{"a":[1]}"#), ("{ type: array }", #""[1]""#, "[1]"),
            ("{ type: array, emptyAllowed: true, minItems: 2 }", #""""#, "[]"), ("{ type: object, emptyAllowed: true }", "[]", "{}"),
            ("{ type: array, emptyAllowed: true }", "{}", "[]"), ("{ type: [string, array] }", "[1]", "[1]"),
            ("{ type: [string, array] }", #""[1]""#, #""[1]""#), ("{ type: [integer, string] }", #""1""#, "1"),
            ("{ type: object, members: { A: { type: id, default: 3 }, B: { type: id } } }", "{}", #"{"A":3}"#),
            ("{ type: object, members: { Name: { type: id, aliases: [Old] } } }", #"{"OLD":1}"#, #"{"Name":1}"#),
            ("{ type: array, items: { type: id } }", #"["1",2]"#, "[1,2]"),
        ])
    func bound(declaration: String, value: String, form: String) throws {
        let (bound, rules) = try bind(value, to: declaration)
        #expect(rules == [])
        #expect(bound?.json == form)
    }

    @Test(
        "Names each thing that is broken, in the order of declaration",
        arguments: [
            ("{ type: string }", "1", "V.type"), ("{ type: string }", "true", "V.type"), ("{ type: integer }", "1.0", "V.type"),
            ("{ type: integer }", "true", "V.type"), ("{ type: integer }", "[12]", "V.type"), ("{ type: integer }", #"" 12""#, "V.type"),
            ("{ type: id }", "0", "V.type"), ("{ type: id }", #""1 OR 1=1""#, "V.type"), ("{ type: id }", #""١""#, "V.type"),
            ("{ type: boolean }", "2", "V.type"), ("{ type: boolean }", "1.0", "V.type"), ("{ type: number }", "true", "V.type"),
            ("{ type: idList }", #""1,x""#, "V.type"), ("{ type: idList }", "[1,[2]]", "V.type"), ("{ type: idList }", "true", "V.type"),
            ("{ type: object }", "[]", "V.type"), ("{ type: object }", #""{""#, "V.type"), ("{ type: array }", "{}", "V.type"),
            ("{ type: string, trim: true, notBlank: true, minLength: 2 }", #""  ""#, "V.notBlank V.minLength"),
            ("{ type: string, maxLength: 1, pattern: a* }", #""bb""#, "V.pattern V.maxLength"),
            ("{ type: string, maxLength: 1 }", "\"e\u{301}\"", "V.maxLength"), ("{ type: string, oneOf: [é] }", "\"e\u{301}\"", "V.oneOf"),
            ("{ type: integer, minimum: 2, maximum: 3 }", "1", "V.minimum"), ("{ type: integer, maximum: 3 }", "4", "V.maximum"),
            ("{ type: integer, maximum: 9007199254740991 }", "9007199254740993", "V.maximum"),
            ("{ type: array, minItems: 2 }", "[1]", "V.minItems"), ("{ type: idList, maxItems: 1 }", #""1,2""#, "V.maxItems"),
            ("{ type: array, items: { type: id, maximum: 5 } }", "[0,6]", "V.type V.maximum"),
            (
                "{ type: object, members: { A: { type: id, required: 1 }, B: { type: id } } }", #"{"B":0,"C":1}"#,
                "V.A.required V.B.type V.C.unknown"
            ),
            ("{ type: object, members: { A: { type: id, required: 1 } } }", #"{"A":""}"#, "V.A.required"),
            ("{ type: object, members: { A: { type: id } } }", #"{"A":""}"#, "V.A.type"),
            ("{ type: object, members: { A: { type: id } } }", #"{"A":1,"a":2}"#, "V.a.unknown"),
            ("{ type: [integer, array], minItems: 1, minimum: 5 }", "4", "V.minimum"),
            ("{ type: [integer, array], minItems: 1 }", "[]", "V.minItems"),
        ])
    func broken(declaration: String, value: String, rules: String) throws {
        #expect(try bind(value, to: declaration).rules.joined(separator: " ") == rules)
    }

    @Test(
        "Takes the nearest code: the limit's, the value's, the enclosing value's",
        arguments: [
            ("{ type: string, invalid: 1, maxLength: { is: 1, code: 2 } }", #""ab""#, [2]),
            ("{ type: string, invalid: 1, maxLength: 1 }", #""ab""#, [1]),
            ("{ type: string, maxLength: 1 }", #""ab""#, [nil]), ("{ type: array, invalid: 1, items: { type: id } }", "[0]", [1]),
            ("{ type: array, invalid: 1, items: { type: id, invalid: 2 } }", "[0]", [2]),
            ("{ type: object, invalid: 1, members: { A: { type: id, required: 3 }, B: { type: id } } }", #"{"B":0,"C":0}"#, [3, 1, 1]),
        ] as [(String, String, [Int?])])
    func codes(declaration: String, value: String, codes: [Int?]) throws {
        var check = ValueCheck()
        _ = check.bind(try #require(ManifestValue(json: value)), to: try self.declaration(declaration), at: "V")
        #expect(check.violations.map(\.code) == codes)
    }

    @Test(
        "Takes nothing but the kind itself in a reply",
        arguments: [
            ("{ type: integer }", #""1""#), ("{ type: boolean }", "1"), ("{ type: number }", #""1""#), ("{ type: idList }", #""1""#),
            ("{ type: time }", #""12:30""#), ("{ type: object }", #""{}""#), ("{ type: array }", #""[]""#),
        ])
    func replies(declaration: String, value: String) throws {
        #expect(try bind(value, to: declaration).rules == [])
        #expect(try bind(value, to: declaration, .reply).rules == ["V.type"])
    }

    private func bind(
        _ json: String, to declaration: String, _ side: ValueCheck.Side = .request
    ) throws -> (bound: ManifestValue?, rules: [String]) {
        var check = ValueCheck(side: side)
        let bound = check.bind(try #require(ManifestValue(json: json)), to: try self.declaration(declaration), at: "V")
        return (bound, check.violations.map(\.rule))
    }

    private func declaration(_ text: String) throws -> ValueDeclaration {
        let rest = "    errors: { 1: x, 2: x, 3: x }"
        let (manifest, diagnostics) = ManifestReader().read(ManifestText.parameters("V: \(text)", rest: rest))
        #expect(diagnostics.map(\.text) == [])
        return try #require(manifest?.commands.first?.parameters.first?.value)
    }
}
