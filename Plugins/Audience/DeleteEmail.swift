// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import CommandKit

/// `email.delete`: deletes an email of the caller's account that no campaign is yet to send; one that is not there is passed over
/// in silence.
struct DeleteEmail: Command {
    static let name: CommandName = "email.delete"
    struct Parameters: Decodable { var emailID: Int }
    enum Failure: Int, FailureCode { case isUsed = 2 }

    let emails: EmailStore

    func run(_ parameters: Parameters, in context: CommandContext) async throws -> NoReply {
        switch try await emails.delete(parameters.emailID, owner: context.principal.accountID, until: context.deadline) {
        case .done: return NoReply()
        case .isUsed: throw Failure.isUsed
        }
    }
}
