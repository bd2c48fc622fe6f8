// SPDX-License-Identifier: Apache-2.0

@testable import CommandWire
import Testing

/// What counts as JSON, by the cases that parsing test suites agree on.
///
/// - SeeAlso: RFC 8259; Seriot, "Parsing JSON is a Minefield"
@Suite("JSON grammar") struct JSONGrammarTests {
    @Test(
        "Accepts values of every kind",
        arguments: [
            // Structure and white space
            ("[]", .array), ("{}", .object), (" [] ", .array), ("\t\n\r []\n", .array), ("[[]   ]", .array), ("[\"\"]", .array),
            ("[\"a\"]", .array), ("[false]", .array), ("[null, 1, \"1\", {}]", .array), ("[1\n]", .array), (" [1]", .array),
            ("[1,null,null,null,2]", .array), ("[2] ", .array), ("[[],[[]],{},[{}]]", .array), ("{\"a\":[]}", .object),
            ("{\"\":0}", .object), ("{\"a\":{\"b\":{\"c\":[]}}}", .object), ("{\"min\": -1.0e+28, \"max\": 1.0e+28}", .object),
            ("{\n\"a\": \"b\"\n}", .object), ("{\"x\":[{\"id\": \"xx\"}], \"id\": \"xx\"}", .object),
            ("{ \"a\" : 1 , \"b\" : 2 }", .object),
            // Lone values
            ("false", .false), ("true", .true), ("null", .null), (" null ", .null), ("42", .integer), ("-0.1", .number),
            ("\"asd\"", .string),
            ("\"\"", .string), ("\" \"", .string),
            // Numbers
            ("0", .integer), ("-0", .integer), ("-1", .integer), ("-123", .integer), ("9223372036854775807", .integer),
            ("123456789012345678901234567890", .integer), ("0.0", .number), ("-0.0", .number), ("0e1", .number), ("0e+1", .number),
            ("0E-1", .number),
            ("1E22", .number), ("1e-2", .number), ("1e+2", .number), ("123.456e78", .number), ("123.456789", .number), ("1.0", .number),
            ("10", .integer), ("20e1", .number), ("1e00", .number),
            ("-0.000000000000000000000000000000000000000000000000000000000000000000000000000001", .number),
            ("1e400", .number), ("-1e+9999", .number), ("123e-10000000", .number), ("0.4e006699999999999", .number),
            // Texts
            (#""\"\\\/\b\f\n\r\t""#, .escapedString), (#""\\u0000""#, .escapedString), (#""\u0060\u012a\u12AB""#, .escapedString),
            (#""\uD801\udc37""#, .escapedString), (#""\ud83d\ude39\ud83d\udc8d""#, .escapedString), (#""\uDBFF\uDFFF""#, .escapedString),
            (#""\uFFFF\uFDD0\uFEFF\u2028""#, .escapedString), (#""\u0001\u001f\u007F""#, .escapedString), (#""a/*b*/c//d#e""#, .string),
            ("\"\u{7F}\"", .string), ("\"\u{2028}\u{2029}\"", .string), ("\"\u{FFFF}\u{10FFFF}\u{FEFF}\"", .string), ("\"π€𝄞ａ\"", .string),
            ("\"\u{FFFD}\"", .string), ("\"'\"", .string), ("{\"\\u0041\":\"π\"}", .object),
        ] as [(String, JSONKind)])
    func accepts(text: String, kind: JSONKind) throws {
        #expect(try value(text).kind == kind)
        #expect(throws: Never.self) { try value("[\(text)]") }
        #expect(throws: Never.self) { try value("{\"a\":\(text),\"b\":[\(text),\(text)]}") }
        #expect(try Self.fields(Array("{\"a\":\(text)}".utf8)).map(\.value.kind) == [kind])
    }

    @Test(
        "Refuses arrays and objects that are not whole",
        arguments: [
            "", " ", "\n", "[", "]", "[[", "[]]", "[[]", "[1", "[1,", "[1,]", "[1,,]", "[,]", "[,1]", "[1,,2]", "[\"\",]", "[\"x\",,]",
            "[\"x\"]]",
            "[\"\"],", "[   , \"\"]", "[1 true]", "[1 2]", "[1:2]", "[\"\": 1]", "[3[4]]", "[x", "[x]", "[*]", "[<null>]", "<.>", "[{}",
            "[{", "[{]}", "[}",
            "[1]x", "[][]", "[] []", "1 2", "\"\"x", "{", "}", "{]", "{,", "{,}", "{[", "{[]}", "{{}}", "{{}:1}", "{\"a\"", "{\"a\":",
            "{\"a\":}", "{\"a\":1",
            "{\"a\":1,", "{\"a\":1,}", "{\"a\":1,,}", "{\"a\":1,,\"b\":2}", "{,\"a\":1}", "{\"a\" b}", "{\"a\" \"b\"}", "{\"a\" 1}",
            "{\"x\"::\"b\"}", "{\"x\", null}",
            "{:\"b\"}", "{[: \"x\"}", "{a: 1}", "{a:\"b\"}", "{'a':0}", "{1:1}", "{null:null}", "{true:1}", "{\"a\":\"a\" 123}",
            "{ \"foo\" : \"bar\", \"a\" }",
            "{\"a\":1]", "[1}", "{\"a\":1}}", "{\"a\":true} \"x\"", "{\"a\":1}{\"b\":2}", "{\"a\":1}\n{\"b\":2}", "{}}", "{}{}", "2@", "1]",
            "*", "abc", "{\"a\":1 \"b\":2}",
        ])
    func structure(text: String) { refuses(text, .syntax) }

    @Test(
        "Refuses words that are none",
        arguments: [
            "tru", "fals", "nul", "truth", "nulll", "truee", "True", "FALSE", "NULL", "nan", "undefined", "None", "t", "f", "n", "nil",
        ])
    func words(text: String) { refuses(text, .syntax) }

    @Test(
        "Refuses numbers that the grammar does not have",
        arguments: [
            "+1", "++1", "-", "--1", "- 1", "-a", "01", "-01", "00", "-00", "012", "-012", "1.", "-2.", "1.e1", "2.e+3", "2.e-3", ".1",
            "-.1", ".-1", ".2e-3", ".", "0.",
            "0.e1", "0.1.2", "-1.0.", "1e", "1e+", "1e-", "1.0e", "1.0e+", "0E", "0E+", "0e+-1", "1eE2", "1ea", "1e1.5", "1 000", "1_000",
            "1,000", "0x1", "0x42", "0b1", "0o7", "1+2", "1-2",
            "1a", "-1x", "1.2a-3", "1.8011670033376514H-308", "Inf", "+Inf", "Infinity", "-Infinity", "NaN", "-NaN", "1f", "1n", "１", "٣",
            "1e٣", "1.0٣", "-\u{2212}1",
        ])
    func numbers(text: String) { refuses(text, .syntax) }

    @Test(
        "Refuses texts that are not whole",
        arguments: [
            "\"", "\"a", "\"\\", "\"\\\"", "\"\\\"\\", "\"\\\\\\\"", "'a'", "`a`", "“a”", "\"\n\"", "\"\t\"", "\"\r\"", "\"\u{0}\"",
            "\"\u{1F}\"", "\"\u{B}\"", #""\a""#, #""\x00""#, #""\'""#,
            #""\0""#, #""\v""#, #""\N""#, #""\U0041""#, #""\u""#, #""\u1""#, #""\u00A""#, #""\u00G0""#, #""\uqqqq""#, #""\u 041""#,
            #""\u+041""#, #""\u-041""#, #""\u{41}""#, "\"\\é\"", "\"\\u00é0\"",
            "\"\\🌀\"", #"\u0020"""#, #"\n"#, "\"a\"\"b\"", "\"\\ud83d\\ude0\"",
        ])
    func texts(text: String) { refuses(text, .syntax) }

    @Test(
        "Refuses what is no white space, and comments",
        arguments: [
            "\u{B}1", "\u{C}1", "\u{A0}1", "\u{85}1", "\u{2028}1", "\u{2060}1", "\u{0}1", "1\u{0}", "\u{1}1", "1//", "1#", "1/**/", "/**/1",
            "//\n1", "1/", "#\n1", "--1", "1;",
        ])
    func space(text: String) { refuses(text, .syntax) }

    @Test("Agrees with Python's json on 1,500 random edits of documents")
    func mutations() throws {
        var counts = (accepted: 0, refused: 0)
        for line in JSONMutations.cases.split(whereSeparator: \.isWhitespace) {
            let halves = line.utf8.split(separator: UInt8(ascii: "|"), maxSplits: 1, omittingEmptySubsequences: false)
            let verdict = String(decoding: halves[0], as: UTF8.self)
            let document = try PercentEncoding.decode(Array(halves[1])[...], plusIsSpace: false)
            let letters = (try? Self.fields(document))?.map { Self.letter($0.value.kind) }
            #expect((letters.map { "+" + String($0) } ?? "-") == verdict, "\(line)")
            if letters == nil { counts.refused += 1 } else { counts.accepted += 1 }
        }
        #expect(counts == (750, 750))
    }

    /// The letter that stands for a kind in ``JSONMutations``.
    private static func letter(_ kind: JSONKind) -> Character {
        switch kind {
        case .object: "o"
        case .array: "a"
        case .string, .escapedString: "s"
        case .integer: "n"
        case .number: "d"
        case .true: "t"
        case .false: "f"
        case .null: "z"
        }
    }

    private static func fields(_ bytes: [UInt8]) throws -> [JSONField] {
        try JSONScanner.object(bytes.span, in: 0..<bytes.count)
    }

    private func value(_ text: String) throws -> JSONSpot {
        let bytes = Array(text.utf8)
        return try JSONScanner.value(bytes.span, in: 0..<bytes.count)
    }

    /// Refused alone, and as an item and a member of what is otherwise whole.
    private func refuses(_ text: String, _ reason: JSONFault.Reason) {
        for text in [text, "[0,\(text)\n,0]", "{\"a\":\(text)\n,\"b\":0}", "{\"a\":[\(text)\n,0]}"] {
            #expect("\(text)") { try value(text) } throws: { ($0 as? JSONFault)?.reason == reason }
            let bytes = Array(text.utf8)
            #expect(throws: JSONFault.self, "\(text)") { try JSONScanner.object(bytes.span, in: 0..<bytes.count) }
        }
    }
}
