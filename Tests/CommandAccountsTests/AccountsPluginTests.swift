// SPDX-License-Identifier: Apache-2.0

@testable import AccountsPlugin
import CommandAccounts
import CommandKit
import Foundation
import Testing

@Suite("Accounts plugin") struct AccountsPluginTests {
    @Test("Has one handler for each of its commands")
    func commands() async throws {
        try await AccountsFixture.run { fixture in
            let plugin = AccountsPlugin(fixture.accounts)
            #expect(plugin.name == "accounts")
            let names = plugin.commands.map { type(of: $0).name.description }
            #expect(
                names == [
                    "user.login", "user.logout", "user.password.change", "account.create", "accounts.get", "account.password.set",
                    "account.permissions.set", "account.sessions.end", "account.disable", "account.enable", "account.delete",
                    "account.key.create", "account.keys.get", "account.key.update", "account.key.revoke",
                ])
        }
    }

    @Test("Creates an account, logs in and out")
    func loginAndLogout() async throws {
        try await AccountsFixture.run { fixture in
            let made = try await CreateAccount(accounts: fixture.accounts, audit: .silent).run(
                .ada, in: fixture.context(CreateAccount.name, try await fixture.admin()))
            let reply = try await Login(accounts: fixture.accounts, audit: .silent).run(.ada, in: fixture.context(Login.name))
            #expect(reply.userInfo.userID == made.userID && reply.userInfo.username == "ada")
            let logout = Logout(accounts: fixture.accounts, audit: .silent)
            let stranger = Principal(kind: .user, accountID: made.userID + 1, permissions: .all)
            _ = try await logout.run(.init(sessionID: reply.sessionID), in: fixture.context(Logout.name, stranger))
            let owner = try #require(try await fixture.principal(sessionID: reply.sessionID))
            _ = try await logout.run(.init(sessionID: reply.sessionID), in: fixture.context(Logout.name, owner))
            #expect(try await fixture.principal(sessionID: reply.sessionID) == nil)
        }
    }

    @Test("user.login refuses with 3, and counts the guesses of the caller's address")
    func invalidLogin() async throws {
        try await AccountsFixture.run { fixture in
            let login = Login(accounts: fixture.accounts, audit: .silent)
            for _ in 0..<5 {
                await #expect(throws: Login.Failure.invalidLogin) {
                    try await login.run(.ada, in: fixture.context(Login.name, from: "192.0.2.7"))
                }
            }
            await #expect(throws: RateLimited.self) {
                try await login.run(.ada, in: fixture.context(Login.name, from: "192.0.2.7"))
            }
            await #expect(throws: Login.Failure.invalidLogin) {
                try await login.run(.ada, in: fixture.context(Login.name, from: "192.0.2.8"))
            }
            #expect(Login.Failure.invalidLogin.rawValue == 3)
        }
    }

    @Test("account.create refuses with 4, 7 and 8")
    func creationRefusals() async throws {
        try await AccountsFixture.run { fixture in
            let create = CreateAccount(accounts: fixture.accounts, audit: .silent)
            let admin = try await fixture.admin()
            func refusal(_ change: (inout CreateAccount.Parameters) -> Void) async -> Int? {
                var parameters = CreateAccount.Parameters.ada
                change(&parameters)
                do {
                    _ = try await create.run(parameters, in: fixture.context(CreateAccount.name, admin))
                    return nil
                } catch {
                    return (error as? CreateAccount.Failure)?.rawValue
                }
            }
            #expect(await refusal { $0.username = "\u{200B}" } == 4)
            #expect(await refusal { $0.permissions = "Campaign.Fly" } == 7)
            #expect(await refusal { _ in } == nil)
            #expect(await refusal { $0.username = "ADA" } == 8)
        }
    }

    @Test("Makes a key that works until it is revoked; refuses with 2 what is not there, and with 4 an unknown permission")
    func keys() async throws {
        try await AccountsFixture.run { fixture in
            let (create, revoke) = (
                CreateKey(accounts: fixture.accounts, audit: .silent), RevokeKey(accounts: fixture.accounts, audit: .silent)
            )
            let admin = try await fixture.admin()
            let ada = try await fixture.ada()
            func parameters(_ id: Int, permissions: String = "*", end: String? = nil) -> CreateKey.Parameters {
                .init(userID: id, name: "", permissions: permissions, endDateTime: end)
            }
            let key = try await create.run(parameters(ada), in: fixture.context(CreateKey.name, admin))
            #expect(try await fixture.principal(apiKey: key.apiKey)?.accountID == ada)
            _ = try await revoke.run(.init(keyID: key.keyID), in: fixture.context(RevokeKey.name, admin))
            #expect(try await fixture.principal(apiKey: key.apiKey) == nil)
            let refused: [(CreateKey.Parameters, CreateKey.Failure)] = [
                (parameters(.max), .unknownUser), (parameters(ada, permissions: "Campaign.Fly"), .unknownPermission),
                (parameters(ada, end: "2001-01-01 00:00:00"), .invalidEnd), (parameters(ada, end: "never"), .invalidEnd),
            ]
            for (parameters, failure) in refused {
                await #expect(throws: failure) { try await create.run(parameters, in: fixture.context(CreateKey.name, admin)) }
            }
            await #expect(throws: RevokeKey.Failure.unknownKey) {
                try await revoke.run(.init(keyID: .max), in: fixture.context(RevokeKey.name, admin))
            }
            await #expect(throws: RevokeKey.Failure.lastAdmin) {
                try await revoke.run(.init(keyID: admin.keyID ?? 0), in: fixture.context(RevokeKey.name, admin))
            }
        }
    }

    @Test("Moments are read and written in UTC, to the second")
    func moments() {
        for text in ["2027-01-31 12:00:59", "1999-12-31 23:59:59", "2028-02-29 00:00:00"] {
            #expect(DateTimeText.timestamp(text).map(DateTimeText.text) == text)
        }
        #expect(DateTimeText.timestamp("1970-01-01 00:01:00")?.milliseconds == 60_000)
        #expect(DateTimeText.text(Timestamp(milliseconds: 59_999)) == "1970-01-01 00:00:59")
        for text in ["", "2027-01-31", "2027-13-01 00:00:00", "x"] { #expect(DateTimeText.timestamp(text) == nil) }
    }
}

extension Login.Parameters {
    fileprivate static let ada = Self(username: "ada", password: "a long pass phrase")
}

extension CreateAccount.Parameters {
    fileprivate static let ada = Self(
        username: "ada", password: "a long pass phrase", emailAddress: "ada@example.com", permissions: "Campaign.Get")
}

extension AccountsFixture {
    /// The principal of an admin's key.
    func admin() async throws -> Principal {
        let made = try await accounts.createAdmin(NewAdmin(username: "root"), until: soon)
        return try #require(try await principal(apiKey: made.key.apiKey))
    }

    func context(
        _ name: CommandName, _ principal: Principal = .nobody, from address: String = "192.0.2.1"
    ) -> CommandContext {
        CommandContext(command: name, principal: principal, address: address, clock: clock)
    }
}
