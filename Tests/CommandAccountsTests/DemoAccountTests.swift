// SPDX-License-Identifier: Apache-2.0

import CommandAccounts
import CommandKit
import Testing

@Suite("Demo account") struct DemoAccountTests {
    @Test("Is made where there is no account at all")
    func fresh() async throws {
        try await AccountsFixture.run { fixture in
            let demo = try #require(try await fixture.accounts.demoAccount(until: fixture.soon))
            #expect(demo.userID != demo.adminID)
            #expect(try await fixture.principal(apiKey: demo.apiKey)?.permissions == .all)
            #expect(try await fixture.principal(adminAPIKey: demo.adminAPIKey)?.kind == .admin)
            #expect(try await fixture.accounts.demoAccount(until: fixture.soon) == nil)
            #expect(try await fixture.count("users") == 2)
            #expect(try await fixture.count("api_keys") == 2)
        }
    }

    @Test("Can log in with a password of its own where that was asked for, and has a session that is open already")
    func logsIn() async throws {
        try await AccountsFixture.run { fixture in
            let demo = try #require(try await fixture.accounts.demoAccount(canLogIn: true, until: fixture.soon))
            let login = try #require(demo.login)
            #expect(login.password.count == 20)
            #expect(try await fixture.logIn(login.username, login.password).user.userID == demo.userID)
            #expect(try await fixture.principal(sessionID: login.sessionID)?.accountID == demo.userID)
            await #expect(throws: AccountRefusal.invalidLogin) { try await fixture.logIn("demo-admin", login.password) }
        }
    }

    @Test("Is not made beside another account")
    func used() async throws {
        try await AccountsFixture.run { fixture in
            _ = try await fixture.ada()
            #expect(try await fixture.accounts.demoAccount(until: fixture.soon) == nil)
            #expect(try await fixture.count("users") == 1)
        }
    }

    @Test("Lets nobody log in where it has no password", arguments: ["demo", "demo-admin"])
    func noPassword(name: String) async throws {
        try await AccountsFixture.run { fixture in
            _ = try await fixture.accounts.demoAccount(until: fixture.soon)
            for password in ["demo", "NULL", " "] {
                await #expect(throws: AccountRefusal.invalidLogin) { try await fixture.logIn(name, password) }
            }
        }
    }
}
