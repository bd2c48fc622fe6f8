// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import CommandManifest

@Suite("SourceText")
struct SourceTextTests {
    @Test("Finds every place of a text, wherever it stands", arguments: 0..<5)
    func finds(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let parts = ["\n", "\r\n", "\r", "é", "日", "👍", "a", "ab", String(repeating: "x", count: 700)]
        let bytes = Array((0..<60).map { _ in parts.randomElement(using: &random) ?? "" }.joined().utf8)
        let text = SourceText(bytes)
        var (line, column, offset) = (1, 1, 0)
        while offset <= bytes.count {
            #expect(text.offset(line: line, column: column) == offset)
            guard offset < bytes.count else { break }
            let isBreak = bytes[offset] == 0x0A || bytes[offset] == 0x0D
            offset += bytes[offset] == 0x0D && offset + 1 < bytes.count && bytes[offset + 1] == 0x0A ? 2 : 1
            while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
            (line, column) = isBreak ? (line + 1, 1) : (line, column + 1)
        }
        #expect(text.offset(line: line, column: column + 1) == nil)
        #expect(text.offset(line: line + 1, column: 1) == nil)
    }

    @Test("Shows a thousand places of one very long line soon")
    func soon() {
        let text = SourceText(Array(repeating: UInt8(ascii: "x"), count: 1 << 20))
        let time = ContinuousClock().measure {
            for number in 0..<1_000 { #expect(Excerpt(SourceLocation(file: "a", line: 1, column: 1_000 * number + 1), in: text) != nil) }
        }
        #expect(time < .seconds(10))
    }
}
