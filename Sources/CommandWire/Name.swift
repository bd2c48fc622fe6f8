// SPDX-License-Identifier: Apache-2.0

/// How names of commands and parameters are compared: as bytes, ignoring the case of ASCII letters.
package enum Name {
    /// A byte with `A`…`Z` as `a`…`z`.
    @inline(__always)
    package static func fold(_ byte: UInt8) -> UInt8 {
        byte &- 0x41 < 26 ? byte | 0x20 : byte
    }
}

/// A name to look for: what is compared of it first, made in one pass over its bytes, ignoring the case of ASCII letters.
package struct NameKey: Sendable {
    /// A hash of the name. It only finds candidates.
    package let hash: UInt64
    /// The first sixteen bytes, folded.
    fileprivate let first, second: UInt64

    /// The name in a range.
    @inline(__always)
    package init(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        var index = range.lowerBound
        first = ByteWord(bytes, index, range.upperBound).folded
        index &+= 8
        second = index < range.upperBound ? ByteWord(bytes, index, range.upperBound).folded : 0
        var hash = Self.mix(0xCBF2_9CE4_8422_2325 ^ UInt64(truncatingIfNeeded: range.count), first)
        hash = Self.mix(hash, second)
        index &+= 8
        while index < range.upperBound {
            hash = Self.mix(hash, ByteWord(bytes, index, range.upperBound).folded)
            index &+= 8
        }
        self.hash = hash
    }

    /// A whole name.
    package init(_ name: [UInt8]) { self.init(name.span, 0..<name.count) }

    @inline(__always)
    private static func mix(_ hash: UInt64, _ word: UInt64) -> UInt64 {
        let mixed = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
        return mixed ^ mixed >> 32
    }
}

/// A name to compare with, folded once.
package struct FoldedName: Sendable {
    private let count: Int
    private let key: NameKey
    /// What is behind the first sixteen bytes, as words of eight.
    private let rest: [UInt64]

    /// Folds a name.
    package init(_ name: String) {
        let bytes = Array(name.utf8)
        count = bytes.count
        key = NameKey(bytes)
        rest = stride(from: 16, to: bytes.count, by: 8).map { ByteWord(bytes.span, $0, bytes.count).folded }
    }

    /// Whether the bytes in a range, whose key is known, are this name, ignoring the case of ASCII letters.
    @inline(__always)
    package func isSame(_ other: NameKey, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        range.count == count && other.first == key.first && other.second == key.second
            && (count <= 16 || isRestSame(bytes, range))
    }

    private func isRestSame(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        rest.indices.allSatisfy { number in
            ByteWord(bytes, range.lowerBound + 16 + number * 8, range.upperBound).folded == rest[number]
        }
    }
}

/// Folded names and their numbers, found in time that does not grow with their count.
package struct NameIndex: Sendable {
    private var entries: [(name: FoldedName, number: Int)] = []
    private var slots: [Int32] = [-1]
    private var mask = 0

    /// Indexes names, each with its number; of two that are the same the first is kept.
    package init(_ entries: [(name: String, number: Int)]) {
        var capacity = 2
        while capacity < entries.count * 2 { capacity *= 2 }
        slots = Array(repeating: -1, count: capacity)
        mask = capacity - 1
        for entry in entries { insert(entry.name, entry.number) }
    }

    private mutating func insert(_ name: String, _ number: Int) {
        let bytes = Array(name.utf8)
        let key = NameKey(bytes)
        guard find(key, bytes.span, 0..<bytes.count) == nil else { return }
        var slot = Int(truncatingIfNeeded: key.hash) & mask
        while slots[slot] >= 0 { slot = (slot + 1) & mask }
        slots[slot] = Int32(truncatingIfNeeded: entries.count)
        entries.append((FoldedName(name), number))
    }

    /// The number of the name in a range whose key is known.
    package func find(_ key: NameKey, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        var slot = Int(truncatingIfNeeded: key.hash) & mask
        while slots[slot] >= 0 {
            let number = Int(slots[slot])
            if entries[number].name.isSame(key, bytes, range) { return entries[number].number }
            slot = (slot + 1) & mask
        }
        return nil
    }

    /// The number of a name.
    package func find(_ name: String) -> Int? {
        let bytes = Array(name.utf8)
        return find(NameKey(bytes), bytes.span, 0..<bytes.count)
    }
}
