// SPDX-License-Identifier: Apache-2.0

import CommandKit
import Testing

@testable import CampaignDomain

@Suite("Day text") struct DayTextTests {
    @Test(
        "Begins at midnight in UTC",
        arguments: [
            ("1970-01-01", 0), ("1970-01-02", 86_400_000), ("1969-12-31", -86_400_000), ("2000-02-29", 951_782_400_000),
            ("2025-06-15", 1_749_945_600_000), ("0000-01-01", -62_167_219_200_000), ("9999-12-31", 253_402_214_400_000),
            ("1600-01-01", -11_676_096_000_000), ("1900-03-01", -2_203_891_200_000), ("2024-12-31", 1_735_603_200_000),
        ] as [(String, Int64)])
    func start(day: String, milliseconds: Int64) {
        #expect(DayText.start(day) == milliseconds)
        #expect(Timestamp(milliseconds: milliseconds).day == day)
    }

    @Test(
        "Is nothing that is written otherwise, and no day that there is not",
        arguments: [
            "", "2025", "2025-06", "2025-6-15", "2025-06-1", "25-06-15", "2025-06-15 ", " 2025-06-15", "2025/06/15", "2025-06-15T00",
            "2025-13-01", "2025-00-01", "2025-01-00", "2025-01-32", "2025-02-29", "1900-02-29", "2100-02-29", "2025-04-31", "+025-01-01",
            "-025-01-01", "2025--1-01", "٢٠٢٥-٠١-٠١", "20250-1-01", "--------", "2025-06-15\n", "0x25-01-01", "2025-0é-1",
        ])
    func refused(text: String) { #expect(DayText.start(text) == nil) }

    @Test("Every day from 1600 to 2400 is the day after the one before, and comes back as it was") func roundTrip() throws {
        let lengths: [Int64] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        var expected = try #require(DayText.start("1600-01-01"))
        for year: Int64 in 1600...2400 {
            let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
            for month: Int64 in 1...12 {
                for day: Int64 in 1...(lengths[Int(month) - 1] + (month == 2 && isLeap ? 1 : 0)) {
                    let text = "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
                    guard DayText.start(text) == expected, Timestamp(milliseconds: expected).day == text,
                        Timestamp(milliseconds: expected + DayText.length - 1).day == text
                    else {
                        Issue.record("\(text)")
                        return
                    }
                    expected += DayText.length
                }
            }
        }
        #expect(DayText.start("2401-01-01") == expected)
    }

    @Test(
        "A moment is a day and a time, also before 1970",
        arguments: [
            (0, "1970-01-01 00:00:00"), (-1, "1969-12-31 23:59:59"), (-1000, "1969-12-31 23:59:59"), (-1001, "1969-12-31 23:59:58"),
            (-86_400_000, "1969-12-31 00:00:00"), (-86_400_001, "1969-12-30 23:59:59"), (999, "1970-01-01 00:00:00"),
            (86_399_999, "1970-01-01 23:59:59"), (1_750_000_000_123, "2025-06-15 15:06:40"), (-2_203_891_200_001, "1900-02-28 23:59:59"),
            (-62_167_219_200_000, "0000-01-01 00:00:00"), (-62_167_219_200_001, "0000-01-01 00:00:00"), (.min, "0000-01-01 00:00:00"),
            (253_402_300_799_999, "9999-12-31 23:59:59"), (253_402_300_800_000, "9999-12-31 23:59:59"), (.max, "9999-12-31 23:59:59"),
        ] as [(Int64, String)])
    func dateTime(milliseconds: Int64, text: String) { #expect(Timestamp(milliseconds: milliseconds).dateTime == text) }
}
