// SPDX-License-Identifier: Apache-2.0

import CommandAccounts
import CommandKit

/// `accounts.get`: lists accounts in the order of their ids, for admins.
struct GetAccounts: Command {
    static let name: CommandName = "accounts.get"
    struct Parameters: Decodable {
        var afterUserID: Int
        var recordsPerRequest: Int
    }
    struct Reply: Encodable {
        struct Account: Encodable {
            var userID: Int
            var kind: String
            var username: String
            var emailAddress: String
            var firstName: String
            var lastName: String
            var permissions: String
            var isDisabled: Bool
            var hasPassword: Bool
            var createDateTime: String
        }
        var accounts: [Account]
    }

    let accounts: AccountStore

    func run(_ parameters: Parameters, in context: CommandContext) async throws -> Reply {
        let entries = try await accounts.accounts(
            after: parameters.afterUserID, limit: parameters.recordsPerRequest, for: .caller(context.principal),
            until: context.deadline)
        return Reply(accounts: entries.map(Reply.Account.init))
    }
}

extension GetAccounts.Reply.Account {
    fileprivate init(_ entry: AccountEntry) {
        self.init(
            userID: entry.user.userID, kind: entry.kind, username: entry.user.username, emailAddress: entry.user.emailAddress,
            firstName: entry.user.firstName, lastName: entry.user.lastName, permissions: entry.permissions,
            isDisabled: entry.isDisabled, hasPassword: entry.hasPassword, createDateTime: DateTimeText.text(entry.createdAt))
    }
}
