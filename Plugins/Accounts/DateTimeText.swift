// SPDX-License-Identifier: Apache-2.0

import CommandKit
import Foundation

/// Moments as parameters and replies have them: `2027-01-31 12:00:00`, in UTC.
enum DateTimeText {
    /// The moment, or nil where the text is not of this form.
    static func timestamp(_ text: String) -> Timestamp? {
        guard let date = try? Date(text.replacing(" ", with: "T") + "Z", strategy: .iso8601) else { return nil }
        return Int64(exactly: date.timeIntervalSince1970.rounded(.down)).map { Timestamp(milliseconds: 0).adding(seconds: $0) }
    }

    /// The text of a moment, to the second.
    static func text(_ moment: Timestamp) -> String {
        let date = Date(timeIntervalSince1970: (Double(moment.milliseconds) / 1000).rounded(.down))
        return date.formatted(
            .iso8601.year().month().day().dateTimeSeparator(.space).time(includingFractionalSeconds: false))
    }
}
