// SPDX-License-Identifier: Apache-2.0

import CommandAccounts
import CommandKit

/// `account.key.update`: gives a key another name, for admins.
struct UpdateKey: Command {
    static let name: CommandName = "account.key.update"
    struct Parameters: Decodable {
        var keyID: Int
        var name: String
    }
    enum Failure: Int, FailureCode { case unknownKey = 2, exceedsCaller = 5 }

    let accounts: AccountStore
    let audit: AuditTrail

    func run(_ parameters: Parameters, in context: CommandContext) async throws -> NoReply {
        do {
            let account = try await accounts.renameKey(
                parameters.keyID, to: parameters.name, by: .caller(context.principal), until: context.deadline)
            let details = ["name": AuditTrail.quoted(parameters.name)]
            audit.note(.keyRenamed, account: account, key: parameters.keyID, details: details, in: context)
            return NoReply()
        } catch AccountRefusal.unknownKey {
            throw Failure.unknownKey
        } catch AccountRefusal.invalidKeyName {
            throw InvalidParameter("Name", reason: "must have at most 100 characters")
        } catch AccountRefusal.exceedsCaller {
            audit.note(.changeRefused, key: parameters.keyID, in: context)
            throw Failure.exceedsCaller
        }
    }
}
