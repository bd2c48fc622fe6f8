// SPDX-License-Identifier: Apache-2.0

import CommandAccounts
import CommandKit

/// `user.logout`: ends a session of the caller's account. Of any other it says nothing.
struct Logout: Command {
    static let name: CommandName = "user.logout"
    struct Parameters: Decodable { var sessionID: String }

    let accounts: AccountStore
    let audit: AuditTrail

    func run(_ parameters: Parameters, in context: CommandContext) async throws -> NoReply {
        let account = context.principal.accountID
        let isEnded = try await accounts.logOut(parameters.sessionID, of: account, until: context.deadline)
        if isEnded { audit.note(.logout, account: account, in: context) }
        return NoReply()
    }
}
