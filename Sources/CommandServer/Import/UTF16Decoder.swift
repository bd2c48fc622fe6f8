// SPDX-License-Identifier: Apache-2.0

/// Turns UTF-16 into UTF-8 as the bytes arrive, however they are cut.
///
/// What is wrong stays wrong: a lone surrogate becomes the three bytes that it would have, which no reader of UTF-8 takes, and half a
/// unit at the end becomes ``half``. So each byte of the result says how many bytes of the file it stands for.
struct UTF16Decoder {
    /// Stands for one byte at the end that is half a unit.
    static let half: UInt8 = 0xFF

    private let isBigEndian: Bool
    private var first: UInt8?
    private var high: UInt32?

    init(isBigEndian: Bool) { self.isBigEndian = isBigEndian }

    /// The UTF-8 of the bytes that follow.
    mutating func decode(_ bytes: some Collection<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        for byte in bytes {
            guard let first else {
                first = byte
                continue
            }
            self.first = nil
            let (upper, lower) = isBigEndian ? (first, byte) : (byte, first)
            take(UInt32(upper) << 8 | UInt32(lower), into: &result)
        }
        return result
    }

    /// What is left when there are no more bytes.
    mutating func end() -> [UInt8] {
        var result: [UInt8] = []
        if let high { append(high, to: &result) }
        if first != nil { result.append(Self.half) }
        (high, first) = (nil, nil)
        return result
    }

    private mutating func take(_ unit: UInt32, into result: inout [UInt8]) {
        if let high {
            self.high = nil
            if 0xDC00...0xDFFF ~= unit { return append(0x10000 + (high - 0xD800) << 10 + (unit - 0xDC00), to: &result) }
            append(high, to: &result)
        }
        if 0xD800...0xDBFF ~= unit { high = unit } else { append(unit, to: &result) }
    }

    private func append(_ value: UInt32, to result: inout [UInt8]) {
        let tail = { (shift: UInt32) in UInt8(0x80 | (value >> shift) & 0x3F) }
        switch value {
        case ..<0x80: result.append(UInt8(value))
        case ..<0x800: result += [UInt8(0xC0 | value >> 6), tail(0)]
        case ..<0x10000: result += [UInt8(0xE0 | value >> 12), tail(6), tail(0)]
        default: result += [UInt8(0xF0 | value >> 18), tail(12), tail(6), tail(0)]
        }
    }
}
