// SPDX-License-Identifier: Apache-2.0

import CommandAccounts
import CommandKit

/// `account.key.revoke`: ends a key for good, for admins.
struct RevokeKey: Command {
    static let name: CommandName = "account.key.revoke"
    struct Parameters: Decodable { var keyID: Int }
    enum Failure: Int, FailureCode { case unknownKey = 2 }

    let accounts: AccountStore

    func run(_ parameters: Parameters, in context: CommandContext) async throws -> NoReply {
        do {
            try await accounts.revokeKey(parameters.keyID, until: context.deadline)
            return NoReply()
        } catch AccountRefusal.unknownKey {
            throw Failure.unknownKey
        }
    }
}
