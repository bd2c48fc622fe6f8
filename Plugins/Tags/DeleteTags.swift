// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import CommandKit

/// `tags.delete`: deletes those of the tags that the caller's account has; others are passed over in silence.
struct DeleteTags: Command {
    static let name: CommandName = "tags.delete"
    struct Parameters: Decodable { var tags: [Int] }

    let tags: TagStore

    func run(_ parameters: Parameters, in context: CommandContext) async throws -> NoReply {
        try await tags.delete(parameters.tags, owner: context.principal.accountID, until: context.deadline)
        return NoReply()
    }
}
