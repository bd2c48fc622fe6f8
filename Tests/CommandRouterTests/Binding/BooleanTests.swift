// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite("Booleans") struct BooleanTests {
    static let words: [(String, String)] = [
        ("true", "=true"), ("1", "=true"), (#""1""#, "=true"), (#""true""#, "=true"), (#""yes""#, "=true"), (#""on""#, "=true"),
        ("false", "=false"), ("0", "=false"), (#""0""#, "=false"), (#""false""#, "=false"), (#""no""#, "=false"), (#""off""#, "=false"),
        (#""TRUE""#, "=true"), (#""Yes""#, "=true"), (#""oN""#, "=true"), (#""Off""#, "=false"), (#""\u0031""#, "=true"), ("null", "="),
        ("2", "2 X.type"), ("-1", "2 X.type"), ("-0", "2 X.type"), ("1.0", "2 X.type"), ("10", "2 X.type"), ("1e0", "2 X.type"),
        (#""2""#, "2 X.type"), (#""01""#, "2 X.type"), (#""y""#, "2 X.type"), (#""t""#, "2 X.type"), (#""truee""#, "2 X.type"),
        (#"" true""#, "2 X.type"), (#""yes ""#, "2 X.type"), (#""""#, "2 X.type"), (#""null""#, "2 X.type"), (#""ｙｅｓ""#, "2 X.type"),
        (#""oﬀ""#, "2 X.type"), ("[]", "2 X.type"), ("[true]", "2 X.type"), ("{}", "2 X.type"),
    ]

    @Test("Takes twelve spellings in any case, and nothing else for false", arguments: words)
    func takesWords(value: String, expected: String) async throws {
        #expect(try await Bench("type: boolean, invalid: 2").result(of: value) == expected)
    }
}
