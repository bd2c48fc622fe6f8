// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import CommandKit

/// `tag.update`: gives a tag another name.
struct UpdateTag: Command {
    static let name: CommandName = "tag.update"
    struct Parameters: Decodable {
        var tagID: Int
        var tag: String
    }
    enum Failure: Int, FailureCode { case notFound = 5, exists = 6 }

    let tags: TagStore

    func run(_ parameters: Parameters, in context: CommandContext) async throws -> NoReply {
        let outcome = try await tags.rename(
            parameters.tagID, to: parameters.tag, owner: context.principal.accountID, until: context.deadline)
        switch outcome {
        case .renamed: return NoReply()
        case .unknownTag: throw Failure.notFound
        case .nameTaken: throw Failure.exists
        }
    }
}
