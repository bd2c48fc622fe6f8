// SPDX-License-Identifier: Apache-2.0

/// How an address must be written to get mail.
enum EmailAddress {
    /// Whether it has one `@`, something before it and a dotted domain after it, in the form that browsers accept;
    /// letters beyond ASCII may be in it (RFC 6531).
    static func isWritten(_ text: String) -> Bool {
        guard text.utf8.count <= 254, !text.unicodeScalars.contains(where: isForbidden) else { return false }
        let parts = Array(text.utf8).split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard parts.count == 2, (1...64).contains(parts[0].count), parts[0].first != UInt8(ascii: "."),
            parts[0].last != UInt8(ascii: ".")
        else { return false }
        let labels = parts[1].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return labels.count >= 2 && labels.allSatisfy(isLabel)
    }

    private static func isLabel(_ label: ArraySlice<UInt8>) -> Bool {
        (1...63).contains(label.count) && label.first != UInt8(ascii: "-") && label.last != UInt8(ascii: "-")
            && label.allSatisfy { $0 >= 0x80 || $0 == UInt8(ascii: "-") || $0 &- 0x30 < 10 || ($0 | 0x20) &- 0x61 < 26 }
    }

    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x80 { return scalar.value <= 0x20 || scalar.value == 0x7F || "\"(),:;<>[\\]".unicodeScalars.contains(scalar) }
        switch scalar.properties.generalCategory {
        case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator: return true
        default: return false
        }
    }
}
