// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import CommandManifest

@Suite("Excerpt")
struct ExcerptTests {
    /// A line, what is meant in it, and both as they are shown.
    struct Case: Sendable, CustomTestStringConvertible {
        let text: String
        let column: Int
        let end: Int?
        let line: String
        let marks: String
        var testDescription: String { line }

        init(_ text: String, _ column: Int, to end: Int? = nil, _ line: String, _ marks: String) {
            (self.text, self.column, self.end, self.line, self.marks) = (text, column, end, line, marks)
        }
    }

    static let cases = [
        Case("a: b", 4, "a: b", "   ^"),
        Case("sumary: b", 1, to: 7, "sumary: b", "^~~~~~"),
        Case("a: b", 5, "a: b", "    ^"),
        Case("", 1, "", "^"),
        Case("\ta\t: b", 4, "→   a→   : b", "         ^"),
        Case("日本: b", 3, "日本: b", "    ^"),
        Case("日本: b", 1, to: 3, "日本: b", "^~~~"),
        Case("e\u{301}e\u{301}: b", 5, "e\u{301}e\u{301}: b", "  ^"),
        Case("e\u{301}x", 2, "e\u{301}x", "^"),
        Case("👍🏽: b", 3, "👍🏽: b", "    ^"),
        Case("a\u{1B}[31mb", 8, "a␛[31mb", "       ^"),
        Case("a\u{7F}\u{0}b", 4, "a␡␀b", "   ^"),
        Case("a\u{202E}b", 3, "a<U+202E>b", "         ^"),
        Case("a\u{9B}b", 2, to: 3, "a<U+009B>b", " ^~~~~~~~"),
        Case("a\u{200B}b", 3, "a<U+200B>b", "         ^"),
        Case("a: \u{10FFFE}b", 5, "a: <U+10FFFE>b", "             ^"),
    ]

    @Test("Shows a line as a terminal can, with the mark below what is meant", arguments: cases)
    func shows(example: Case) throws {
        let place = SourceLocation(file: "a", line: 2, column: example.column, endColumn: example.end)
        for end in ["\n", "\r\n", "\r"] {
            let text = SourceText(Array("first\(end)\(example.text)\(end)last".utf8))
            let excerpt = try #require(Excerpt(place, in: text))
            #expect(excerpt.line == example.line)
            #expect(excerpt.marks == example.marks)
        }
    }

    @Test("Shows bytes that are no UTF-8 as numbers")
    func bytes() throws {
        let text = SourceText([0x61, 0xFF, 0xC3, 0x28, 0xE2, 0x82])
        let excerpt = try #require(Excerpt(SourceLocation(file: "a", line: 1, column: 4), in: text))
        #expect(excerpt.line == "a<FF><C3>(<E2><82>")
        #expect(excerpt.marks == "         ^")
    }

    @Test("Counts a mark of the byte order as no column")
    func byteOrder() throws {
        let text = SourceText([0xEF, 0xBB, 0xBF] + Array("a: b".utf8))
        #expect(Excerpt(SourceLocation(file: "a", line: 1, column: 1), in: text)?.line == "a: b")
    }

    @Test("Cuts a long line around what is meant", arguments: [1, 30, 60, 61, 62, 63, 500, 960, 999, 1_000, 1_001])
    func cuts(column: Int) throws {
        for letter in ["é", "日"] {
            let line = String(repeating: letter, count: column - 1) + "X" + String(repeating: letter, count: max(0, 1_000 - column))
            let place = SourceLocation(file: "a", line: 1, column: column)
            let excerpt = try #require(Excerpt(place, in: SourceText(Array(line.utf8))))
            let cells = excerpt.line.unicodeScalars.map(\.cells)
            #expect(cells.reduce(0, +) <= Excerpt.width)
            let shown = excerpt.line.unicodeScalars.firstIndex(of: "X").map { excerpt.line.unicodeScalars[..<$0].map(\.cells).reduce(0, +) }
            #expect(shown == excerpt.marks.unicodeScalars.count - 1)
            #expect((excerpt.line.first == "…") == (column > 61 || (letter == "日" && column > 31)))
            #expect((excerpt.line.last == "…") == (column <= 960))
        }
    }

    @Test("Has none for a place that is not in the file", arguments: [(0, 1), (1, 0), (1, 6), (2, 4), (3, 2), (4, 1), (-1, -1)])
    func absent(line: Int, column: Int) {
        #expect(Excerpt(SourceLocation(file: "a", line: line, column: column), in: SourceText(Array("a: b\ncd\n".utf8))) == nil)
    }
}
