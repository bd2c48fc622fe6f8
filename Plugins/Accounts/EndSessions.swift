// SPDX-License-Identifier: Apache-2.0

import CommandAccounts
import CommandKit

/// `account.sessions.end`: ends all sessions of an account, for admins.
struct EndSessions: Command {
    static let name: CommandName = "account.sessions.end"
    struct Parameters: Decodable { var userID: Int }
    enum Failure: Int, FailureCode { case unknownUser = 2, exceedsCaller = 3 }

    let accounts: AccountStore
    let audit: AuditTrail

    func run(_ parameters: Parameters, in context: CommandContext) async throws -> NoReply {
        do {
            try await accounts.endSessions(of: parameters.userID, by: .caller(context.principal), until: context.deadline)
            audit.note(.sessionsEnded, account: parameters.userID, in: context)
            return NoReply()
        } catch AccountRefusal.unknownUser {
            throw Failure.unknownUser
        } catch AccountRefusal.exceedsCaller {
            audit.note(.changeRefused, account: parameters.userID, in: context)
            throw Failure.exceedsCaller
        }
    }
}
