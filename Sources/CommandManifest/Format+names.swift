// SPDX-License-Identifier: Apache-2.0

import Foundation

extension Format {
    /// The most UTF-8 bytes of a URL.
    private static let longest = 8192
    /// The most UTF-8 bytes of any text that has a form of its own. A longer one is of no such type, and is not looked at.
    package static let longestForm = longest + 1024

    /// An IANA zone's name, or a label such as `(GMT-03:00) Brasilia`, as it came.
    package static func timezone(_ text: String) -> String? {
        // Texts are equal that are canonically equivalent, such as a Kelvin sign and a K: only ASCII is compared.
        (text.utf8.allSatisfy { $0 < 0x80 } && zones.contains(text)) || isZoneLabel(Array(text.utf8)) ? text : nil
    }

    /// The names and links of the tz database.
    package static let zones = ZoneNames.all

    /// `(GMT±HH:MM) Name`, or `(GMT) Name`, with an offset that some zone has and a name of up to 64 bytes.
    private static func isZoneLabel(_ bytes: [UInt8]) -> Bool {
        guard bytes.starts(with: Array("(GMT".utf8)), let close = bytes.prefix(12).firstIndex(of: UInt8(ascii: ")")) else {
            return false
        }
        let name = bytes.dropFirst(close + 1)
        guard name.first == 0x20, name.contains(where: { $0 > 0x20 }), name.count <= 65, name.allSatisfy({ $0 >= 0x20 && $0 != 0x7F })
        else {
            return false
        }
        return isOffset(bytes[4..<close])
    }

    private static func isOffset(_ offset: ArraySlice<UInt8>) -> Bool {
        if offset.isEmpty { return true }
        let text = String(decoding: offset.dropFirst(), as: UTF8.self)
        guard offset.count == 6, let sign = offset.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
            time(text) != nil
        else { return false }
        return text <= "14:00" && ["00", "15", "30", "45"].contains(String(text.suffix(2)))
    }

    /// An absolute http or https URL with a host, in ASCII without spaces, as it came.
    package static func url(_ text: String) -> String? {
        guard text.utf8.count <= longest, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
            !text.utf8.contains(where: { "\"<>\\^`{|}".utf8.contains($0) }),
            let url = URLComponents(string: text, encodingInvalidCharacters: false), (0...65535).contains(url.port ?? 0),
            let scheme = url.scheme?.lowercased(), scheme == "http" || scheme == "https", let host = url.host, !host.isEmpty
        else { return nil }
        return text
    }

    /// An address with one `@`, something before it and a dotted domain after it, as it came.
    ///
    /// This is the form that browsers accept, not the whole of RFC 5322: no quoted parts, no comments. Letters beyond
    /// ASCII are accepted (RFC 6531).
    package static func email(_ text: String) -> String? {
        let parts = Array(text.utf8).split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard text.utf8.count <= 254, parts.count == 2, (1...64).contains(parts[0].count),
            !text.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F || "\"(),:;<>[\\]".utf8.contains($0) }),
            parts[0].first != UInt8(ascii: "."), parts[0].last != UInt8(ascii: "."), !hasInvisible(text)
        else { return nil }
        let labels = parts[1].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return labels.count >= 2 && labels.allSatisfy(isLabel) ? text : nil
    }

    /// Whether it has a scalar beyond ASCII that shows nothing: a space, a control, a mark of direction or width.
    private static func hasInvisible(_ text: String) -> Bool {
        text.unicodeScalars.contains { scalar in
            guard scalar.value >= 0x80 else { return false }
            switch scalar.properties.generalCategory {
            case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator: return true
            default: return false
            }
        }
    }

    private static func isLabel(_ label: ArraySlice<UInt8>) -> Bool {
        (1...63).contains(label.count) && label.first != UInt8(ascii: "-") && label.last != UInt8(ascii: "-")
            && label.allSatisfy { $0 >= 0x80 || $0 == UInt8(ascii: "-") || $0 &- 0x30 < 10 || ($0 | 0x20) &- 0x61 < 26 }
    }

    /// A text without Unicode white space at its ends.
    package static func trimmed(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[first...last])
    }

    /// Whether a reader sees nothing of a text: it is empty, or holds white space and zero-width scalars alone.
    package static func isBlank(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { $0.properties.isWhitespace || zeroWidth.contains($0) }
    }

    /// Scalars that are no white space and have no width: U+180E, the zero-width space, joiners and non-joiner, and the mark of
    /// the byte order.
    package static let zeroWidth: Set<Unicode.Scalar> = ["\u{180E}", "\u{200B}", "\u{200C}", "\u{200D}", "\u{2060}", "\u{FEFF}"]
}
