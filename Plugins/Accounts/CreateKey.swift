// SPDX-License-Identifier: Apache-2.0

import CommandAccounts
import CommandKit

/// `account.key.create`: makes a key for an account, for admins. The key is shown this once.
struct CreateKey: Command {
    static let name: CommandName = "account.key.create"
    struct Parameters: Decodable {
        var userID: Int
        var name: String
        var permissions: String
        var endDateTime: String?
    }
    struct Reply: Encodable {
        var keyID: Int
        var apiKey: String
    }
    enum Failure: Int, FailureCode { case unknownUser = 2, unknownPermission = 4, invalidEnd = 5, exceedsCaller = 6 }

    let accounts: AccountStore
    let audit: AuditTrail

    func run(_ parameters: Parameters, in context: CommandContext) async throws -> Reply {
        var new = NewKey(userID: parameters.userID, name: parameters.name, permissions: parameters.permissions)
        if let end = parameters.endDateTime, !end.isEmpty {
            guard let end = DateTimeText.timestamp(end) else { throw Failure.invalidEnd }
            new.end = end
        }
        do {
            let key = try await accounts.createKey(new, by: .caller(context.principal), until: context.deadline)
            let details = ["name": AuditTrail.quoted(new.name), "permissions": AuditTrail.quoted(new.permissions)]
            audit.note(.keyCreated, account: new.userID, key: key.keyID, details: details, in: context)
            return Reply(keyID: key.keyID, apiKey: key.apiKey)
        } catch AccountRefusal.unknownUser {
            throw Failure.unknownUser
        } catch AccountRefusal.unknownPermission {
            throw Failure.unknownPermission
        } catch AccountRefusal.endsInPast {
            throw Failure.invalidEnd
        } catch AccountRefusal.invalidKeyName {
            throw InvalidParameter("Name", reason: "must have at most 100 characters")
        } catch AccountRefusal.exceedsCaller {
            audit.note(.changeRefused, account: new.userID, in: context)
            throw Failure.exceedsCaller
        }
    }
}
