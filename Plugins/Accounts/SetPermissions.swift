// SPDX-License-Identifier: Apache-2.0

import CommandAccounts
import CommandKit

/// `account.permissions.set`: gives an account other permissions, for admins.
struct SetPermissions: Command {
    static let name: CommandName = "account.permissions.set"
    struct Parameters: Decodable {
        var userID: Int
        var permissions: String
    }
    enum Failure: Int, FailureCode { case unknownUser = 2, unknownPermission = 4, exceedsCaller = 5, lastAdmin = 6 }

    /// What stands for no permission, since an empty text counts as missing.
    private static let none = "none"

    let accounts: AccountStore
    let audit: AuditTrail

    func run(_ parameters: Parameters, in context: CommandContext) async throws -> NoReply {
        let permissions = parameters.permissions == Self.none ? "" : parameters.permissions
        do {
            let held = try await accounts.setPermissions(
                of: parameters.userID, to: permissions, by: .caller(context.principal), until: context.deadline)
            let details = ["permissions": AuditTrail.quoted(held)]
            audit.note(.permissionsChanged, account: parameters.userID, details: details, in: context)
            return NoReply()
        } catch AccountRefusal.unknownUser {
            throw Failure.unknownUser
        } catch AccountRefusal.unknownPermission {
            throw Failure.unknownPermission
        } catch AccountRefusal.exceedsCaller {
            audit.note(.changeRefused, account: parameters.userID, in: context)
            throw Failure.exceedsCaller
        } catch AccountRefusal.lastAdmin {
            audit.note(.changeRefused, account: parameters.userID, in: context)
            throw Failure.lastAdmin
        }
    }
}
