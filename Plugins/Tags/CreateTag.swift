// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import CommandKit

/// `tag.create`: makes a tag for the caller's account.
struct CreateTag: Command {
    static let name: CommandName = "tag.create"
    struct Parameters: Decodable { var tag: String }
    struct Reply: Encodable { var tagID: Int }
    enum Failure: Int, FailureCode { case exists = 2 }

    let tags: TagStore

    func run(_ parameters: Parameters, in context: CommandContext) async throws -> Reply {
        let id = try await tags.insert(parameters.tag, owner: context.principal.accountID, until: context.deadline)
        guard let id else { throw Failure.exists }
        return Reply(tagID: id)
    }
}
