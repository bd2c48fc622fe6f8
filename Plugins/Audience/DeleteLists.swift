// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import CommandKit

/// `lists.delete`: deletes those of the lists that the caller's account has, with their subscribers, fields and segments; others are
/// passed over in silence.
struct DeleteLists: Command {
    static let name: CommandName = "lists.delete"
    struct Parameters: Decodable { var lists: [Int] }

    let lists: ListStore

    func run(_ parameters: Parameters, in context: CommandContext) async throws -> NoReply {
        try await lists.delete(parameters.lists, owner: context.principal.accountID, until: context.deadline)
        return NoReply()
    }
}
