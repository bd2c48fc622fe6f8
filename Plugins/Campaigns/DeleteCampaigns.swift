// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import CommandKit

/// `campaigns.delete`: deletes those of the campaigns that the caller's account has, with those that send them again;
/// others are passed over in silence.
struct DeleteCampaigns: Command {
    static let name: CommandName = "campaigns.delete"
    struct Parameters: Decodable { var campaigns: [Int] }

    let campaigns: CampaignStore

    func run(_ parameters: Parameters, in context: CommandContext) async throws -> NoReply {
        try await campaigns.delete(parameters.campaigns, owner: context.principal.accountID, until: context.deadline)
        return NoReply()
    }
}
