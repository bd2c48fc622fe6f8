// SPDX-License-Identifier: Apache-2.0

/// Eight bytes of a buffer as one word, the first in its lowest bits, so that they can be looked at together.
struct ByteWord {
    let bits: UInt64

    /// The bytes from `index` on; those at `end` and behind it count as 0.
    @inline(__always)
    init(_ bytes: Span<UInt8>, _ index: Int, _ end: Int) {
        if index <= bytes.count &- 8 {
            let word = Self.load(bytes, index)
            bits = end &- index >= 8 ? word : word & (1 << UInt64(truncatingIfNeeded: (end &- index) &* 8) &- 1)
        } else {
            bits = Self.rest(bytes, index, end)
        }
    }

    /// Eight bytes that are all there.
    @inline(__always)
    init(whole bytes: Span<UInt8>, at index: Int) { bits = Self.load(bytes, index) }

    @inline(__always)
    private static func load(_ bytes: Span<UInt8>, _ index: Int) -> UInt64 {
        UInt64(littleEndian: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
    }

    private static func rest(_ bytes: Span<UInt8>, _ index: Int, _ end: Int) -> UInt64 {
        var word: UInt64 = 0
        for position in stride(from: end - 1, through: index, by: -1) { word = word << 8 | UInt64(bytes[position]) }
        return word
    }

    /// With `A`…`Z` as `a`…`z`.
    @inline(__always)
    var folded: UInt64 {
        let low = bits & Self.each(0x7F)
        // In each byte's highest bit: at least `A`, not past `Z`, ASCII.
        let letters = (low &+ Self.each(0x80 - 0x41)) & ~(low &+ Self.each(0x80 - 0x5B)) & ~bits & Self.each(0x80)
        return bits | letters >> 2
    }

    /// How many of the first bytes are plain in a JSON text: ASCII, no control, no quote, no backslash.
    @inline(__always)
    var plainCount: Int {
        let quotes = Self.zeros(bits ^ Self.each(UInt8(ascii: "\"")))
        let backslashes = Self.zeros(bits ^ Self.each(UInt8(ascii: "\\")))
        let controls = (bits &- Self.each(0x20)) & ~bits
        let others = (quotes | backslashes | controls | bits) & Self.each(0x80)
        return others.trailingZeroBitCount >> 3
    }

    /// The highest bit of each byte that is 0; of bytes behind the first such byte it may be set too.
    @inline(__always)
    private static func zeros(_ word: UInt64) -> UInt64 { (word &- each(1)) & ~word }

    @inline(__always)
    private static func each(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }
}
