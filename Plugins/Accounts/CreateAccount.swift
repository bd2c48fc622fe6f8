// SPDX-License-Identifier: Apache-2.0

import CommandAccounts
import CommandKit

/// `account.create`: makes a user, for admins.
struct CreateAccount: Command {
    static let name: CommandName = "account.create"
    struct Parameters: Decodable {
        var username: String
        var password: String
        var emailAddress: String
        var permissions: String
    }
    struct Reply: Encodable { var userID: Int }
    enum Failure: Int, FailureCode { case invalidUsername = 4, unknownPermission = 7, usernameTaken = 8, exceedsCaller = 9 }

    let accounts: AccountStore
    let audit: AuditTrail

    func run(_ parameters: Parameters, in context: CommandContext) async throws -> Reply {
        let user = NewUser(
            username: parameters.username, password: parameters.password, emailAddress: parameters.emailAddress,
            permissions: parameters.permissions)
        do {
            let id = try await accounts.createUser(user, by: .caller(context.principal), until: context.deadline)
            let details = ["name": AuditTrail.quoted(user.username), "permissions": AuditTrail.quoted(user.permissions)]
            audit.note(.accountCreated, account: id, details: details, in: context)
            return Reply(userID: id)
        } catch AccountRefusal.invalidUsername {
            throw Failure.invalidUsername
        } catch AccountRefusal.usernameTaken {
            throw Failure.usernameTaken
        } catch AccountRefusal.unknownPermission {
            throw Failure.unknownPermission
        } catch AccountRefusal.exceedsCaller {
            audit.note(.changeRefused, in: context)
            throw Failure.exceedsCaller
        }
    }
}
