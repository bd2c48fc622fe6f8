// SPDX-License-Identifier: Apache-2.0

import CommandAccounts
import CommandKit

/// `user.login`: opens a session.
struct Login: Command {
    static let name: CommandName = "user.login"
    struct Parameters: Decodable {
        var username: String
        var password: String
    }
    struct Reply: Encodable {
        struct User: Encodable {
            var userID: Int
            var username: String
            var emailAddress: String
            var firstName: String
            var lastName: String
        }
        var sessionID: String
        var userInfo: User
    }
    enum Failure: Int, FailureCode { case invalidLogin = 3 }

    let accounts: AccountStore
    let audit: AuditTrail

    func run(_ parameters: Parameters, in context: CommandContext) async throws -> Reply {
        do {
            let login = try await accounts.logIn(
                username: parameters.username, password: parameters.password, address: context.address, until: context.deadline)
            audit.note(.login, account: login.user.userID, in: context)
            return Reply(sessionID: login.sessionID, userInfo: Reply.User(login.user))
        } catch AccountRefusal.invalidLogin {
            audit.failures.count(parameters.username, .invalid, in: context)
            throw Failure.invalidLogin
        } catch let limited as RateLimited {
            audit.failures.count(parameters.username, .rateLimited, in: context)
            throw limited
        }
    }
}

extension Login.Reply.User {
    fileprivate init(_ user: UserInfo) {
        self.init(
            userID: user.userID, username: user.username, emailAddress: user.emailAddress, firstName: user.firstName,
            lastName: user.lastName)
    }
}
