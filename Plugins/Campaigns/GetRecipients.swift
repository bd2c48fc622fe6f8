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
        var recipients: ReplyRows<Item>?
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
        case .recipients(let total, let list):
            return Reply(
                campaignID: parameters.campaignID, totalRecipients: total,
                recipients: list.map { rows($0, owner: context.principal.accountToRead) })
        case .unknownCampaign: throw Failure.notFound
        case .wrongStatus(let status): throw Failure.wrongStatus.with(Status(campaignStatus: status))
        case .noCriteria: throw Failure.noCriteria
        case .unusableCriteria: throw Failure.unusableCriteria
        }
    }

    private func rows(_ list: RecipientList, owner: Int?) -> ReplyRows<Reply.Item> {
        ReplyRows(list.first.map(Reply.Item.init), keys: list.rest, advice: "Send this call by itself, or ask for OnlyTotal") { pages in
            guard let page = pages.first else { return ([], 1) }
            return (try await recipients.read(page, owner: owner).map(Reply.Item.init), 1)
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
