// SPDX-License-Identifier: Apache-2.0

/// The days on which a recursive schedule runs, as campaign.update was told them.
public struct RecurringDays: Sendable {
    private let isByWeekday: Bool
    private let days, months: [Int]

    /// Takes lists such as `1,15`. Nothing, `0` and `*` stand for all; a weekday that is named is a day beside those of the month.
    public init(ofWeek weekdays: String?, ofMonth days: String?, months: String?) {
        isByWeekday = !Self.numbers(weekdays).isEmpty
        self.days = Self.numbers(days)
        self.months = Self.numbers(months)
    }

    /// Whether some month has one of the days. February has 29.
    public var exist: Bool {
        guard !isByWeekday, !days.isEmpty, !months.isEmpty else { return true }
        return months.contains { month in
            let length = month == 2 ? 29 : [4, 6, 9, 11].contains(month) ? 30 : 31
            return days.contains { $0 <= length }
        }
    }

    /// The numbers of a list; none where it stands for all.
    private static func numbers(_ list: String?) -> [Int] {
        (list ?? "").split(separator: ",").compactMap { Int($0.filter { $0 != " " }) }.filter { $0 > 0 }
    }
}
