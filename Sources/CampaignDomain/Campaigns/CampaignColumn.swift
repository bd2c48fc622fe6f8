// SPDX-License-Identifier: Apache-2.0

import CommandStorage

/// One stored field of a campaign: what callers call it, where it is, and what it is.
///
/// What a caller names, to sort by or to leave out, is looked up here and never put into a statement.
struct CampaignColumn: Sendable {
    /// How its value is shown.
    enum Kind: Sendable {
        case text, number, flag
        /// Milliseconds, shown as `2025-06-15 10:00:00` in UTC.
        case moment
        /// The ids of ``RecipientListsAndSegments``' lists, and the pairs of list and segment: read of that column.
        case lists, segments
        /// What splittest.create made, or false: it stands in a table of its own.
        case splitTest
    }

    /// Its name in requests and replies.
    let name: String
    /// The expression that reads it, of a row of `campaigns c`.
    let sql: SQL
    /// The expression that it is sorted by.
    let order: SQL
    let kind: Kind
    /// Whether it is counted from events.
    let isStatistic: Bool

    /// Whether it is read of the text that says who gets the campaign.
    var isOfLists: Bool { kind == .lists || kind == .segments }

    private init(_ name: String, _ sql: SQL, _ kind: Kind = .text, order: SQL? = nil, isStatistic: Bool = false) {
        self.name = name
        self.sql = sql
        self.kind = kind
        self.order = order ?? sql
        self.isStatistic = isStatistic
    }

    private static func total(_ name: String, _ kind: CampaignEvent.Count, unique: Bool = false) -> CampaignColumn {
        let column: SQL = unique ? "uniques" : "total"
        return CampaignColumn(
            name,
            """
            COALESCE((SELECT t.\(column) FROM campaign_totals t
            WHERE t.campaign_id = c.campaign_id AND t.kind = \(kind.rawValue)), 0)
            """, .number, isStatistic: true)
    }

    /// All of them, in the order in which they are shown.
    static let all: [CampaignColumn] = [
        CampaignColumn("CampaignID", "c.campaign_id", .number),
        CampaignColumn("CampaignName", "c.name", order: "c.name_folded"),
        CampaignColumn("CampaignStatus", "c.status"),
        CampaignColumn("SendDate", "c.send_date"),
        total("TotalRecipients", .recipient),
        total("TotalSent", .sent),
        total("TotalOpens", .open),
        total("UniqueOpens", .open, unique: true),
        total("TotalClicks", .click),
        total("UniqueClicks", .click, unique: true),
        CampaignColumn("RelOwnerUserID", "c.owner_id", .number),
        CampaignColumn("CampaignStatusReason", "c.status_reason"),
        CampaignColumn("RelEmailID", "c.email_id", .number),
        CampaignColumn("ScheduleType", "c.schedule_type"),
        CampaignColumn("SendTime", "c.send_time"),
        CampaignColumn("SendTimeZone", "c.send_time_zone"),
        CampaignColumn("ScheduleRecDaysOfWeek", "c.days_of_week"),
        CampaignColumn("ScheduleRecDaysOfMonth", "c.days_of_month"),
        CampaignColumn("ScheduleRecMonths", "c.months"),
        CampaignColumn("ScheduleRecHours", "c.hours"),
        CampaignColumn("ScheduleRecMinutes", "c.minutes"),
        CampaignColumn("ScheduleRecSendMaxInstance", "c.max_instances", .number),
        CampaignColumn("ScheduleRecSentInstances", "c.sent_instances", .number),
        CampaignColumn("SendProcessStartedOn", "c.started_at", .moment),
        CampaignColumn("SendProcessFinishedOn", "c.finished_at", .moment),
        total("TotalFailed", .failed),
        total("TotalForwards", .forward),
        total("UniqueForwards", .forward, unique: true),
        total("TotalViewsOnBrowser", .browserView),
        total("UniqueViewsOnBrowser", .browserView, unique: true),
        total("TotalUnsubscriptions", .unsubscription),
        total("TotalHardBounces", .hardBounce),
        total("TotalSoftBounces", .softBounce),
        CampaignColumn("ApprovalUserExplanation", "c.approval_explanation"),
        CampaignColumn("GoogleAnalyticsDomains", "c.analytics_domains"),
        CampaignColumn("PublishOnRSS", "c.publish_on_rss"),
        CampaignColumn("CreateDateTime", "c.created_at", .moment),
        CampaignColumn("LastActivityDateTime", "c.last_activity_at", .moment),
        CampaignColumn("RecipientListsAndSegments", CampaignAudience.column("lists")),
        CampaignColumn("RecipientLists", "NULL", .lists, order: "c.name_folded"),
        CampaignColumn("RecipientSegments", "NULL", .segments, order: "c.name_folded"),
        CampaignColumn("Exclude_RecipientListsAndSegments", CampaignAudience.column("excluded_lists")),
        CampaignColumn("RulesJsonBundle", CampaignAudience.column("rules")),
        CampaignColumn("OriginalCampaignID", "c.original_campaign_id", .number),
        CampaignColumn("AutoResendEnabled", "c.resend_enabled", .flag),
        CampaignColumn("AutoResendWaitDays", "c.resend_wait_days", .number),
        CampaignColumn("AutoResendSubject", "c.resend_subject"),
        CampaignColumn("AutoResendPreHeaderText", "c.resend_pre_header"),
        CampaignColumn("S2SEnabled", "c.s2s_enabled", .flag),
        CampaignColumn("SplitTest", "NULL", .splitTest, order: "c.name_folded"),
    ]

    /// The column that says who gets a campaign, of which others are read.
    static let listText = "RecipientListsAndSegments"

    /// The column of a name, in whatever case.
    static func named(_ name: String) -> CampaignColumn? { byName[name.lowercased()] }

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name.lowercased(), $0) })

    /// The list of a `SELECT`.
    static func list(_ columns: [CampaignColumn]) -> SQL {
        columns.dropFirst().reduce(into: columns.first?.sql ?? "1") { $0 += ", \($1.sql)" }
    }
}
