// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import CommandManifest

@Suite("PatternWords")
struct PatternWordsTests {
    @Test(
        "Finds texts of a length, and knows whether they are all",
        arguments: [
            ("yes|no", 0, 99, ["no", "yes"], true), ("a?", 0, 99, ["", "a"], true), ("a*", 0, 2, ["", "a", "aa"], true),
            ("(aa)*", 3, 9, ["aaaa", "aaaaaa", "aaaaaaaa"], true), ("(a|a|a)*", 2, 2, ["aa"], true), ("ab", 3, 9, [], true),
            ("(aaaaa)+", 6, 9, [], true), ("[ab]c", 2, 2, ["ac", "bc"], true), ("a+", 70, 70, [String(repeating: "a", count: 70)], true),
            (".", 2, 2, [], true),
        ] as [(String, Int, Int, [String], Bool)])
    func words(pattern: String, least: Int, most: Int, texts: [String], areAll: Bool) throws {
        let words = try PatternWords(Pattern(pattern), from: least, to: most, count: 20)
        #expect(words.texts == texts)
        #expect(words.areAll == areAll)
    }

    @Test(
        "Finds as many different matching texts as are asked for, whatever the pattern",
        arguments: [
            "(a|b|ab)*", ".*", #"\p{L}[\p{L}\p{N}_-]*"#, "[^,]+", #"\d\d\d\d-\d+"#, "(a|a|a|a|a|a|a|a|a|a)*[bc]*", "[^a-z]+", ".+@.+",
        ])
    func many(source: String) throws {
        let pattern = try Pattern(source)
        let words = PatternWords(pattern, from: 5, to: 12, count: 100)
        #expect(words.texts.count == 100)
        #expect(Set(words.texts).count == 100)
        #expect(words.texts.allSatisfy { pattern.matches($0) && (5...12).contains($0.unicodeScalars.count) })
        #expect(!words.areAll)
    }

    @Test("Does not claim to know all where a class, or a length, is beyond what is looked at")
    func modest() throws {
        #expect(try !PatternWords(Pattern(#"\p{N}"#), from: 0, to: .max, count: 1_000).areAll)
        #expect(try !PatternWords(Pattern("[^ -\u{10FFFF}]"), from: 0, to: 9, count: 5).areAll)
        #expect(try !PatternWords(Pattern("a*"), from: 1_000_000, to: .max, count: 1).areAll)
        #expect(try PatternWords(Pattern("a*"), from: 10_000, to: .max, count: 1).texts.first?.count == 10_000)
    }
}
