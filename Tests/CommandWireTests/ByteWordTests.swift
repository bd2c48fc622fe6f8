// SPDX-License-Identifier: Apache-2.0

import CommandWire
import Testing

@Suite("Eight bytes at a time")
struct ByteWordTests {
    @Test("Folds A to Z and no other byte, at every place of a name", arguments: 0..<19)
    func foldsLetters(place: Int) {
        for byte in UInt8.min...UInt8.max {
            for other in [byte, byte ^ 0x20] {
                var left = [UInt8](repeating: UInt8(ascii: "q"), count: 19)
                var right = left
                (left[place], right[place]) = (byte, other)
                let isSame = left.map(Name.fold) == right.map(Name.fold)
                #expect((NameKey(left).hash == NameKey(right).hash) == isSame, "\(byte) and \(other)")
            }
        }
    }

    @Test("Finds a name in the middle of a buffer, and none that is longer, shorter or another", arguments: 1..<26)
    func findsNames(length: Int) {
        let name = String("CampaignArchiveStatisticsX".prefix(length))
        let index = NameIndex([("other", 0), (name, 1)])
        #expect(index.find(name.uppercased()) == 1)
        #expect(index.find(name + "a") == nil)
        #expect(index.find(String(name.dropLast()) + "_") == nil)
        let bytes = Array(("\"" + name.lowercased() + "\":12345").utf8)
        let range = 1..<(1 + length)
        let found = index.find(NameKey(bytes.span, range), bytes.span, range)
        #expect(found == 1)
        let longer = 1..<(2 + length)
        let isSame = FoldedName(name).isSame(NameKey(bytes.span, range), bytes.span, range)
        let isLonger = FoldedName(name).isSame(NameKey(bytes.span, longer), bytes.span, longer)
        #expect(isSame && !isLonger)
    }

    @Test("Stops at what a JSON text may not hold, at every place of a text", arguments: 0..<19)
    func stopsAtByte(place: Int) {
        for byte in UInt8.min...UInt8.max where byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\") {
            var text = [UInt8](repeating: UInt8(ascii: "a"), count: 19)
            text[place] = byte
            let json = [UInt8(ascii: "\"")] + text + [UInt8(ascii: "\"")]
            let spot = try? JSONScanner.value(json.span, in: 0..<json.count)
            #expect((spot != nil) == (byte >= 0x20 && byte < 0x80), "\(byte)")
        }
    }
}
