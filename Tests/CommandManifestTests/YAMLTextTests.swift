// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import CommandManifest

/// A file's bytes, before anything else is looked at.
@Suite("YAML text")
struct YAMLTextTests {
    private static let valid = Array("manifest: 1\npermissions:\n  Tag: Größe\n".utf8)

    @Test("Reads the same after a byte order mark")
    func mark() {
        #expect(lines([0xEF, 0xBB, 0xBF] + Self.valid) == [])
        #expect(lines([0xEF, 0xBB, 0xBF] + Array("manifests: 1".utf8)) == ["key.unknown:1:1"])
    }

    @Test("Reads the same with any line ends", arguments: ["\n", "\r\n", "\r"])
    func lineEnds(end: String) {
        let text = "manifest: 1\n# ü\npermissions:\n  Tag: Größe\n  Ä: &a [x]\nb: *a\n".replacing("\n", with: end)
        #expect(lines(Array(text.utf8)) == ["value.kind:5:6", "key.unknown:6:1"])
    }

    @Test(
        "Refuses bytes that are not UTF-8, at their place",
        arguments: [
            [0x80], [0xC0, 0xAF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFF], [0xC3], [0xE2, 0x82],
        ] as [[UInt8]])
    func malformed(bytes: [UInt8]) {
        #expect(lines(Self.valid + Array("# ö ".utf8) + bytes) == ["yaml.encoding:4:5"])
        #expect(lines(bytes + Self.valid) == ["yaml.encoding:1:1"])
    }

    @Test("Refuses UTF-16 and UTF-32, with a mark and without")
    func wide() {
        let little = "manifest: 1\n".utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
        let big = "manifest: 1\n".utf16.flatMap { [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)] }
        #expect(lines([0xFF, 0xFE] + little) == ["yaml.encoding:1:1"])
        #expect(lines([0xFE, 0xFF] + big) == ["yaml.encoding:1:1"])
        #expect(lines(little) == ["yaml.character:1:2"])
        #expect(lines(big) == ["yaml.character:1:1"])
        #expect(lines([0, 0, 0xFE, 0xFF]) == ["yaml.character:1:1"])
    }

    @Test(
        "Refuses characters that do not belong into a text file",
        arguments: [
            "\u{0}", "\u{1}", "\u{8}", "\u{B}", "\u{C}", "\u{1B}", "\u{7F}", "\u{80}", "\u{85}", "\u{9F}", "\u{2028}", "\u{2029}",
            "\u{FEFF}",
            "\u{FFFE}", "\u{FFFF}",
        ])
    func characters(character: String) {
        #expect(lines(Array("manifest: 1\n# ä\(character)\n".utf8)) == ["yaml.character:2:4"])
    }

    @Test("Refuses U+0000 as an escape", arguments: [#""a\0""#, #""\x00""#, #""\u0000""#, #""\U00000000""#])
    func escapes(text: String) {
        #expect(lines(Array("manifest: 1\npermissions: { Tag: \(text) }".utf8)) == ["yaml.character:2:21"])
        #expect(lines(Array("manifest: 1\npermissions: { \(text): Tags }".utf8)) == ["yaml.character:2:16"])
    }

    @Test("Refuses long rows of combining marks in bounded time", arguments: ["\u{301}", #"\u0301"#])
    func marks(mark: String) {
        for (count, expected) in [(30, []), (31, ["yaml.character:2:21"]), (100_000, ["yaml.character:2:21"])] {
            let text = "manifest: 1\npermissions: { Tag: \"a\(String(repeating: mark, count: count))\" }"
            let time = ContinuousClock().measure { #expect(lines(Array(text.utf8)) == expected) }
            #expect(time < .seconds(10))
        }
    }

    @Test("Refuses a file without content", arguments: ["", "\n\n", "# nothing\n", "---\n", "---\n...\n", "~", "text", "[]", "\u{FEFF}"])
    func empty(text: String) {
        #expect(ManifestReader().read(text).diagnostics.map(\.id) == [.manifestVersion])
    }

    @Test("Takes one document with its marks, and no second")
    func documents() {
        #expect(lines(Array("---\nmanifest: 1\n...\n# end\n".utf8)) == [])
        #expect(lines(Array("---\nmanifest: 1\n---\n".utf8)) == ["yaml.documents:3:1"])
        #expect(lines(Array("manifest: 1\n...\n---\nmanifest: 1\n".utf8)) == ["yaml.documents:3:1"])
    }

    @Test(
        "Refuses tabs as indentation, and takes them elsewhere",
        arguments: [("manifest: 1\npermissions:\n\tTag: Tags\n", false), ("manifest:\t1\t# one\npermissions: {\tTag: Tags }\n", true)])
    func tabs(text: String, isRead: Bool) {
        #expect(ManifestReader().read(text).diagnostics.map(\.id) == (isRead ? [] : [.yamlSyntax]))
    }

    @Test("Refuses tags", arguments: ["!!str x", "! x", "!x x", "!<tag:yaml.org,2002:int> 1", "!!python/object:os.system x"])
    func tags(value: String) {
        #expect(lines(Array("manifest: 1\npermissions: { Tag: \(value) }".utf8)) == ["yaml.tag:2:21"])
    }

    private func lines(_ bytes: [UInt8]) -> [String] {
        ManifestReader().read(text: bytes, name: "commands.yaml").diagnostics.map(\.line)
    }
}
