// SPDX-License-Identifier: Apache-2.0

import CommandAccounts
import CommandKit

/// `account.delete`: deletes an account with everything of it, for admins.
struct DeleteAccount: Command {
    static let name: CommandName = "account.delete"
    struct Parameters: Decodable { var userID: Int }
    enum Failure: Int, FailureCode { case unknownUser = 2, exceedsCaller = 3, lastAdmin = 4 }

    let accounts: AccountStore
    let audit: AuditTrail

    func run(_ parameters: Parameters, in context: CommandContext) async throws -> NoReply {
        do {
            try await accounts.deleteAccount(parameters.userID, by: .caller(context.principal), until: context.deadline)
            audit.note(.accountDeleted, account: parameters.userID, in: context)
            return NoReply()
        } catch AccountRefusal.unknownUser {
            throw Failure.unknownUser
        } catch AccountRefusal.exceedsCaller {
            audit.note(.changeRefused, account: parameters.userID, in: context)
            throw Failure.exceedsCaller
        } catch AccountRefusal.lastAdmin {
            audit.note(.changeRefused, account: parameters.userID, in: context)
            throw Failure.lastAdmin
        }
    }
}
