// SPDX-License-Identifier: Apache-2.0

import CommandWire
import Foundation
import Testing

@Suite("JSON texts") struct JSONStringTests {
    /// Whether a text with a byte at a place is one that JSON allows without an escape.
    private func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte < 0x80 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }

    @Test("Takes or refuses each byte at each place of a text", arguments: UInt8.min...UInt8.max)
    func scansEachByte(byte: UInt8) {
        for length in 0...20 {
            for place in 0...length {
                var text = Array(repeating: UInt8(ascii: "~"), count: length)
                text.insert(byte, at: place)
                let document = Array(#"{"k":""#.utf8) + text + Array(#""}"#.utf8)
                let fields = try? JSONScanner.object(document.span, in: 0..<document.count)
                let spot = fields?.first?.value
                #expect((spot != nil) == isPlain(byte), "\(byte) at \(place) of \(length)")
                if let spot { #expect(Array(document[spot.range]) == text) }
            }
        }
    }

    @Test("Finds the first of several odd bytes, wherever they stand")
    func scansPairs() {
        let ends: [[UInt8]] = [[UInt8(ascii: "\"")], [0x1F], [0xC3], Array("é".utf8), Array("\\\"".utf8), [0x7F], [0x20]]
        for first in ends {
            for second in ends {
                for gap in 0...9 {
                    let text = first + Array(repeating: UInt8(ascii: "a"), count: gap) + second
                    let document = Array(#"{"k":""#.utf8) + text + Array(#""}"#.utf8)
                    let isValid = (try? JSONSerialization.jsonObject(with: Data(document))) != nil && !text.contains(0x1F)
                    #expect(((try? JSONScanner.object(document.span, in: 0..<document.count)) != nil) == isValid, "\(text)")
                }
            }
        }
    }

    @Test("Writes each byte such that it is read as the same", arguments: 1...127 as ClosedRange<UInt8>)
    func writesEachByte(byte: UInt8) throws {
        var output: [UInt8] = []
        let text = "ab" + String(decoding: [byte], as: UTF8.self) + "cdefghij"
        JSONString.append(text, to: &output)
        let read = try JSONSerialization.jsonObject(with: Data(output), options: [.fragmentsAllowed]) as? String
        #expect(read == text)
        let spot = try JSONScanner.value(output.span, in: 0..<output.count)
        #expect(JSONString.string(output.span, spot) == text)
    }

    @Test("Members of a nested object keep names that differ in case, and not the same name twice")
    func readsMembers() throws {
        let text = Array(#"{"a":1,"A":2}"#.utf8)
        #expect(try JSONScanner.members(text.span, in: 0..<text.count).count == 2)
        #expect(throws: JSONFault.self) { try JSONScanner.object(text.span, in: 0..<text.count) }
        let other = Array("[1]".utf8)
        #expect(throws: JSONFault.self) { try JSONScanner.members(other.span, in: 0..<other.count) }
    }
}
