// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite("Bad inputs: JSON", .server())
struct JSONInputTests {
    /// Bodies that are no call. Where one has to follow the other, `KEY` is the user's key.
    static let malformed: [(String, [UInt8])] = [
        ("12: a key twice", Array(#"{"Command":"tags.get","Command":"tags.get"}"#.utf8)),
        ("12: in another case", Array(#"{"Command":"tags.get","APIKey":"x","apikey":"x"}"#.utf8)),
        ("12: an escaped twin", Array(#"{"Command":"tags.get","\u0043ommand":"tags.get"}"#.utf8)),
        ("12: further down", Array(#"{"Command":"tags.get","x":[{"a":1,"a":2}]}"#.utf8)),
        ("12: further down, escaped", Array(#"{"Command":"tags.get","x":{"a":1,"\u0061":2}}"#.utf8)),
        ("13: depth 65", nested(65)), ("13: depth 511", nested(511)), ("13: depth 100,000", nested(100_000)),
        ("13: depth 100,000 of objects", nested(100_000, open: #"{"a":"#, close: "}")),
        ("13: never closed", Array((#"{"Command":"tags.get","x":"# + String(repeating: "[", count: 500_000)).utf8)),
        ("14: a lone surrogate", Array(#"{"Command":"tags.get","x":"\ud800"}"#.utf8)),
        ("14: a lone second surrogate", Array(#"{"Command":"tags.get","x":"\udc00"}"#.utf8)),
        ("14: surrogates in the wrong order", Array(#"{"Command":"tags.get","x":"\udc00\ud800"}"#.utf8)),
        ("14: bad UTF-8", Array(#"{"Command":"tags.get","x":""#.utf8) + [0xC0, 0xAE] + Array("\"}".utf8)),
        ("14: a surrogate in UTF-8", Array(#"{"Command":"tags.get","x":""#.utf8) + [0xED, 0xA0, 0x80] + Array("\"}".utf8)),
        ("14: UTF-16", #"{"Command":"tags.get"}"#.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }),
        ("14: a byte order mark", [0xEF, 0xBB, 0xBF] + Array(#"{"Command":"tags.get"}"#.utf8)),
        ("15: U+0000, escaped", Array(#"{"Command":"tag.create","Tag":"vip\u0000x"}"#.utf8)),
        ("15: U+0000 in a name", Array(#"{"Command":"tags.get","x\u0000":1}"#.utf8)),
        ("15: U+0000 as it is", Array("{\"Command\":\"tags.get\",\"x\":\"\0\"}".utf8)),
        ("17: NaN", Array(#"{"Command":"tags.get","x":NaN}"#.utf8)),
        ("17: Infinity", Array(#"{"Command":"tags.get","x":-Infinity}"#.utf8)),
        ("17: a comment", Array(#"{"Command":"tags.get" /* x */}"#.utf8)),
        ("17: a trailing comma", Array(#"{"Command":"tags.get",}"#.utf8)),
        ("17: two documents", Array(#"{"Command":"tags.get"}{"Command":"tags.get"}"#.utf8)),
        ("17: single quotes", Array("{'Command':'tags.get'}".utf8)), ("17: a leading zero", Array(#"{"Command":"tags.get","x":01}"#.utf8)),
        ("no object", Array(#"["Command"]"#.utf8)), ("a text", Array(#""tags.get""#.utf8)), ("nothing", []),
        ("a raw line feed", Array("{\"Command\":\"tags.get\",\"x\":\"\n\"}".utf8)),
    ]

    private static func nested(_ depth: Int, open: String = "[", close: String = "]") -> [UInt8] {
        let inner = depth - 1
        return Array(
            (#"{"Command":"tags.get","x":"# + String(repeating: open, count: inner) + (open == "[" ? "" : "1")
                + String(repeating: close, count: inner) + "}").utf8)
    }

    @Test("Bad inputs 12 to 15 and 17 are malformed: 400, 100000", arguments: malformed)
    func isMalformed(name: String, body: [UInt8]) async throws {
        try await suiteServer().nobody.expect(400, 100000, for: Encoding.post("/api.php", "application/json", body))
        try await suiteServer().nobody.expect(
            400, 100000, for: Encoding.post("/api/v1/campaign.create", "application/json", body))
    }

    @Test("Depth 64 is read")
    func readsDepth() async throws {
        try await suiteServer().nobody.expect(200, 99998, for: Encoding.post("/api.php", "application/json", Self.nested(64)))
    }

    @Test(
        "Bad inputs 16, 18 and 19: what is no id is invalid, never rounded",
        arguments: [
            "9223372036854775808", "-9223372036854775809", "1e400", "-1e400", "1e3", "1.0", "1.5", "-1", "0", "-0", "true", "[1]", "{}",
            #""1 OR 1=1""#, #""١""#, #"" 1""#, #""1 ""#, #""+1""#, #""0x1""#, #""1e0""#, #""１""#, "1" + String(repeating: "0", count: 5000),
            "0." + String(repeating: "0", count: 5000) + "1",
        ])
    func isNoID(text: String) async throws {
        let key = try suiteServer().userKey
        let body = #"{"Command":"tag.update","APIKey":"\#(key)","Tag":"x","TagID":\#(text)}"#
        try await suiteServer().nobody.expect(200, 5, for: Encoding.post("/api.php", "application/json", body))
    }

    @Test(
        "Bad inputs 16 and 18: what is no list of ids is invalid",
        arguments: [
            #""1,x""#, #""1;2""#, "[1,[2]]", "[1,2.5]", "[true]", "[null]", #"["1,2"]"#, "1.0", "true", "{}", #""1,0""#,
            "[9223372036854775808]",
        ])
    func isNoList(text: String) async throws {
        let key = try suiteServer().userKey
        let body = #"{"Command":"tags.delete","APIKey":"\#(key)","Tags":\#(text)}"#
        try await suiteServer().nobody.expect(200, 100006, for: Encoding.post("/api.php", "application/json", body))
    }

    @Test(
        "A list of ids may be a text, an array or one number",
        arguments: [#""7001, 7002 ,,7001""#, "[7001,7002]", #"["7001"]"#, "7001", "9223372036854775807"])
    func isList(text: String) async throws {
        let key = try suiteServer().userKey
        let body = #"{"Command":"tags.delete","APIKey":"\#(key)","Tags":\#(text)}"#
        try await suiteServer().nobody.expect(200, 0, for: Encoding.post("/api.php", "application/json", body))
    }

    @Test(
        "Bad input 20: one grapheme of a megabyte is limited by its scalars",
        arguments: [("tag.create", "Tag", 3), ("campaign.create", "CampaignName", 100006)] as [(String, String, JSON)])
    func grapheme(command: String, name: String, code: JSON) async throws {
        let server = try suiteServer()
        let text = "e" + String(repeating: "\u{301}", count: 500_000)
        try await server.nobody.expect(
            200, code, for: Encoding.json.request(command, [("APIKey", .text(server.userKey)), (name, .text(text))]))
    }
}
