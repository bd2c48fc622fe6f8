// SPDX-License-Identifier: Apache-2.0
// Properties are spelled as on the wire, which Foundation needs.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

/// The parameters of campaign.update, all of them: bound by the router, and decoded by Foundation for comparison.
struct CampaignUpdate: Decodable, Sendable {
    struct ABTesting: Decodable, Sendable { var Variations: [Variation]? }
    struct Variation: Decodable, Sendable {
        var EmailID: Int
        var Weight: Int
    }

    var CampaignID: Int
    var CampaignName: String?
    var CampaignStatus: String?
    var CampaignStatusReason: String?
    var RelEmailID: Int?
    var ScheduleType: String?
    var SendDate: String?
    var SendTime: String?
    var SendTimeZone: String?
    var ScheduleRecDaysOfWeek: String?
    var ScheduleRecDaysOfMonth: String?
    var ScheduleRecMonths: String?
    var ScheduleRecHours: String?
    var ScheduleRecMinutes: String?
    var ScheduleRecSendMaxInstance: Int?
    var ApprovalUserExplanation: String?
    var GoogleAnalyticsDomains: String?
    var PublishOnRSS: String?
    var AutoResendEnabled: Bool?
    var AutoResendWaitDays: Int?
    var AutoResendSubject: String?
    var AutoResendPreHeaderText: String?
    var OriginalCampaignID: Int?
    var RecipientListsAndSegments: String?
    var Exclude_RecipientListsAndSegments: String?
    var RulesJsonBundle: String?
    var S2SEnabled: Bool?
    var ABTesting: ABTesting?
}
