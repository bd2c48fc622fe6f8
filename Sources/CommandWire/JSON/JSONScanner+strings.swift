// SPDX-License-Identifier: Apache-2.0

extension JSONScanner {
    /// Past a text, from its opening quote.
    @inline(__always)
    mutating func string(_ bytes: Span<UInt8>) throws(JSONFault) -> JSONSpot {
        let start = position &+ 1
        var index = start
        while index &+ 8 <= end {
            let plain = ByteWord(whole: bytes, at: index).plainCount
            index &+= plain
            if plain < 8 { break }
        }
        guard index < end, bytes[index] == UInt8(ascii: "\"") else { return try anyString(bytes) }
        position = index &+ 1
        return JSONSpot(start: start, end: index, kind: .string)
    }

    /// The same for a text that is not plain, or ends with the bytes.
    private mutating func anyString(_ bytes: Span<UInt8>) throws(JSONFault) -> JSONSpot {
        position += 1
        let start = position
        var kind = JSONKind.string
        while position < end {
            var index = position
            while index &+ 8 <= end {
                let plain = ByteWord(whole: bytes, at: index).plainCount
                index &+= plain
                if plain < 8 { break }
            }
            position = index
            guard position < end else { break }
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") {
                let spot = JSONSpot(start: start, end: position, kind: kind)
                position += 1
                return spot
            }
            if byte == UInt8(ascii: "\\") {
                kind = .escapedString
                try escape(bytes)
            } else if byte >= 0x80 {
                position = try UTF8Check.past(bytes, position, end)
            } else {
                guard byte >= 0x20 else { throw fault(.syntax) }
                position &+= 1
            }
        }
        throw fault(.syntax)
    }

    /// Past an escape, from its backslash; a surrogate must be followed by its other half.
    private mutating func escape(_ bytes: Span<UInt8>) throws(JSONFault) {
        guard position + 1 < end else { throw fault(.syntax) }
        switch bytes[position + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            position += 2
        case UInt8(ascii: "u"):
            let unit = try unit(bytes)
            if unit == 0 { throw fault(.nul) }
            guard unit & 0xF800 == 0xD800 else { return }
            guard unit & 0x0400 == 0, position + 1 < end, bytes[position] == UInt8(ascii: "\\"),
                bytes[position + 1] == UInt8(ascii: "u")
            else { throw fault(.surrogate) }
            guard try self.unit(bytes) & 0xFC00 == 0xDC00 else { throw fault(.surrogate) }
        default:
            throw fault(.syntax)
        }
    }

    /// Past `\u` and four hexadecimal digits, giving the sixteen bits that they are.
    private mutating func unit(_ bytes: Span<UInt8>) throws(JSONFault) -> UInt16 {
        guard end - position >= 6, let unit = JSONString.unit(bytes, position + 2) else { throw fault(.syntax) }
        position += 6
        return unit
    }
}

/// Strict UTF-8, one scalar at a time.
package enum UTF8Check {
    /// The position past the scalar of two to four bytes that begins at `start`.
    ///
    /// - Throws: ``JSONFault`` with reason `encoding` for an overlong form, a surrogate, a value past U+10FFFF, a stray
    ///   or a missing continuation byte.
    /// - SeeAlso: The Unicode Standard, table 3-7
    package static func past(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) throws(JSONFault) -> Int {
        let first = bytes[start]
        var low: UInt8 = 0x80
        var high: UInt8 = 0xBF
        let length: Int
        switch first {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, low) = (3, 0xA0)
        case 0xED: (length, high) = (3, 0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, low) = (4, 0x90)
        case 0xF4: (length, high) = (4, 0x8F)
        case 0xF1...0xF3: length = 4
        default: throw JSONFault(reason: .encoding, offset: start)
        }
        guard end - start >= length, bytes[start + 1] >= low, bytes[start + 1] <= high else {
            throw JSONFault(reason: .encoding, offset: start)
        }
        for offset in 2..<max(2, length) where bytes[start + offset] & 0xC0 != 0x80 {
            throw JSONFault(reason: .encoding, offset: start)
        }
        return start + length
    }
}
