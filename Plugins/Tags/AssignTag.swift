// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import CommandKit

/// `tag.assigntocampaigns`: gives a tag to campaigns of the caller's account; others are passed over in silence.
struct AssignTag: Command {
    static let name: CommandName = "tag.assigntocampaigns"
    struct Parameters: Decodable {
        var tagID: Int
        var campaignIDs: [Int]
    }
    enum Failure: Int, FailureCode { case notFound = 3 }

    let tags: TagStore

    func run(_ parameters: Parameters, in context: CommandContext) async throws -> NoReply {
        let found = try await tags.assign(
            parameters.tagID, to: parameters.campaignIDs, owner: context.principal.accountID, until: context.deadline)
        guard found else { throw Failure.notFound }
        return NoReply()
    }
}
