// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import CommandKit

/// A day counted from the start of the demo's own, which is 0, in UTC: -730 is two years ago.
struct DemoDay: Comparable, Hashable {
    /// The first moment of day 0.
    let origin: Timestamp
    /// How many days after it; negative before.
    let offset: Int

    /// The day of a moment, as day 0.
    static func containing(_ now: Timestamp) -> DemoDay {
        let seconds = now.milliseconds / 1000
        let begin = now.adding(seconds: 0 &- seconds % secondsOfDay)
        return DemoDay(origin: Timestamp(milliseconds: begin.milliseconds / 1000 * 1000), offset: 0)
    }

    /// The day so many days after day 0.
    func day(_ offset: Int) -> DemoDay { DemoDay(origin: origin, offset: offset) }

    /// A moment of the day, by hours and seconds after its begin.
    func at(hour: Int, second: Int = 0) -> Timestamp {
        origin.adding(seconds: Int64(offset) &* Self.secondsOfDay &+ Int64(hour) &* 3600 &+ Int64(second))
    }

    /// As `2025-06-15`.
    var text: String { String(at(hour: 0).dateTime.prefix(10)) }

    /// The month and the year, as `June 2025`.
    var month: String {
        let parts = text.split(separator: "-")
        guard parts.count == 3, let number = Int(parts[1]), (1...12).contains(number) else { return text }
        return "\(Self.months[number - 1]) \(parts[0])"
    }

    static func < (left: Self, right: Self) -> Bool { left.offset < right.offset }

    private static let secondsOfDay: Int64 = 86_400
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ]
}
