// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// How a file's texts are written as bytes.
enum TextEncoding: String, CaseIterable, ExpressibleByArgument {
    case utf8 = "utf-8"
    case utf16LittleEndian = "utf-16le"
    case utf16BigEndian = "utf-16be"
    case windows1252 = "windows-1252"

    /// What a byte order mark at a file's start says; nil where there is none.
    init?(mark bytes: some Collection<UInt8>) {
        guard let found = Self.allCases.first(where: { !$0.mark.isEmpty && bytes.starts(with: $0.mark) }) else { return nil }
        self = found
    }

    /// The bytes of a byte order mark; none where there is no such thing.
    var mark: [UInt8] {
        switch self {
        case .utf8: [0xEF, 0xBB, 0xBF]
        case .utf16LittleEndian: [0xFF, 0xFE]
        case .utf16BigEndian: [0xFE, 0xFF]
        case .windows1252: []
        }
    }

    /// As a person writes it.
    var name: String {
        switch self {
        case .utf8: "UTF-8"
        case .utf16LittleEndian, .utf16BigEndian: "UTF-16"
        case .windows1252: "Windows-1252"
        }
    }

    /// Whether the file's bytes have to be decoded before commas can be looked for in them.
    var isWide: Bool { self == .utf16LittleEndian || self == .utf16BigEndian }

    /// How many bytes of the file a byte stands for that ``UTF16Decoder`` gave, or that was read from the file itself.
    func width(of byte: UInt8) -> Int {
        guard isWide else { return 1 }
        return switch byte {
        case 0x80...0xBF: 0
        case 0xF0...0xF7: 4
        case UTF16Decoder.half: 1
        default: 2
        }
    }

    /// A field's text; nil where its bytes are none.
    func text(_ field: [UInt8]) -> String? {
        guard self == .windows1252 else { return String(validating: field, as: UTF8.self) }
        var scalars = String.UnicodeScalarView()
        for byte in field {
            guard let scalar = Self.scalar(byte) else { return nil }
            scalars.append(scalar)
        }
        return String(scalars)
    }

    /// A text's bytes. What Windows-1252 does not have becomes a question mark.
    func bytes(_ text: String) -> [UInt8] {
        switch self {
        case .utf8: Array(text.utf8)
        case .utf16LittleEndian: text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
        case .utf16BigEndian: text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)] }
        case .windows1252: text.unicodeScalars.map { Self.byte($0) ?? UInt8(ascii: "?") }
        }
    }

    // MARK: Windows-1252

    /// What the bytes from 0x80 to 0x9F stand for; 0 for those that stand for nothing.
    /// - SeeAlso: https://www.unicode.org/Public/MAPPINGS/VENDORS/MICSFT/WINDOWS/CP1252.TXT
    private static let high: [UInt32] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
        0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
    ]

    private static func scalar(_ byte: UInt8) -> Unicode.Scalar? {
        guard 0x80...0x9F ~= byte else { return Unicode.Scalar(byte) }
        let value = high[Int(byte) - 0x80]
        return value == 0 ? nil : Unicode.Scalar(value)
    }

    private static func byte(_ scalar: Unicode.Scalar) -> UInt8? {
        if let byte = UInt8(exactly: scalar.value), !(0x80...0x9F ~= byte) { return byte }
        return scalar.value == 0 ? nil : high.firstIndex(of: scalar.value).map { UInt8(0x80 + $0) }
    }
}

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
