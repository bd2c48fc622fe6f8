// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import CommandKit

/// `segment.delete`: deletes a segment of a list of the caller's account; one that is not there is passed over in silence.
struct DeleteSegment: Command {
    static let name: CommandName = "segment.delete"
    struct Parameters: Decodable { var segmentID: Int }

    let lists: ListStore

    func run(_ parameters: Parameters, in context: CommandContext) async throws -> NoReply {
        try await lists.deleteSegment(parameters.segmentID, owner: context.principal.accountID, until: context.deadline)
        return NoReply()
    }
}
