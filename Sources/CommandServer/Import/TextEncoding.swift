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
