// SPDX-License-Identifier: Apache-2.0

/// How names of commands and parameters are compared: as bytes, ignoring the case of ASCII letters.
package enum Name {
    /// A byte with `A`…`Z` as `a`…`z`.
    @inline(__always)
    package static func fold(_ byte: UInt8) -> UInt8 {
        byte &- 0x41 < 26 ? byte | 0x20 : byte
    }

    /// A hash of the folded bytes in a range. It only finds candidates; names are compared whole thereafter.
    package static func hash(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in range { hash = (hash ^ UInt64(fold(bytes[index]))) &* 0x0000_0100_0000_01B3 }
        return hash ^ (hash >> 29)
    }

    /// The same hash of a whole name.
    package static func hash(_ name: [UInt8]) -> UInt64 { hash(name.span, 0..<name.count) }

    /// Whether the bytes in a range, folded, are exactly `folded`.
    package static func isSame(_ bytes: Span<UInt8>, _ range: Range<Int>, as folded: [UInt8]) -> Bool {
        guard range.count == folded.count else { return false }
        var index = range.lowerBound
        for byte in folded {
            guard fold(bytes[index]) == byte else { return false }
            index &+= 1
        }
        return true
    }
}

/// Folded names and their numbers, found in time that does not grow with their count.
package struct NameIndex: Sendable {
    private var names: [[UInt8]] = []
    private var numbers: [Int] = []
    private var slots: [Int32] = [-1]
    private var mask = 0

    /// Indexes names, each with its number; of two that are the same the first is kept.
    package init(_ entries: [(name: String, number: Int)]) {
        var capacity = 2
        while capacity < entries.count * 2 { capacity *= 2 }
        slots = Array(repeating: -1, count: capacity)
        mask = capacity - 1
        for entry in entries { insert(entry.name.utf8.map(Name.fold), entry.number) }
    }

    private mutating func insert(_ name: [UInt8], _ number: Int) {
        let hash = Name.hash(name)
        guard find(hash, name.span, 0..<name.count) == nil else { return }
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] >= 0 { slot = (slot + 1) & mask }
        slots[slot] = Int32(truncatingIfNeeded: names.count)
        names.append(name)
        numbers.append(number)
    }

    /// The number of the name in a range whose hash is known.
    package func find(_ hash: UInt64, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] >= 0 {
            let candidate = Int(slots[slot])
            if Name.isSame(bytes, range, as: names[candidate]) { return numbers[candidate] }
            slot = (slot + 1) & mask
        }
        return nil
    }

    /// The number of a name.
    package func find(_ name: String) -> Int? {
        let bytes = Array(name.utf8)
        return find(Name.hash(bytes), bytes.span, 0..<bytes.count)
    }
}
