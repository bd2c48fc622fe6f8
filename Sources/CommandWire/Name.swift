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
        var hash = 0xCBF2_9CE4_8422_2325 ^ UInt64(truncatingIfNeeded: range.count)
        var index = range.lowerBound
        while index < range.upperBound {
            let word = ByteWord(bytes, index, range.upperBound)
            hash = (hash ^ word.folded) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 32
            index &+= 8
        }
        return hash
    }

    /// The same hash of a whole name.
    package static func hash(_ name: [UInt8]) -> UInt64 { hash(name.span, 0..<name.count) }
}

/// A name to compare with, folded once, as words of eight bytes.
package struct FoldedName: Sendable {
    private let count: Int
    private let words: [UInt64]

    /// Folds a name.
    package init(_ name: String) {
        let bytes = Array(name.utf8)
        count = bytes.count
        words = stride(from: 0, to: bytes.count, by: 8).map { ByteWord(bytes.span, $0, bytes.count).folded }
    }

    /// Whether the bytes in a range are this name, ignoring the case of ASCII letters.
    package func isSame(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        range.count == count && Self.isSame(bytes, range, words.span, 0)
    }

    /// Whether the bytes in a range, folded, are the words from `start` on.
    @inline(__always)
    fileprivate static func isSame(_ bytes: Span<UInt8>, _ range: Range<Int>, _ words: Span<UInt64>, _ start: Int) -> Bool {
        var index = range.lowerBound
        var word = start
        while index < range.upperBound {
            guard ByteWord(bytes, index, range.upperBound).folded == words[word] else { return false }
            index &+= 8
            word &+= 1
        }
        return true
    }
}

/// Folded names and their numbers, found in time that does not grow with their count.
package struct NameIndex: Sendable {
    private struct Entry {
        let count: Int
        /// Where its words begin.
        let start: Int
        let number: Int
    }

    private var entries: [Entry] = []
    /// The words of all names, one name after the other.
    private var words: [UInt64] = []
    private var slots: [Int32] = [-1]
    private var mask = 0

    /// Indexes names, each with its number; of two that are the same the first is kept.
    package init(_ entries: [(name: String, number: Int)]) {
        var capacity = 2
        while capacity < entries.count * 2 { capacity *= 2 }
        slots = Array(repeating: -1, count: capacity)
        mask = capacity - 1
        for entry in entries { insert(Array(entry.name.utf8), entry.number) }
    }

    private mutating func insert(_ name: [UInt8], _ number: Int) {
        let hash = Name.hash(name)
        guard find(hash, name.span, 0..<name.count) == nil else { return }
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] >= 0 { slot = (slot + 1) & mask }
        slots[slot] = Int32(truncatingIfNeeded: entries.count)
        entries.append(Entry(count: name.count, start: words.count, number: number))
        words += stride(from: 0, to: name.count, by: 8).map { ByteWord(name.span, $0, name.count).folded }
    }

    /// The number of the name in a range whose hash is known.
    package func find(_ hash: UInt64, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] >= 0 {
            let entry = entries[Int(slots[slot])]
            if entry.count == range.count, FoldedName.isSame(bytes, range, words.span, entry.start) { return entry.number }
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
