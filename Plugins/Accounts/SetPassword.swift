// SPDX-License-Identifier: Apache-2.0

import CommandAccounts
import CommandKit

/// `account.password.set`: gives an account another password and ends its sessions, for admins.
struct SetPassword: Command {
    static let name: CommandName = "account.password.set"
    struct Parameters: Decodable {
        var userID: Int
        var password: String
    }
    enum Failure: Int, FailureCode { case unknownUser = 2, exceedsCaller = 5 }

    let accounts: AccountStore
    let audit: AuditTrail

    func run(_ parameters: Parameters, in context: CommandContext) async throws -> NoReply {
        do {
            try await accounts.changePassword(
                of: parameters.userID, to: parameters.password, by: .caller(context.principal), until: context.deadline)
            audit.note(.passwordChanged, account: parameters.userID, in: context)
            return NoReply()
        } catch AccountRefusal.unknownUser {
            throw Failure.unknownUser
        } catch AccountRefusal.exceedsCaller {
            audit.note(.changeRefused, account: parameters.userID, in: context)
            throw Failure.exceedsCaller
        }
    }
}
