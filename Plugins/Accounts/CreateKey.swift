// SPDX-License-Identifier: Apache-2.0

import CommandAccounts
import CommandKit

/// `account.key.create`: makes a key for an account, for admins. The key is shown this once.
struct CreateKey: Command {
    static let name: CommandName = "account.key.create"
    struct Parameters: Decodable { var userID: Int }
    struct Reply: Encodable {
        var keyID: Int
        var apiKey: String
    }
    enum Failure: Int, FailureCode { case unknownUser = 2 }

    let accounts: AccountStore

    func run(_ parameters: Parameters, in context: CommandContext) async throws -> Reply {
        do {
            let key = try await accounts.createKey(for: parameters.userID, until: context.deadline)
            return Reply(keyID: key.keyID, apiKey: key.apiKey)
        } catch AccountRefusal.unknownUser {
            throw Failure.unknownUser
        }
    }
}
