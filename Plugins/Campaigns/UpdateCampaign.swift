// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import CommandKit

/// `campaign.update`: sets what is given, all or nothing. A mailer drives a campaign's state with it.
struct UpdateCampaign: Command {
    static let name: CommandName = "campaign.update"
    // swift-format-ignore: AlwaysUseLowerCamelCase
    struct Parameters: Decodable {
        var campaignID: Int
        var campaignName, campaignStatusReason: String?
        var campaignStatus: Campaign.Status?
        var relEmailID: Int?
        var scheduleType: Campaign.ScheduleType?
        var sendDate, sendTime, sendTimeZone: String?
        var scheduleRecDaysOfWeek, scheduleRecDaysOfMonth, scheduleRecMonths, scheduleRecHours, scheduleRecMinutes: String?
        var scheduleRecSendMaxInstance: Int?
        var approvalUserExplanation, googleAnalyticsDomains, publishOnRSS: String?
        var autoResendEnabled: Bool?
        var autoResendWaitDays: Int?
        var autoResendSubject, autoResendPreHeaderText: String?
        var originalCampaignID: Int?
        var recipientListsAndSegments, exclude_RecipientListsAndSegments, rulesJsonBundle: String?
        var s2sEnabled: Bool?
        var abTesting: ABTesting?
    }
    /// Without variations where it was given empty, which switches the test off.
    struct ABTesting: Decodable {
        struct Item: Decodable {
            var emailID: Int
            var weight: Int
        }
        var variations: [Item]?
    }
    enum Failure: Int, FailureCode { case notFound = 2, unknownEmail = 4, unknownVariation = 19, shareTooSmall = 25 }

    let campaigns: CampaignStore

    func run(_ parameters: Parameters, in context: CommandContext) async throws -> NoReply {
        try parameters.checkRecipients()
        try parameters.checkDays()
        let outcome = try await campaigns.update(
            parameters.campaignID, parameters.change, owner: context.principal.accountID, at: context.now,
            until: context.deadline)
        switch outcome {
        case .done: return NoReply()
        case .unknownCampaign: throw Failure.notFound
        case .unknownEmail: throw Failure.unknownEmail
        case .unknownVariation: throw Failure.unknownVariation
        case .shareTooSmall: throw Failure.shareTooSmall
        case .neverDue: throw parameters.neverDue
        case .unknownOriginal:
            throw InvalidParameter("OriginalCampaignID", reason: "must be another campaign of the account")
        }
    }
}
