// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import CommandManifest

@Suite("ManifestValue")
struct ManifestValueTests {
    @Test(
        "Reads JSON and writes it",
        arguments: [
            ("null", "null"), ("true", "true"), (" false ", "false"), ("0", "0"), ("-0", "0"), ("1.5", "1.5"), ("1e2", "100.0"),
            ("\"\"", "\"\""),
            (#""\"\\\/\b\f\n\r\t""#, #""\"\\/\u0008\u000c\u000a\u000d\u0009""#), (#""\u00e9\ud83d\ude00""#, "\"é😀\""), ("[]", "[]"),
            ("{}", "{}"),
            ("[1 , [2,{ \"a\" : 3 }]\n]", #"[1,[2,{"a":3}]]"#), (#"{"b":1,"a":2,"B":3}"#, #"{"b":1,"a":2,"B":3}"#),
            ("9223372036854775807", "9223372036854775807"), ("-9223372036854775808", "-9223372036854775808"),
        ])
    func json(text: String, written: String) {
        #expect(ManifestValue(json: text)?.json == written)
    }

    @Test(
        "Refuses what is not JSON, or not to be trusted",
        arguments: [
            "", " ", "nul", "True", "NaN", "Infinity", "1,", "[1,]", "{,}", "[", "]", "{", "}", "{\"a\"}", "{\"a\":}", "{a:1}",
            "{\"a\":1,}", "'a'",
            "\"", "\"a", "\"\\\"", "\"\\x\"", "\"\\u12\"", "\"\\u 123\"", #""\ud83d""#, #""\ude00""#, #""\ud83dx""#, #""\ud83d\n""#,
            #""\ud83d\ud83d""#,
            #""\u0000""#, "\"\n\"", "\"\t\"", #"{"a":1,"a":2}"#, #"{"a":1,"\u0061":2}"#, "01", "1.", ".5", "+1", "1.e5", "0x1", "1e400",
            "9223372036854775808", "-9223372036854775809", "[1]x", "1 2", "/**/1", "\u{FEFF}1", "[1\u{A0}]", "truefalse",
        ])
    func noJSON(text: String) {
        #expect(ManifestValue(json: text) == nil)
    }

    @Test("Bounds the depth of JSON", arguments: [(64, true), (65, false), (511, false), (100_000, false)])
    func depth(levels: Int, isRead: Bool) {
        let brackets = String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
        let braces = String(repeating: #"{"a":"#, count: levels) + "1" + String(repeating: "}", count: levels)
        #expect((ManifestValue(json: brackets) != nil) == isRead)
        #expect((ManifestValue(json: braces) != nil) == (isRead && levels < 64))
    }
}
