// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import CommandKit

/// `tag.unassignfromcampaigns`: takes a tag from campaigns; those that do not have it are passed over in silence.
struct UnassignTag: Command {
    static let name: CommandName = "tag.unassignfromcampaigns"
    struct Parameters: Decodable {
        var tagID: Int
        var campaignIDs: [Int]
    }
    enum Failure: Int, FailureCode { case notFound = 3 }

    let tags: TagStore

    func run(_ parameters: Parameters, in context: CommandContext) async throws -> NoReply {
        let found = try await tags.unassign(
            parameters.tagID, from: parameters.campaignIDs, owner: context.principal.accountID, until: context.deadline)
        guard found else { throw Failure.notFound }
        return NoReply()
    }
}
