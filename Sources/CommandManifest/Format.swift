// SPDX-License-Identifier: Apache-2.0

/// The formats of texts that have a type of their own: what is valid, and the one form that a handler gets.
///
/// Shared by the binder, which checks calls, and by the manifest's own checks of defaults and examples.
/// - SeeAlso: docs/manifest.md, "A value"
package enum Format {
    /// A whole number in ASCII digits with an optional minus sign, within 64 bits; nothing else, no plus, no space.
    package static func integer(_ bytes: Span<UInt8>) -> Int? {
        let isNegative = bytes.count > 0 && bytes[0] == UInt8(ascii: "-")
        var index = isNegative ? 1 : 0
        guard index < bytes.count else { return nil }
        var value = 0
        while index < bytes.count {
            let digit = Int(bytes[index]) - 0x30
            guard digit >= 0, digit <= 9 else { return nil }
            let (product, overflows) = value.multipliedReportingOverflow(by: 10)
            let (sum, overflowsToo) =
                isNegative
                ? product.subtractingReportingOverflow(digit) : product.addingReportingOverflow(digit)
            guard !overflows, !overflowsToo else { return nil }
            value = sum
            index += 1
        }
        return value
    }

    /// A finite number in JSON's grammar.
    package static func number(_ text: String) -> Double? {
        let allowed = text.utf8.allSatisfy { $0 &- 0x30 < 10 || $0 == 0x2B || $0 == 0x2D || $0 == 0x2E || $0 | 0x20 == 0x65 }
        guard allowed, let first = text.utf8.first, first != 0x2B, first != 0x2E, text.utf8.last != 0x2E,
            !hasLeadingZero(text), !hasBareDot(text), let value = Double(text), value.isFinite
        else { return nil }
        return value
    }

    private static func hasLeadingZero(_ text: String) -> Bool {
        let digits = text.utf8.first == 0x2D ? text.utf8.dropFirst() : text.utf8[...]
        guard digits.first == 0x30, let second = digits.dropFirst().first else { return digits.first == 0x2E }
        return second &- 0x30 < 10
    }

    private static func hasBareDot(_ text: String) -> Bool {
        zip(text.utf8, text.utf8.dropFirst()).contains { $0 == 0x2E && $1 &- 0x30 >= 10 }
    }

    /// One of the words for yes and no, in any case.
    package static func boolean(_ text: String) -> Bool? {
        guard text.utf8.count <= 5 else { return nil }
        return switch String(decoding: text.utf8.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }, as: UTF8.self) {
        case "1", "true", "yes", "on": true
        case "0", "false", "no", "off": false
        default: nil
        }
    }

    /// `YYYY-MM-DD`, a day that exists in the Gregorian calendar.
    package static func date(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D, let year = digits(bytes[0..<4]),
            let month = digits(bytes[5..<7]), let day = digits(bytes[8..<10]), year >= 1, (1...12).contains(month),
            day >= 1, day <= days(year, month)
        else { return nil }
        return text
    }

    private static func days(_ year: Int, _ month: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }

    /// `HH:MM:SS` or `HH:MM`, as the former.
    package static func time(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        guard bytes.count == 8 || bytes.count == 5, bytes[2] == 0x3A, let hour = digits(bytes[0..<2]), hour < 24,
            let minute = digits(bytes[3..<5]), minute < 60
        else { return nil }
        guard bytes.count == 8 else { return text + ":00" }
        guard bytes[5] == 0x3A, let second = digits(bytes[6..<8]), second < 60 else { return nil }
        return text
    }

    /// `YYYY-MM-DD HH:MM:SS`, or with `T` between and an optional `Z`, as the former.
    package static func datetime(_ text: String) -> String? {
        var bytes = Array(text.utf8)
        guard bytes.count >= 19 else { return nil }
        if bytes.count == 20, bytes[10] == 0x54, bytes[19] == 0x5A { bytes.removeLast() }
        guard bytes.count == 19, bytes[10] == 0x20 || bytes[10] == 0x54,
            let date = date(String(decoding: bytes[..<10], as: UTF8.self)),
            let time = time(String(decoding: bytes[11...], as: UTF8.self))
        else { return nil }
        return date + " " + time
    }

    /// So many ASCII digits as a number.
    private static func digits(_ bytes: ArraySlice<UInt8>) -> Int? {
        var value = 0
        for byte in bytes {
            guard byte &- 0x30 < 10 else { return nil }
            value = value * 10 + Int(byte &- 0x30)
        }
        return value
    }
}
