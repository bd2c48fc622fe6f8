// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import CommandKit

/// `campaign.recipients.get`: who gets a campaign that is not sent yet, or how many. An admin reads any account's.
struct GetRecipients: Command {
    static let name: CommandName = "campaign.recipients.get"
    struct Parameters: Decodable {
        var campaignID: Int
        var onlyTotal: Bool
    }
    struct Reply: Encodable {
        struct Item: Encodable {
            var subscriberID: Int
            var emailAddress: String
            var firstName: String
            var lastName: String
        }
        var campaignID: Int
        var totalRecipients: Int
        var recipients: [Item]?
    }
    enum Failure: Int, FailureCode { case notFound = 3, wrongStatus = 4, noCriteria = 5, unusableCriteria = 10 }
    /// What stands beside `wrongStatus`.
    struct Status: Encodable { var campaignStatus: String }

    let recipients: RecipientStore

    func run(_ parameters: Parameters, in context: CommandContext) async throws -> Reply {
        let answer = try await recipients.recipients(
            of: parameters.campaignID, owner: context.principal.accountToRead, onlyTotal: parameters.onlyTotal,
            until: context.deadline)
        switch answer {
        case .recipients(let total, let found):
            return Reply(campaignID: parameters.campaignID, totalRecipients: total, recipients: found?.map(Reply.Item.init))
        case .unknownCampaign: throw Failure.notFound
        case .wrongStatus(let status): throw Failure.wrongStatus.with(Status(campaignStatus: status))
        case .noCriteria: throw Failure.noCriteria
        case .unusableCriteria: throw Failure.unusableCriteria
        }
    }
}

extension GetRecipients.Reply.Item {
    fileprivate init(_ recipient: Recipient) {
        self.init(
            subscriberID: recipient.subscriberID, emailAddress: recipient.address, firstName: recipient.firstName,
            lastName: recipient.lastName)
    }
}
