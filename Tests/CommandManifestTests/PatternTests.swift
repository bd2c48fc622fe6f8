// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import CommandManifest

@Suite("Pattern")
struct PatternTests {
    @Test(
        "Matches whole texts",
        arguments: [
            ("abc", "abc"), ("a.c", "aéc"), ("a.c", "a\nc"), ("[A-Za-z0-9_-]+", "a_B-9"), ("[^,]*", ""), ("[^,]*", "a b"),
            (#"\p{L}+"#, "Ünïçødé漢字"), (#"\p{N}+"#, "12٣Ⅷ½"), (#"[\p{L}\p{N}_-]+"#, "Größe_12"), (#"\d+\.\d+"#, "10.25"),
            ("(ab|cd)+e?", "abcdabe"), ("(ab|cd)+e?", "cd"), ("(a*)*", ""), ("(a*)*b", "aaab"), ("a?b?c?", "ac"), (#"\[\]"#, "[]"),
            (#"[\]\\^-]+"#, #"]\^-"#), ("[+-]?[0-9]+", "-12"), ("((a|b)(c|d))+", "acbd"), ("a|bc|d+", "ddd"),
            ("[A-Z]{2}", "DE"), (#"\d{1,3}(\.\d{1,3}){3}"#, "127.0.0.1"), ("a{2,}", "aa"), ("a{2,}", "aaaaa"), ("a{0,2}", ""),
            ("a{0,2}b", "aab"),
            ("a{0,}", ""), ("a{0,}b", "aaab"), ("a{1,}", "aaa"), ("((ab){2}c){2}", "ababcababc"), ("(a|b*){2}c", "bbac"), ("(a|b*){2}", ""),
            (#"a\{2\}"#, "a{2}"), ("[{2}]+", "{2}"), ("a{3,3}", "aaa"), ("(a?){3}", "aa"), ("a{64}", String(repeating: "a", count: 64)),
        ])
    func matches(pattern: String, text: String) throws {
        let pattern = try Pattern(pattern)
        #expect(pattern.matches(text))
        #expect(matches(Array(text.utf8), pattern))
    }

    @Test(
        "Refuses other texts",
        arguments: [
            ("abc", "abcd"), ("abc", "ab"), ("abc", ""), ("a.c", "ac"), ("[a-c]", "d"), ("[^a-c]", "b"), (#"\p{L}+"#, "a1"),
            (#"\d+"#, "٣"), ("(ab)+", "aba"), ("a+", ""), ("a|b", "ab"), ("[A-Z]+", "é"), ("(a|b)?c", "abc"),
            ("[A-Z]{2}", "D"), ("[A-Z]{2}", "DEU"), ("a{2,}", "a"), ("a{0,2}", "aaa"), ("a{1,}", ""), ("((ab){2}c){2}", "ababc"),
            (#"\d{1,3}(\.\d{1,3}){3}"#, "127.0.0"), ("a{2}b?", "ab"), ("(ab){2,3}", "abababab"), ("(ab){2,3}", "aab"),
        ])
    func refuses(pattern: String, text: String) throws {
        let pattern = try Pattern(pattern)
        #expect(!pattern.matches(text))
        #expect(!matches(Array(text.utf8), pattern))
    }

    @Test(
        "Says what is wrong with a pattern and where",
        arguments: [
            ("", 0), ("a||b", 2), ("(a", 0), ("a)", 1), ("[a", 0), ("[]", 0), ("*a", 0), ("a**", 2), ("a{", 1), ("a{}", 1), ("a{,2}", 1),
            ("a{2", 1), ("a{2,1}", 1), ("a{0}", 1),
            ("a{1000}", 1), ("a{x}", 1), ("a{2}{3}", 4), ("a{2}*", 4), ("a*{2}", 2), ("{2}", 0), ("a{65}", 0), ("(a{9}){9}", 1), ("^a", 0),
            ("a$", 1),
            (#"\"#, 0), (#"\w"#, 0), (#"\p{X}"#, 0), ("a[z-a]", 2), (#"[a-\d]"#, 1), ("()", 1), (#"\p"#, 0), ("é]", 1),
            ("a|", 2), ("(|a)", 1), ("[a-", 0), ("+", 0), ("a*?", 2), ("a+?", 2), ("a??", 2), ("(?:a)", 1), (#"\s"#, 0), (#"\D"#, 0),
            (#"\1"#, 0),
            (#"\p{Lu}"#, 0), (#"\p{"#, 0), ("[[:alpha:]]", 1), ("[^]", 0), (#"[\p{L}-z]"#, 1), ("a}", 1), (#"[a\"#, 2), ("((a)", 0),
        ])
    func faults(pattern: String, offset: Int) {
        #expect { try Pattern(pattern) } throws: { ($0 as? Pattern.Fault)?.offset == offset }
    }

    @Test("Has at most 64 places")
    func places() throws {
        #expect(try Pattern(String(repeating: "a", count: 64)).matches(String(repeating: "a", count: 64)))
        #expect(throws: Pattern.Fault.self) { try Pattern(String(repeating: "a", count: 65)) }
    }

    @Test("Bounds the depth of groups")
    func depth() {
        #expect(throws: Pattern.Fault.self) { try Pattern(String(repeating: "(", count: 32) + "a" + String(repeating: "){9}", count: 32)) }
        let deep = String(repeating: "(", count: 100_000) + "a" + String(repeating: ")", count: 100_000)
        #expect(throws: Pattern.Fault.self) { try Pattern(deep) }
    }

    @Test("Takes time linear in the text", arguments: ["(a+)+b", "(a|a)*b", "(a*)*b", "(.*a)+.b", "((a?)*)*b"])
    func linear(pattern: String) throws {
        #expect(try !Pattern(pattern).matches(String(repeating: "a", count: 100_000)))
    }

    @Test(
        "Refuses bytes that are not UTF-8",
        arguments: [
            [0x80], [0xC0, 0xAF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xC3],
        ] as [[UInt8]])
    func malformed(bytes: [UInt8]) throws {
        #expect(!matches(bytes, try Pattern(".*")))
    }

    private func matches(_ bytes: [UInt8], _ pattern: Pattern) -> Bool { pattern.matches(utf8: bytes.span) }
}
