// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import CommandKit

/// `campaign.resume`: lets a paused campaign be sent.
struct ResumeCampaign: Command {
    static let name: CommandName = "campaign.resume"
    struct Parameters: Decodable { var campaignID: Int }
    enum Failure: Int, FailureCode { case notFound = 2, wrongStatus = 3 }

    let campaigns: CampaignStore

    func run(_ parameters: Parameters, in context: CommandContext) async throws -> NoReply {
        let outcome = try await campaigns.apply(
            .resume, to: parameters.campaignID, owner: context.principal.accountID, at: context.now, until: context.deadline)
        switch outcome {
        case .done: return NoReply()
        case .unknownCampaign: throw Failure.notFound
        case .wrongStatus: throw Failure.wrongStatus
        }
    }
}
