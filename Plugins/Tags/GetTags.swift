// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import CommandKit

/// `tags.get`: all tags of the caller's account, the oldest first.
struct GetTags: Command {
    static let name: CommandName = "tags.get"
    struct Reply: Encodable {
        struct Item: Encodable {
            var tagID: Int
            var tag: String
            var relOwnerUserID: Int
        }
        var totalTagCount: Int
        var tags: [Item]
    }

    let tags: TagStore

    func run(_ parameters: NoParameters, in context: CommandContext) async throws -> Reply {
        let tags = try await tags.list(owner: context.principal.accountID, until: context.deadline)
        return Reply(
            totalTagCount: tags.count, tags: tags.map { Reply.Item(tagID: $0.id, tag: $0.name, relOwnerUserID: $0.ownerID) })
    }
}
