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
        var tags: ReplyRows<Item>
    }

    let tags: TagStore

    func run(_ parameters: NoParameters, in context: CommandContext) async throws -> Reply {
        let owner = context.principal.accountID
        let (total, first) = try await tags.list(owner: owner, until: context.deadline)
        // Where the first ones are all, nothing more is asked for.
        guard total > first.count else { return Reply(totalTagCount: total, tags: ReplyRows(first.map(Reply.Item.init))) }
        return Reply(
            totalTagCount: total,
            tags: ReplyRows(first.map(Reply.Item.init)) { last in
                try await tags.list(after: last.tagID, owner: owner).map(Reply.Item.init)
            })
    }
}

extension GetTags.Reply.Item {
    fileprivate init(_ tag: Tag) { self.init(tagID: tag.id, tag: tag.name, relOwnerUserID: tag.ownerID) }
}
