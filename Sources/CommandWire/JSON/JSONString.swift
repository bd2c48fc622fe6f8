// SPDX-License-Identifier: Apache-2.0

/// Texts as JSON writes them.
package enum JSONString {
    /// Appends a text's UTF-8 with its quotes, escaping what JSON must escape and nothing else.
    package static func append(_ text: Span<UInt8>, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        for index in 0..<text.count { append(byte: text[index], to: &output) }
        output.append(UInt8(ascii: "\""))
    }

    /// Appends a text with its quotes.
    package static func append(_ text: String, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        for byte in text.utf8 { append(byte: byte, to: &output) }
        output.append(UInt8(ascii: "\""))
    }

    @inline(__always)
    private static func append(byte: UInt8, to output: inout [UInt8]) {
        if byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
            output.append(byte)
        } else {
            appendEscape(byte, to: &output)
        }
    }

    private static func appendEscape(_ byte: UInt8, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): output.append(byte)
        case 0x0A: output.append(UInt8(ascii: "n"))
        case 0x0D: output.append(UInt8(ascii: "r"))
        case 0x09: output.append(UInt8(ascii: "t"))
        default:
            output.append(contentsOf: [UInt8(ascii: "u"), UInt8(ascii: "0"), UInt8(ascii: "0")])
            output.append(hexadecimal(byte >> 4))
            output.append(hexadecimal(byte & 15))
        }
    }

    /// A digit below 16.
    static func hexadecimal(_ digit: UInt8) -> UInt8 {
        digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
    }

    /// The bytes of a scanned text, its escapes resolved.
    package static func unescaped(_ bytes: Span<UInt8>, _ spot: JSONSpot) -> [UInt8] {
        spot.kind == .escapedString ? unescaped(bytes, spot.range) : copied(bytes, spot.range)
    }

    /// The bytes in a range of a buffer.
    package static func copied(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
            for index in 0..<range.count { buffer[index] = bytes[range.lowerBound + index] }
            count = range.count
        }
    }

    /// A scanned text as a string.
    package static func string(_ bytes: Span<UInt8>, _ spot: JSONSpot) -> String {
        if spot.kind == .escapedString { return String(decoding: unescaped(bytes, spot.range), as: UTF8.self) }
        return bytes.extracting(spot.range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }

    /// The bytes in a range, its escapes resolved. The scan has seen to it that they can be.
    package static func unescaped(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(range.count)
        var index = range.lowerBound
        while index < range.upperBound {
            guard bytes[index] == UInt8(ascii: "\\"), index + 1 < range.upperBound else {
                output.append(bytes[index])
                index += 1
                continue
            }
            index = appendResolved(bytes, index, range.upperBound, to: &output)
        }
        return output
    }

    /// Appends what the escape at `index` stands for, and gives the position past it.
    private static func appendResolved(_ bytes: Span<UInt8>, _ index: Int, _ end: Int, to output: inout [UInt8]) -> Int {
        switch bytes[index + 1] {
        case UInt8(ascii: "b"): output.append(0x08)
        case UInt8(ascii: "f"): output.append(0x0C)
        case UInt8(ascii: "n"): output.append(0x0A)
        case UInt8(ascii: "r"): output.append(0x0D)
        case UInt8(ascii: "t"): output.append(0x09)
        case UInt8(ascii: "u"): return appendScalar(bytes, index, end, to: &output)
        case let other: output.append(other)
        }
        return index + 2
    }

    private static func appendScalar(_ bytes: Span<UInt8>, _ index: Int, _ end: Int, to output: inout [UInt8]) -> Int {
        guard end - index >= 6, let high = unit(bytes, index + 2) else { return end }
        var value = UInt32(high)
        var length = 6
        if high & 0xFC00 == 0xD800, end - index >= 12, let low = unit(bytes, index + 8) {
            value = 0x10000 + (UInt32(high & 0x3FF) << 10 | UInt32(low & 0x3FF))
            length = 12
        }
        if let scalar = Unicode.Scalar(value) { output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter) }
        return index + length
    }

    /// Four hexadecimal digits as a number.
    static func unit(_ bytes: Span<UInt8>, _ start: Int) -> UInt16? {
        guard start + 4 <= bytes.count else { return nil }
        var unit: UInt16 = 0
        for index in start..<(start + 4) {
            guard let digit = digit(bytes[index]) else { return nil }
            unit = unit << 4 | UInt16(digit)
        }
        return unit
    }

    /// A hexadecimal digit's value.
    static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
