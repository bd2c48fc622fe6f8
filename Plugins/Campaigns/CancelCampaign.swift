// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import CommandKit

/// `campaign.cancel`: makes a campaign a Draft again, without its schedule and split test.
struct CancelCampaign: Command {
    static let name: CommandName = "campaign.cancel"
    struct Parameters: Decodable { var campaignID: Int }
    enum Failure: Int, FailureCode { case notFound = 2, wrongStatus = 3 }

    let campaigns: CampaignStore

    func run(_ parameters: Parameters, in context: CommandContext) async throws -> NoReply {
        let outcome = try await campaigns.apply(
            .cancel, to: parameters.campaignID, owner: context.principal.accountID, at: context.now, until: context.deadline)
        switch outcome {
        case .done: return NoReply()
        case .unknownCampaign: throw Failure.notFound
        case .wrongStatus: throw Failure.wrongStatus
        }
    }
}
