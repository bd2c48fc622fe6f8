// SPDX-License-Identifier: Apache-2.0

public import CommandKit

/// Days and moments as texts, in UTC and the Gregorian calendar.
///
/// - SeeAlso: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil and civil_from_days
enum DayText {
    /// A day in milliseconds.
    static let length: Int64 = 86_400_000

    /// The first moment of a day `YYYY-MM-DD`, in milliseconds since 1970; nil where it is not written so.
    static func start(_ day: String) -> Int64? {
        let bytes = Array(day.utf8)
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"), let year = number(bytes[..<4]),
            let month = number(bytes[5..<7]), let day = number(bytes[8...])
        else { return nil }
        let days = days(year, month, day)
        // A day that its month does not have comes back as another.
        return 1...12 ~= month && civil(days) == (year, month, day) ? days * length : nil
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int64? {
        digits.reduce(Int64(0)) { number, digit in number.flatMap { digit &- 0x30 < 10 ? $0 * 10 + Int64(digit - 0x30) : nil } }
    }

    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        // Years begin in March here, so that a leap day is the last of its year.
        let year = month <= 2 ? year - 1 : year
        let era = (year >= 0 ? year : year - 399) / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// A moment `2025-06-15 10:00:00` in milliseconds since 1970; nil where it is not written so.
    static func moment(_ text: String) -> Int64? {
        let bytes = Array(text.utf8)
        guard bytes.count == 19, bytes[10] == UInt8(ascii: " "), bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let day = start(String(decoding: bytes[..<10], as: UTF8.self)), let hour = number(bytes[11..<13]), hour < 24,
            let minute = number(bytes[14..<16]), minute < 60, let second = number(bytes[17...]), second < 60
        else { return nil }
        return day + ((hour * 60 + minute) * 60 + second) * 1000
    }

    /// Year, month and day of a count of days since 1970.
    static func civil(_ days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    /// A number with zeros before it.
    static func padded(_ number: Int64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}

extension Timestamp {
    /// A moment by its text in UTC, `2025-06-15 10:00:00`; nil where it is not written so.
    public init?(dateTime text: String) {
        guard let milliseconds = DayText.moment(text) else { return nil }
        self.init(milliseconds: milliseconds)
    }

    /// The day, `2025-06-15`.
    var day: String {
        let (year, month, day) = DayText.civil(bounded.quotientRounded(by: DayText.length))
        return "\(DayText.padded(year, 4))-\(DayText.padded(month, 2))-\(DayText.padded(day, 2))"
    }

    /// The day and the time to the second, `2025-06-15 10:00:00`.
    public var dateTime: String {
        let seconds = (bounded - bounded.quotientRounded(by: DayText.length) * DayText.length) / 1000
        let parts = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { DayText.padded($0, 2) }
        return day + " " + parts.joined(separator: ":")
    }

    /// Within the years 0 to 9999, which texts can say.
    private var bounded: Int64 { min(max(milliseconds, -62_167_219_200_000), 253_402_300_799_999) }
}

extension Int64 {
    /// The quotient rounded down, where `/` rounds towards zero.
    fileprivate func quotientRounded(by divisor: Int64) -> Int64 {
        self >= 0 ? self / divisor : (self - divisor + 1) / divisor
    }
}
