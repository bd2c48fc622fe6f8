// SPDX-License-Identifier: Apache-2.0

import CommandStorage

/// What campaign.update sets: a value for each field that is given, nothing for the others.
public struct CampaignChange: Sendable {
    /// A text that is set; an empty one is kept as it is.
    public var name, statusReason, sendDate, sendTime: String?
    /// The zone of its schedule. Where there is none yet, a Future or Recursive one is in ``defaultZone``.
    public var sendTimeZone: String?
    /// When a recursive schedule runs, as it was given; `0` is every day, month, hour or minute.
    public var daysOfWeek, daysOfMonth, months, hours, minutes: String?
    /// How many times a recursive schedule runs; 0 sets no limit.
    public var maxInstances: Int?
    /// The state, which may be any.
    public var status: Campaign.Status?
    /// When it is sent.
    public var scheduleType: Campaign.ScheduleType?
    /// The email that it sends, one of the account's. It ends an A/B test, unless one is set besides.
    public var emailID: Int?
    /// An A/B test, which takes the place of the one email; an empty list ends it.
    public var variations: [Variation]?
    /// More texts.
    public var approvalExplanation, analyticsDomains, publishOnRSS: String?
    /// Whether those who do not open it get it once more, when, and how it looks then.
    public var resends: Bool?
    /// How many days after the first they get it, at least 1.
    public var resendWaitDays: Int?
    /// Its subject line and the text before it then.
    public var resendSubject, resendPreHeader: String?
    /// The campaign that this one sends again, another of the account's.
    public var originalCampaignID: Int?
    /// Who gets it, as `ListID:SegmentID,…`, and who does not.
    public var lists, excludedLists: String?
    /// Who gets it, as a bundle of rules; where there is one it decides alone.
    public var rules: String?
    /// Whether server-to-server tracking is on.
    public var tracksServerToServer: Bool?

    /// A change of nothing.
    public init() {}

    /// The zone of a schedule that names none: accounts have no zone of their own.
    public static let defaultZone = "UTC"

    /// The columns that change, with their values.
    var assignments: [SQL] {
        texts.compactMap { column, value in value.map { "\(column) = \($0)" } }
            + numbers.compactMap { column, value in value.map { "\(column) = \($0)" } }
            + flags.compactMap { column, value in value.map { "\(column) = \($0)" } } + defaults
    }

    /// The columns of the campaign's choice of recipients that change, with their values.
    var audienceAssignments: [SQL] {
        let texts: [(SQL, String?)] = [("lists", lists), ("excluded_lists", excludedLists), ("rules", rules)]
        return texts.compactMap { column, value in value.map { "\(column) = \($0)" } }
    }

    private var texts: [(SQL, String?)] {
        [
            ("status_reason", statusReason), ("send_date", sendDate), ("send_time", sendTime),
            ("send_time_zone", sendTimeZone), ("days_of_week", daysOfWeek), ("days_of_month", daysOfMonth),
            ("months", months), ("hours", hours), ("minutes", minutes), ("status", status?.rawValue),
            ("schedule_type", scheduleType?.rawValue), ("approval_explanation", approvalExplanation),
            ("analytics_domains", analyticsDomains), ("publish_on_rss", publishOnRSS), ("resend_subject", resendSubject),
            ("resend_pre_header", resendPreHeader),
            ("name", name), ("name_folded", name.map { FoldedText($0).text }),
        ]
    }

    private var numbers: [(SQL, Int?)] {
        [
            ("max_instances", maxInstances), ("resend_wait_days", resendWaitDays),
            ("original_campaign_id", originalCampaignID), ("email_id", variations.map(\.isEmpty) == false ? 0 : emailID),
        ]
    }

    private var defaults: [SQL] {
        guard sendTimeZone == nil, scheduleType == .future || scheduleType == .recursive else { return [] }
        return ["send_time_zone = COALESCE(send_time_zone, \(Self.defaultZone))"]
    }

    private var flags: [(SQL, Bool?)] { [("resend_enabled", resends), ("s2s_enabled", tracksServerToServer)] }
}
