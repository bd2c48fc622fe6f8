// SPDX-License-Identifier: Apache-2.0

import CommandAccounts
import CommandKit

/// `account.key.revoke`: ends a key for good, for admins.
struct RevokeKey: Command {
    static let name: CommandName = "account.key.revoke"
    struct Parameters: Decodable { var keyID: Int }
    enum Failure: Int, FailureCode { case unknownKey = 2, exceedsCaller = 3, lastAdmin = 4 }

    let accounts: AccountStore
    let audit: AuditTrail

    func run(_ parameters: Parameters, in context: CommandContext) async throws -> NoReply {
        do {
            let account = try await accounts.revokeKey(
                parameters.keyID, by: .caller(context.principal), until: context.deadline)
            audit.note(.keyRevoked, account: account, key: parameters.keyID, in: context)
            return NoReply()
        } catch AccountRefusal.unknownKey {
            throw Failure.unknownKey
        } catch AccountRefusal.exceedsCaller {
            audit.note(.changeRefused, key: parameters.keyID, in: context)
            throw Failure.exceedsCaller
        } catch AccountRefusal.lastAdmin {
            audit.note(.changeRefused, key: parameters.keyID, in: context)
            throw Failure.lastAdmin
        }
    }
}
