// SPDX-License-Identifier: Apache-2.0

import CommandKit

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The value of the `Date` field, made anew once a second.
struct DateField {
    private var second: Int64 = .min
    private var text = ""

    /// The time of day, such as `Sun, 06 Nov 1994 08:49:37 GMT`.
    ///
    /// - SeeAlso: RFC 9110, 5.6.7.
    mutating func value(at time: Timestamp) -> String {
        let now = time.milliseconds / 1000
        if now != second {
            second = now
            text = Self.format(now)
        }
        return text
    }

    private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    private static func format(_ second: Int64) -> String {
        var seconds = time_t(second)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        let day = days.indices.contains(Int(parts.tm_wday)) ? days[Int(parts.tm_wday)] : ""
        let month = months.indices.contains(Int(parts.tm_mon)) ? months[Int(parts.tm_mon)] : ""
        let clock = [parts.tm_hour, parts.tm_min, parts.tm_sec].map(twoDigits).joined(separator: ":")
        return "\(day), \(twoDigits(parts.tm_mday)) \(month) \(Int(parts.tm_year) &+ 1900) \(clock) GMT"
    }

    private static func twoDigits(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
