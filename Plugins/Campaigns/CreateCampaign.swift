// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import CommandKit

/// `campaign.create`: makes a Draft for the caller's account.
struct CreateCampaign: Command {
    static let name: CommandName = "campaign.create"
    struct Parameters: Decodable { var campaignName: String }
    struct Reply: Encodable { var campaignID: Int }

    let campaigns: CampaignStore

    func run(_ parameters: Parameters, in context: CommandContext) async throws -> Reply {
        let id = try await campaigns.create(
            name: parameters.campaignName, owner: context.principal.accountID, at: context.now, until: context.deadline)
        return Reply(campaignID: id)
    }
}
