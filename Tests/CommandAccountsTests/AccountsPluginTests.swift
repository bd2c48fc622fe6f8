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
            #expect(names == ["user.login", "user.logout", "account.create", "account.key.create", "account.key.revoke"])
        }
    }

    @Test("Creates an account, logs in and out")
    func loginAndLogout() async throws {
        try await AccountsFixture.run { fixture in
            let made = try await CreateAccount(accounts: fixture.accounts).run(.ada, in: fixture.context(CreateAccount.name))
            let reply = try await Login(accounts: fixture.accounts).run(.ada, in: fixture.context(Login.name))
            #expect(reply.userInfo.userID == made.userID && reply.userInfo.username == "ada")
            let logout = Logout(accounts: fixture.accounts)
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
            let login = Login(accounts: fixture.accounts)
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
            let create = CreateAccount(accounts: fixture.accounts)
            func refusal(_ change: (inout CreateAccount.Parameters) -> Void) async -> Int? {
                var parameters = CreateAccount.Parameters.ada
                change(&parameters)
                do {
                    _ = try await create.run(parameters, in: fixture.context(CreateAccount.name))
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

    @Test("Makes a key that works until it is revoked; refuses with 2 what is not there")
    func keys() async throws {
        try await AccountsFixture.run { fixture in
            let (create, revoke) = (CreateKey(accounts: fixture.accounts), RevokeKey(accounts: fixture.accounts))
            let ada = try await fixture.ada()
            let key = try await create.run(.init(userID: ada), in: fixture.context(CreateKey.name))
            #expect(try await fixture.principal(apiKey: key.apiKey)?.accountID == ada)
            _ = try await revoke.run(.init(keyID: key.keyID), in: fixture.context(RevokeKey.name))
            #expect(try await fixture.principal(apiKey: key.apiKey) == nil)
            await #expect(throws: CreateKey.Failure.unknownUser) {
                try await create.run(.init(userID: .max), in: fixture.context(CreateKey.name))
            }
            await #expect(throws: RevokeKey.Failure.unknownKey) {
                try await revoke.run(.init(keyID: .max), in: fixture.context(RevokeKey.name))
            }
            #expect(CreateKey.Failure.unknownUser.rawValue == 2 && RevokeKey.Failure.unknownKey.rawValue == 2)
        }
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
    fileprivate func context(
        _ name: CommandName, _ principal: Principal = .nobody, from address: String = "192.0.2.1"
    ) -> CommandContext {
        CommandContext(command: name, principal: principal, address: address, clock: clock)
    }
}
