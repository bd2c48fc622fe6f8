// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import CommandKit

/// `campaign.get`: one campaign, with what the flags ask for. An admin reads any account's.
struct GetCampaign: Command {
    static let name: CommandName = "campaign.get"
    struct Parameters: Decodable {
        var campaignID: Int
        var retrieveStatistics: Bool
        var retrieveTags: Bool
        var splitABTestStatistics: Bool
        var retrieveRecipientDomains: Bool
    }
    struct Reply: Encodable {
        var campaign: CampaignRecord
        var campaignThroughput: CampaignThroughput?
    }
    enum Failure: Int, FailureCode { case notFound = 2 }

    let campaigns: CampaignStore

    func run(_ parameters: Parameters, in context: CommandContext) async throws -> Reply {
        let found = try await campaigns.read(
            parameters.campaignID, owner: context.principal.accountToRead, parameters.detail, at: context.now,
            until: context.deadline)
        guard let found else { throw Failure.notFound }
        return Reply(campaign: found.record, campaignThroughput: found.throughput)
    }
}

extension GetCampaign.Parameters {
    fileprivate var detail: CampaignDetail {
        var detail = CampaignDetail()
        detail.showsStatistics = retrieveStatistics
        detail.showsTags = retrieveTags
        detail.showsVariationCounts = splitABTestStatistics
        detail.showsDomains = retrieveRecipientDomains
        return detail
    }
}
