// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import CommandKit

/// `campaign.copy`: makes a Draft like a campaign of the caller's account.
struct CopyCampaign: Command {
    static let name: CommandName = "campaign.copy"
    struct Parameters: Decodable { var campaignID: Int }
    struct Reply: Encodable { var newCampaignID: Int }
    enum Failure: Int, FailureCode { case invalidSource = 1 }

    let campaigns: CampaignStore

    func run(_ parameters: Parameters, in context: CommandContext) async throws -> Reply {
        let copy = try await campaigns.copy(
            parameters.campaignID, owner: context.principal.accountID, at: context.now, until: context.deadline)
        guard let copy else { throw Failure.invalidSource }
        return Reply(newCampaignID: copy)
    }
}
