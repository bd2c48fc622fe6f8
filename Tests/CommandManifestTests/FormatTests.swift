// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import CommandManifest

@Suite("Format")
struct FormatTests {
    @Test(
        "Takes whole numbers in ASCII digits within 64 bits",
        arguments: [
            ("0", 0), ("-0", 0), ("7", 7), ("007", 7), ("-12", -12), ("9223372036854775807", Int.max), ("-9223372036854775808", Int.min),
            ("00000000000000000000000000000000000000001", 1),
        ])
    func integers(text: String, value: Int) { #expect(Format.integer(Array(text.utf8).span) == value) }

    @Test(
        "Refuses other whole numbers",
        arguments: [
            "", "-", "--1", "+1", " 1", "1 ", "1\n", "1_000", "1,000", "1.0", "1e3", "0x10", "12abc", "٣", "１", "½", "9223372036854775808",
            "-9223372036854775809", "99999999999999999999999999", "1\u{0}", "1-", "−1",
        ])
    func noIntegers(text: String) { #expect(Format.integer(Array(text.utf8).span) == nil) }

    @Test(
        "Takes finite numbers in JSON's grammar",
        arguments: [
            ("0", 0), ("-0", 0), ("1", 1), ("-1.5", -1.5), ("0.1", 0.1), ("1e3", 1000), ("1E+3", 1000), ("1.5e-1", 0.15), ("0e0", 0),
            ("9007199254740993", 9_007_199_254_740_992), ("1e308", 1e308), ("1e-400", 0),
        ])
    func numbers(text: String, value: Double) { #expect(Format.number(text) == value) }

    @Test(
        "Refuses other numbers",
        arguments: [
            "", "-", "+1", ".5", "-.5", "5.", "1.e5", "-1.e5", "01", "-01", "00", "1e", "1e+", "e5", "1e400", "-1e400", "inf", "nan",
            "Infinity",
            "0x1p3", "1 ", " 1", "1_0", "1,5", "1.2.3", "--1", "1e5.5", "٣", "1\u{0}",
        ])
    func noNumbers(text: String) { #expect(Format.number(text) == nil) }

    @Test("Takes the words for yes", arguments: ["1", "true", "TRUE", "True", "yes", "YES", "on", "On"])
    func yes(text: String) { #expect(Format.boolean(text) == true) }

    @Test("Takes the words for no", arguments: ["0", "false", "FALSE", "no", "No", "off", "OFF"])
    func no(text: String) { #expect(Format.boolean(text) == false) }

    @Test("Refuses other words", arguments: ["", "2", "-1", "00", "01", "y", "n", "t", "truely", " true", "true ", "oｎ", "null", "1.0"])
    func noBoolean(text: String) { #expect(Format.boolean(text) == nil) }

    @Test("Takes days that exist", arguments: ["2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31", "2025-04-30", "1900-02-28"])
    func dates(text: String) { #expect(Format.date(text) == text) }

    @Test(
        "Refuses other days",
        arguments: [
            "", "2024-02-30", "2023-02-29", "1900-02-29", "2025-04-31", "0000-00-00", "0000-01-01", "2024-00-10", "2024-13-01",
            "2024-01-00",
            "2024-01-32", "2024-1-1", "24-01-01", "2024/01/01", "2024-01-01 ", " 2024-01-01", "2024-01-01Z", "-024-01-01", "20240101",
            "٢٠٢٤-٠١-٠١",
            "2024-01-0a", "2024-01-+1", "01-01-2024", "2024-01-01T00:00:00", "2024‐01‐01",
        ])
    func noDates(text: String) { #expect(Format.date(text) == nil) }

    @Test(
        "Gives times with their seconds",
        arguments: [("00:00", "00:00:00"), ("12:30", "12:30:00"), ("23:59:59", "23:59:59"), ("00:00:00", "00:00:00")])
    func times(text: String, form: String) { #expect(Format.time(text) == form) }

    @Test(
        "Refuses other times",
        arguments: [
            "", "24:00:00", "24:00", "12:60", "12:30:60", "23:59:61", "1:30", "12:3", "12.30", "12:30:", "12-30", "12:30:4", "12:30Z",
            "12:30 PM",
            " 12:30", "12:30:45.5", "-1:30", "+1:30", "١٢:٣٠", "12:30:4a", "1230", "12:30.45",
        ])
    func noTimes(text: String) { #expect(Format.time(text) == nil) }

    @Test(
        "Gives dates with times in one form",
        arguments: ["2024-02-29 12:30:00", "2024-02-29T12:30:00", "2024-02-29T12:30:00Z"])
    func datetimes(text: String) { #expect(Format.datetime(text) == "2024-02-29 12:30:00") }

    @Test(
        "Refuses other dates with times",
        arguments: [
            "", "2024-02-29", "2023-02-29 12:30:00", "2024-02-29 24:00:00", "2024-02-29 12:30", "2024-02-29T12:30Z", "2024-02-29 12:30:00Z",
            "2024-02-29t12:30:00", "2024-02-29T12:30:00z", "2024-02-29T12:30:00+00:00", "2024-02-29T12:30:00.000Z", "2024-02-29  12:30:00",
            "2024-02-29_12:30:00", "2024-02-29 12:30:00 ", "2024-02-29TT2:30:00", "2024-02-29T12:30:00ZZ",
        ])
    func noDatetimes(text: String) { #expect(Format.datetime(text) == nil) }
}
