// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// What each type takes, written down by hand: what is right, what is almost right, and what is of another kind.
///
/// Nothing here asks the code that binds calls, so that a fault in that code is not copied into what is expected of it.
/// - SeeAlso: docs/manifest.md, "A value"
enum TypeTable {
    /// One value.
    struct Entry {
        /// What it is, in words with hyphens.
        let label: String
        /// As it is sent.
        let json: String
        /// What a handler gets; nil where it is not of the type.
        let bound: ManifestValue?
        /// Whether it is wrong for the white space at its ends alone.
        let isPadded: Bool
    }

    private static func right(_ label: String, _ json: String, _ bound: ManifestValue) -> Entry {
        Entry(label: label, json: json, bound: bound, isPadded: false)
    }

    private static func wrong(_ label: String, _ json: String, isPadded: Bool = false) -> Entry {
        Entry(label: label, json: json, bound: nil, isPadded: isPadded)
    }

    private static func text(_ label: String, _ text: String, isPadded: Bool = false) -> Entry {
        wrong(label, ManifestValue.string(text).json, isPadded: isPadded)
    }

    private static func form(_ label: String, _ text: String, _ bound: String? = nil) -> Entry {
        right(label, ManifestValue.string(text).json, .string(bound ?? text))
    }

    /// The values of a type: first those that it takes.
    static func entries(_ kind: ValueDeclaration.Kind) -> [Entry] {
        switch kind {
        case .string: strings
        case .integer: integers + notIntegers
        case .id: ids + notIntegers
        case .idList: idLists
        case .number: numbers
        case .boolean: booleans
        case .date: dates + otherForms
        case .time: times + otherForms
        case .datetime: datetimes + otherForms
        case .timezone: timezones + otherForms
        case .url: urls + otherForms
        case .email: emails + otherForms
        case .object: objects
        case .array: arrays
        }
    }

    /// What is no text.
    private static let otherKinds = [
        wrong("number", "7"), wrong("fraction", "1.5"), wrong("boolean", "true"), wrong("array", "[]"), wrong("object", "{}"),
        wrong("array-of-text", "[\"a\"]"),
    ]

    /// What is no text, and what is none of a format.
    private static let otherForms = otherKinds + [text("empty", ""), text("space", " ")]

    private static let strings =
        otherKinds + [text("combining-marks-31", "a" + String(repeating: "\u{301}", count: 31))]

    // MARK: Numbers

    private static let integers = [
        right("integer", "7", .integer(7)), right("text-of-digits", "\"7\"", .integer(7)), right("zero", "0", .integer(0)),
        right("negative", "-3", .integer(-3)), right("text-negative", "\"-3\"", .integer(-3)),
        right("largest", "9223372036854775807", .integer(.max)), right("smallest", "-9223372036854775808", .integer(.min)),
    ]

    private static let ids = [
        right("integer", "7", .integer(7)), right("text-of-digits", "\"7\"", .integer(7)), right("one", "1", .integer(1)),
        right("largest", "9223372036854775807", .integer(.max)), wrong("zero", "0"), wrong("text-zero", "\"0\""), wrong("negative", "-3"),
        wrong("smallest", "-9223372036854775808"),
    ]

    private static let notIntegers = [
        wrong("decimal-point", "1.0"), wrong("exponent", "1e3"), wrong("fraction", "1.5"), wrong("two-to-the-63", "9223372036854775808"),
        wrong("below-64-bits", "-9223372036854775809"), wrong("boolean", "true"), wrong("false", "false"), wrong("array", "[]"),
        wrong("array-of-one", "[1]"), wrong("object", "{}"), text("text", "abc"), text("digits-then-letters", "12abc"),
        text("text-two-to-the-63", "9223372036854775808"), text("text-decimal-point", "1.0"), text("text-exponent", "1e3"),
        text("plus", "+7"), text("space-before", " 7", isPadded: true), text("space-after", "7 ", isPadded: true),
        text("hexadecimal", "0x10"),
        text("arabic-digits", "\u{661}\u{662}"), text("fullwidth-digits", "\u{FF11}\u{FF12}"), text("minus-alone", "-"),
        text("injection", "1 OR 1=1"), text("thousands", "1,000"), text("minus-sign", "\u{2212}7"), text("empty", ""), text("space", " "),
    ]

    private static let numbers = [
        right("fraction", "1.5", .number(1.5)), right("integer", "7", .number(7)), right("text", "\"2.5\"", .number(2.5)),
        right("exponent", "1e2", .number(100)), right("negative", "-0.5", .number(-0.5)), wrong("boolean", "true"), wrong("array", "[]"),
        wrong("object", "{}"), wrong("too-large", "1e400"), text("text-of-letters", "abc"), text("text-too-large", "1e400"),
        text("nan", "NaN"),
        text("infinity", "Infinity"), text("comma", "1,5"), text("plus", "+1"), text("bare-dot", ".5"), text("dot-at-end", "1."),
        text("arabic-digits", "\u{661}"), text("hexadecimal", "0x1p3"), text("space-before", " 1", isPadded: true),
        text("digits-then-letters", "12abc"), text("empty", ""), text("space", " "),
    ]

    private static let idLists = [
        right("integer", "15", .array([.integer(15)])), right("text", "\"15,16\"", .array([.integer(15), .integer(16)])),
        right("array", "[15,16]", .array([.integer(15), .integer(16)])),
        right("array-of-text", "[\"15\",16]", .array([.integer(15), .integer(16)])),
        right("spaces-at-commas", "\"15 , 16\"", .array([.integer(15), .integer(16)])),
        right("twice", "\"15,15\"", .array([.integer(15)])), right("empty-item", "\"15,,16\"", .array([.integer(15), .integer(16)])),
        right("empty", "\"\"", .array([])), right("comma-alone", "\",\"", .array([])),
        wrong("boolean", "true"), wrong("object", "{}"), wrong("fraction", "1.5"), wrong("zero", "0"), wrong("negative", "-1"),
        wrong("array-in-array", "[[1]]"), wrong("array-with-null", "[null]"), wrong("array-with-boolean", "[true]"),
        wrong("array-with-zero", "[15,0]"),
        wrong("array-with-decimal-point", "[1.0]"), wrong("array-with-two-to-the-63", "[9223372036854775808]"), text("letters", "abc"),
        text("one-wrong-item", "15,x"), text("semicolon", "15;16"), text("text-zero", "15,0"), text("injection", "1 OR 1=1"),
        text("arabic-digits", "\u{661}"), text("decimal-point", "1.0"),
        right("json-in-text", "\"[15,16]\"", .array([.integer(15), .integer(16)])), text("json-in-text-cut", "[15"),
        text("json-object-in-text", "{}"),
    ]

    // MARK: Booleans

    private static let booleans =
        ["true", "1"].map { right("json-" + $0, $0, .boolean(true)) } + ["false", "0"].map { right("json-" + $0, $0, .boolean(false)) }
        + ["1", "true", "YES", "on"].map { right("text-" + $0.lowercased(), "\"\($0)\"", .boolean(true)) }
        + ["0", "False", "no", "OFF"].map { right("text-" + $0.lowercased(), "\"\($0)\"", .boolean(false)) }
        + [
            wrong("two", "2"), wrong("minus-one", "-1"), wrong("decimal-point", "1.0"), wrong("array", "[]"), wrong("object", "{}"),
            text("word", "maybe"), text("cut-short", "tru"), text("letter", "t"), text("space-before", " true", isPadded: true),
            text("more", "true!"), text("look-alike", "tru\u{435}"), text("fullwidth", "\u{FF11}"), text("arabic-digits", "\u{661}"),
            text("empty", ""), text("space", " "),
        ]

    // MARK: Formats

    private static let dates = [
        form("date", "2026-03-01"), form("leap-day", "2024-02-29"), form("leap-day-of-a-century", "2000-02-29"),
        text("february-30", "2026-02-30"),
        text("february-29-of-no-leap-year", "2025-02-29"), text("february-29-of-1900", "1900-02-29"), text("april-31", "2026-04-31"),
        text("month-13", "2026-13-01"), text("month-0", "2026-00-10"), text("day-0", "2026-01-00"), text("day-32", "2026-01-32"),
        text("year-0", "0000-01-01"), text("one-digit", "2026-1-1"), text("slashes", "01/02/2026"), text("no-hyphens", "20260301"),
        text("with-time", "2026-03-01T00:00:00"), text("words", "tomorrow"), text("arabic-digits", "\u{662}026-03-01"),
        text("space-after", "2026-03-01 ", isPadded: true), text("en-dashes", "2026\u{2013}03\u{2013}01"),
    ]

    private static let times = [
        form("time", "12:30:00"), form("no-seconds", "12:30", "12:30:00"), form("last", "23:59:59"), form("first", "00:00:00"),
        text("24-hours", "24:00:00"), text("minute-60", "12:60:00"), text("second-60", "12:30:60"), text("one-digit", "1:30"),
        text("hyphens", "12-30-00"), text("pm", "12:30 PM"), text("no-colons", "123000"), text("zone", "12:30:00Z"),
        text("fraction-of-second", "12:30:00.5"),
        text("words", "noon"), text("arabic-digits", "\u{661}2:30:00"), text("space-before", " 12:30:00", isPadded: true),
    ]

    private static let datetimes = [
        form("datetime", "2026-03-01 12:30:00"), form("with-t", "2026-03-01T12:30:00", "2026-03-01 12:30:00"),
        form("with-z", "2026-03-01T12:30:00Z", "2026-03-01 12:30:00"), text("date-alone", "2026-03-01"),
        text("february-30", "2026-02-30 12:30:00"),
        text("24-hours", "2026-03-01 24:00:00"), text("second-60", "2026-03-01 12:30:60"), text("offset", "2026-03-01T12:30:00+02:00"),
        text("no-seconds", "2026-03-01 12:30"), text("small-t", "2026-03-01t12:30:00"), text("unix-time", "1772368200"),
        text("words", "now"),
        text("space-after", "2026-03-01 12:30:00 ", isPadded: true),
    ]

    private static let timezones = [
        form("zone", "America/New_York"), form("utc", "UTC"), form("label", "(GMT-03:00) Brasilia"), text("unknown", "Mars/Olympus"),
        text("another-case", "america/new_york"), text("misspelt", "America/NewYork"), text("offset", "+03:00"),
        text("abbreviated", "GMT+25"),
        form("label-beyond-ascii", "(GMT-03:00) Bras\u{ED}lia"),
        text("label-of-66-bytes", "(GMT-03:00) " + String(repeating: "\u{E9}", count: 33)),
        text("label-offset", "(GMT-25:00) Nowhere"), text("label-without-name", "(GMT-03:00)"), text("look-alike", "\u{415}urope/Rome"),
        text("space-after", "UTC ", isPadded: true), text("path", "../../etc/passwd"),
    ]

    private static let urls = [
        form("https", "https://example.com/a?b=c"), form("http", "http://example.com"), form("port", "https://example.com:8443/"),
        text("no-scheme", "example.com"), text("relative", "/a/b"), text("ftp", "ftp://example.com/a"),
        text("javascript", "javascript:alert(1)"),
        text("file", "file:///etc/passwd"), text("no-host", "https://"), text("path-without-host", "https:///path"),
        text("space-inside", "https://exa mple.com/"),
        text("line-break", "https://example.com/\n"), text("beyond-ascii", "https://ex\u{E4}mple.com/"), text("words", "not a url"),
        text("space-before", " https://example.com", isPadded: true),
    ]

    private static let emails = [
        form("email", "ann@example.com"), form("plus", "ann+list@mail.example.com"), text("no-at", "ann"), text("nothing-after-at", "ann@"),
        text("nothing-before-at", "@example.com"), text("two-at", "ann@@example.com"), text("no-dot", "ann@example"),
        text("space-inside", "a nn@example.com"),
        text("line-break-inside", "ann@example.com\nbcc:eve@example.com"), text("dot-at-start", ".ann@example.com"),
        text("empty-label", "ann@example..com"),
        form("beyond-ascii", "\u{E4}nn@ex\u{E4}mple.com"),
        text("before-at-66-bytes", String(repeating: "\u{E9}", count: 33) + "@example.com"),
        text("name-beside", "Ann <ann@example.com>"), text("two", "ann@example.com,bob@example.com"),
        text("zero-width", "a\u{200B}nn@example.com"),
        text("space-after", "ann@example.com ", isPadded: true),
    ]

    // MARK: Composites

    private static let objects = [
        wrong("number", "7"), wrong("boolean", "true"), wrong("array-of-one", "[1]"), text("text", "abc"), text("cut-short", "{\"a\":"),
        text("comma-at-end-in-text", "{\"a\":1,}"),
        text("array-in-text", "[1]"), text("number-in-text", "7"),
    ]

    private static let arrays = [
        wrong("number", "7"), wrong("boolean", "true"), wrong("object-with-member", "{\"a\":1}"), text("text", "abc"),
        text("cut-short", "[1,"), text("comma-at-end-in-text", "[1,]"),
        text("object-in-text", "{\"a\":1}"), text("number-in-text", "7"),
    ]
}
