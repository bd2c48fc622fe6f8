// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import Foundation
import Testing

@testable import CommandExport

@Suite("Patterns as regular expressions of ECMAScript")
struct PatternTranslationTests {
    @Test(
        "A pattern is written so that a browser reads it with the flag u",
        arguments: [
            (#"[\p{L}\p{N} _-]+"#, #"[\p{L}\p{N} _\-]+"#), (#"\d+(\.\d)?"#, #"[0-9]+(?:\.[0-9])?"#), (#"[\d,]"#, "[0-9,]"),
            (".", #"[\s\S]"#), ("[^,]*", "[^,]*"), ("a/b", "a/b"), (#"\$\^"#, #"\$\^"#), (#"[\]\[^\\]"#, #"[\]\[\^\\]"#), ("a|b", "a|b"),
            ("[a-z-]", #"[a-z\-]"#), ("[-a]", #"[\-a]"#), (#"[+--]"#, #"[+-\-]"#), ("\u{85}", #"\u0085"#),
            ("[\u{1}-\u{1F}]", #"[\u0001-\u001F]"#),
            ("😀", "😀"), ("\u{E0001}", #"\u{E0001}"#), (#"\*"#, #"\*"#), (#"[A-Z]{2}(\{a,b{2,}\})?"#, #"[A-Z]{2}(?:\{a,b{2,}\})?"#),
            (#"\d{1,3}"#, "[0-9]{1,3}"), ("e\u{301}", #"e\u0301"#),
        ])
    func writes(pattern: String, expected: String) throws {
        #expect(PatternTree(try Pattern(pattern)).ecma == expected)
    }

    private static let texts = [
        "", "a", "ab", "A-Z", "a_b-c 9", "tag\n", "\n", "é", "😀", "1", "٣", "1.5", "15", "a,b", ",", "[", "]", "^", "\\", "-", "+", "a/b",
        "\u{2028}", "\u{85}", "12:3, 4", "*", "A.B,C",
    ]

    @Test(
        "It matches the same texts",
        arguments: [
            #"[\p{L}\p{N} _-]+"#, #"\d+(\.\d)?"#, ".", ".+", "[^,]*", #"[\]\[^\\]"#, "a|b", "(a|ab)(c|b)?", "[+--]", "(a*)*", "a?", ".{2}",
            "([^,]{1,2},?){2,}", "(a|ab){0,2}b?", "(a?b?){2,3}", "(.|a){3,}",
            #"([0-9]+(:[0-9]+)?( *, *[0-9]+(:[0-9]+)?)*)?"#, "[^\u{1}-\u{1F}\u{7F}\u{85}\u{2028}\u{2029}]*",
            #"(\*|[A-Za-z0-9_.]+( *, *[A-Za-z0-9_.]+)*)?"#,
        ])
    func agrees(source: String) throws {
        let pattern = try Pattern(source)
        let expression = try NSRegularExpression(pattern: "^(?:\(PatternTree(pattern).ecma))\\z")
        for text in Self.texts {
            let whole = NSRange(text.startIndex..., in: text)
            #expect((expression.firstMatch(in: text, range: whole) != nil) == pattern.matches(text), "\(source) \(text)")
        }
    }

    @Test(
        "Where texts are trimmed, white space around them is let in, and nothing else changes",
        arguments: [
            "[a-z]+", "( *a)?", "a *", ".*", "[^ ]?", " ", "[ -b]{2,3}", "( |a)( |b)", "(a?b?){1,3}", "[\\p{L} ]+", ".{0,2}", "( a| )+",
            "[^a-z]",
            "a{2}", "( ?a){2,}", "(a|( b)?)*",
        ])
    func trims(source: String) throws {
        let pattern = try Pattern(source)
        let expression = TextShape.pattern(pattern).anchored(trims: true).dropLast() + "\\z"
        #expect(!expression.contains("(?=") && !expression.contains("(?!") && !expression.contains("(?<"))
        let regex = try NSRegularExpression(pattern: String(expression))
        for text in [
            "", " ", "a", " a", "a ", "\u{3000}a\t", "  \n", "ab", " a b ", " 1 ", "\u{200B}a", "a a", " a  b", "bb", "a\t b\n", "\u{A0}",
            "aab ",
        ] {
            let trimmed = String(String.UnicodeScalarView(text.unicodeScalars.trimmed))
            let found = regex.firstMatch(in: text, range: NSRange(text.startIndex..., in: text)) != nil
            #expect(found == pattern.matches(trimmed), "\(source) \(text)")
        }
    }
}

extension String.UnicodeScalarView {
    /// Without white space at its ends.
    fileprivate var trimmed: [Unicode.Scalar] {
        let scalars = Array(self)
        let start = scalars.firstIndex { !$0.properties.isWhitespace } ?? scalars.endIndex
        let end = scalars.lastIndex { !$0.properties.isWhitespace }.map { $0 + 1 } ?? start
        return Array(scalars[start..<end])
    }
}
