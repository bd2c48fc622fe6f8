// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@Suite("Bad input 37: texts of tags", .server())
struct TagTextTests {
    @Test(
        "Two tags are one where they differ by case or composition alone",
        arguments: [
            ("summer", "SUMMER", 2), ("Café", "cafe\u{301}", 2), ("CAFÉ noir", "cafe\u{301} NOIR", 2), ("\u{212A}elvin", "kelvin", 2),
            ("\u{212B}ngström", "ångström", 2), ("한국", "\u{1112}\u{1161}\u{11AB}\u{1100}\u{116E}\u{11A8}", 2), ("ДЕНЬ", "день", 2),
            ("  trimmed\t", "\u{3000}trimmed\u{A0}", 2), ("Straße", "STRASSE", 0), ("Ａ", "A", 0), ("a b", "a  b", 0), ("x-1", "x_1", 0),
            ("٣", "3", 0), ("ﬁn", "fin", 0),
        ] as [(String, String, JSON)])
    func compares(first: String, second: String, code: JSON) async throws {
        let user = try suiteServer().user
        #expect(try await user.call("tag.create", ["Tag": .text(first)]).code == 0)
        #expect(try await user.call("tag.create", ["Tag": .text(second)]).code == code)
    }

    @Test(
        "What is no letter, number, space, hyphen or underscore is refused, seen or not",
        arguments: [
            "a\u{200B}", "\u{200D}a", "a\u{200C}b", "\u{FEFF}a", "a\u{AD}b", "a\u{2060}b", "a\u{202E}b", "a\u{A0}b", "\u{301}", " \u{301}a",
            "👍", "👩‍👧", "a.b", "a/b", "a,b", "<b>", "a'b", "a\"b", "a\\b", "a%b", "a;b", "a\tb", "a\r\nb", "a\u{7F}", "\u{E000}",
            "\u{10FFFF}",
            "a＿b—",
        ])
    func refuses(tag: String) async throws {
        let user = try suiteServer().user
        for encoding in [Encoding.json, .form, .multipart, .get, .rpc] {
            #expect(try await user.call("tag.create", ["Tag": .text(tag)], as: encoding).code == 3, "\(encoding)")
        }
    }

    @Test("A tag is stored composed and trimmed, its case kept, and tags.get gives it so")
    func stores() async throws {
        let user = try suiteServer().user
        let id = try await user.call("tag.create", ["Tag": " E\u{301}te\u{301} 2025 "]).json["TagID"]
        let reply = try await user.call("tags.get")
        #expect(
            reply.json["Tags"].items.first { $0["TagID"] == id }?["Tag"].text.map { Array($0.utf8) } == Array("\u{C9}t\u{E9} 2025".utf8))
        #expect(try await user.call("tag.update", ["TagID": id, "Tag": "ÉTÉ 2025"]).code == 0)
        #expect(try await user.call("tags.get").text.contains("ÉTÉ 2025"))
    }

    @Test("The limit of 250 counts scalars after composition", arguments: [(250, 0), (251, 3)] as [(Int, JSON)])
    func counts(length: Int, code: JSON) async throws {
        let tag = String(repeating: "e\u{301}", count: length)
        #expect(try await suiteServer().user.call("tag.create", ["Tag": .text(tag)]).code == code)
    }
}
