// SPDX-License-Identifier: Apache-2.0

import CommandWire
import Testing

@Suite("Names") struct NameTests {
    private static let names = (0...40).map { String(repeating: "aZ0_.-Qm", count: 6).prefix($0) + "x" }.map(String.init)

    /// Looks a name up where it stands in the midst of other bytes.
    private func find(_ name: [UInt8], in index: NameIndex, after count: Int) -> Int? {
        let before = Array(repeating: UInt8(ascii: "A"), count: count)
        let bytes = before + name + Array("BcDeFgHiJ".utf8)
        let range = count..<(count + name.count)
        return index.find(NameKey(bytes.span, range), bytes.span, range)
    }

    @Test("Finds each name in any case, wherever it stands")
    func findsNames() {
        let index = NameIndex(Self.names.enumerated().map { ($1, $0) })
        for (number, name) in Self.names.enumerated() {
            for place in 0...9 {
                #expect(find(Array(name.utf8), in: index, after: place) == number)
                #expect(find(Array(name.uppercased().utf8), in: index, after: place) == number)
                #expect(find(Array(name.lowercased().utf8), in: index, after: place) == number)
            }
        }
    }

    @Test("Finds no name that differs in one byte, but for the case of an ASCII letter")
    func tellsNamesApart() {
        let name = Array("Campaign.Update_1".utf8)
        let index = NameIndex([("Campaign.Update_1", 7)])
        for place in name.indices {
            for byte in UInt8.min...UInt8.max {
                var other = name
                other[place] = byte
                let isSame = Name.fold(byte) == Name.fold(name[place])
                #expect(find(other, in: index, after: place % 9) == (isSame ? 7 : nil), "\(byte) at \(place)")
            }
        }
        for other in [Array(name.dropLast()), Array(name.dropFirst()), name + [0], name + [0x20], [0] + name] {
            #expect(find(other, in: index, after: 3) == nil)
        }
    }

    @Test("Folds ASCII letters and nothing else", arguments: UInt8.min...UInt8.max)
    func foldsLetters(byte: UInt8) {
        let isLetter = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
        #expect(Name.fold(byte) == (isLetter ? byte + 32 : byte))
    }

    @Test("Of two names that are the same the first is kept")
    func keepsFirst() {
        let index = NameIndex([("Tag", 1), ("TAG", 2), ("", 3)])
        #expect(index.find("tag") == 1)
        #expect(index.find("") == 3)
        #expect(index.find("tags") == nil)
    }
}
