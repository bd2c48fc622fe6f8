// SPDX-License-Identifier: Apache-2.0

import CommandAccounts
import CommandKit

/// `user.password.change`: gives the caller's account another password, in place of the one that they know.
struct ChangePassword: Command {
    static let name: CommandName = "user.password.change"
    struct Parameters: Decodable {
        var password: String
        var newPassword: String
        /// The session that the caller is known by, which stays.
        var sessionID: String?
    }
    enum Failure: Int, FailureCode { case wrongPassword = 4 }

    let accounts: AccountStore
    let audit: AuditTrail

    func run(_ parameters: Parameters, in context: CommandContext) async throws -> NoReply {
        let account = context.principal.accountID
        do {
            try await accounts.changePassword(
                of: account, from: parameters.password, to: parameters.newPassword, keeping: parameters.sessionID,
                address: context.address, until: context.deadline)
        } catch AccountRefusal.invalidLogin {
            audit.failures.count("account \(account)", .invalid, in: context)
            throw Failure.wrongPassword
        } catch let limited as RateLimited {
            audit.failures.count("account \(account)", .rateLimited, in: context)
            throw limited
        }
        audit.note(.passwordChanged, account: account, in: context)
        return NoReply()
    }
}
