// SPDX-License-Identifier: Apache-2.0

import CommandAccounts
import CommandKit

/// `account.keys.get`: lists an account's keys in the order of their ids, for admins. The keys themselves are nowhere stored.
struct GetKeys: Command {
    static let name: CommandName = "account.keys.get"
    struct Parameters: Decodable {
        var userID: Int
        var afterKeyID: Int
        var recordsPerRequest: Int
    }
    struct Reply: Encodable {
        struct Key: Encodable {
            var keyID: Int
            var name: String
            var permissions: String
            var createDateTime: String
            var endDateTime: String?
            var revokeDateTime: String?
        }
        var keys: [Key]
    }
    enum Failure: Int, FailureCode { case unknownUser = 2 }

    let accounts: AccountStore

    func run(_ parameters: Parameters, in context: CommandContext) async throws -> Reply {
        do {
            let entries = try await accounts.keys(
                of: parameters.userID, after: parameters.afterKeyID, limit: parameters.recordsPerRequest,
                for: .caller(context.principal), until: context.deadline)
            return Reply(keys: entries.map(Reply.Key.init))
        } catch AccountRefusal.unknownUser {
            throw Failure.unknownUser
        }
    }
}

extension GetKeys.Reply.Key {
    fileprivate init(_ entry: KeyEntry) {
        self.init(
            keyID: entry.keyID, name: entry.name, permissions: entry.permissions, createDateTime: DateTimeText.text(entry.createdAt),
            endDateTime: entry.end.map(DateTimeText.text), revokeDateTime: entry.revokedAt.map(DateTimeText.text))
    }
}
