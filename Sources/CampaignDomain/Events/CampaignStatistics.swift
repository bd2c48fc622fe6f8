// SPDX-License-Identifier: Apache-2.0

import CommandKit

/// What became of a campaign: counts for each day, and how much of it came back.
struct CampaignStatistics: Sendable {
    /// By the name of the field that shows them.
    var days: [(field: String, counts: ReplyEntries<Int>)]
    /// Bounces in percent of what was sent; 0 where nothing was.
    var hardBounceRatio, softBounceRatio: Double

    func encode(into container: inout KeyedEncodingContainer<FieldName>) throws {
        for series in days { try container.encode(series.counts, forKey: FieldName(series.field)) }
        try container.encode(hardBounceRatio, forKey: FieldName("HardBounceRatio"))
        try container.encode(softBounceRatio, forKey: FieldName("SoftBounceRatio"))
    }
}

/// How fast a campaign is or was sent.
public struct CampaignThroughput: Encodable, Hashable, Sendable {
    /// Delivered emails for each second of the duration, to a tenth.
    public let emailsPerSecond: Double
    /// From the begin of sending to its end, or until now, in whole seconds.
    public let duration: Int

    /// Nil where sending has not begun.
    init?(sent: Int, started: Int64?, finished: Int64?, now: Timestamp) {
        guard let started else { return nil }
        let (milliseconds, overflows) = (finished ?? now.milliseconds).subtractingReportingOverflow(started)
        duration = overflows ? 0 : Int(max(0, milliseconds) / 1000)
        emailsPerSecond = (Double(sent) / Double(max(1, duration)) * 10).rounded() / 10
    }
}
