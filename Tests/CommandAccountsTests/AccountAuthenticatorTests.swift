// SPDX-License-Identifier: Apache-2.0

import CommandAccounts
import CommandKit
import Testing

@Suite("Account authenticator") struct AccountAuthenticatorTests {
    @Test("Nothing and empty texts are nobody")
    func nothing() async throws {
        try await AccountsFixture.run { fixture async throws in
            #expect(try await fixture.principal() == nil)
            #expect(try await fixture.principal(apiKey: "", adminAPIKey: "", sessionID: "") == nil)
        }
    }

    @Test("The field for admins' keys takes those alone; the other takes both")
    func fields() async throws {
        try await AccountsFixture.run { fixture in
            let demo = try #require(try await fixture.accounts.demoAccount(until: fixture.soon))
            let user = Principal(kind: .user, accountID: demo.userID, permissions: .all)
            let admin = Principal(kind: .admin, accountID: demo.adminID, permissions: .all)
            #expect(try await fixture.principal(apiKey: demo.apiKey)?.withoutKey == user)
            #expect(try await fixture.principal(apiKey: demo.adminAPIKey)?.withoutKey == admin)
            #expect(try await fixture.principal(adminAPIKey: demo.adminAPIKey)?.withoutKey == admin)
            #expect(try await fixture.principal(adminAPIKey: demo.apiKey) == nil)
            #expect(try await fixture.principal(apiKey: "", adminAPIKey: demo.adminAPIKey)?.withoutKey == admin)
        }
    }

    @Test("Two keys are one caller or nobody")
    func twoKeys() async throws {
        try await AccountsFixture.run { fixture in
            let demo = try #require(try await fixture.accounts.demoAccount(until: fixture.soon))
            let second = try await fixture.accounts.createKey(for: demo.adminID, until: fixture.soon).apiKey
            let other = try await fixture.accounts.createAdmin(username: "root", emailAddress: "", until: fixture.soon)
            let foreign = try await fixture.accounts.createKey(for: other, until: fixture.soon).apiKey
            #expect(try await fixture.principal(apiKey: second, adminAPIKey: demo.adminAPIKey)?.accountID == demo.adminID)
            for key in [demo.apiKey, foreign, "crk_unknown"] {
                #expect(try await fixture.principal(apiKey: key, adminAPIKey: demo.adminAPIKey) == nil)
            }
        }
    }

    @Test("An account can be looked up by its id, as its credentials would have it")
    func accounts() async throws {
        try await AccountsFixture.run { fixture in
            let demo = try #require(try await fixture.accounts.demoAccount(until: fixture.soon))
            let ada = try await fixture.ada(permissions: "Campaign.Get")
            let authenticator = AccountAuthenticator(fixture.accounts)
            let limited = Principal(kind: .user, accountID: ada, permissions: .these(["Campaign.Get"]))
            #expect(try await authenticator.principal(ofAccount: ada) == limited)
            #expect(try await authenticator.principal(ofAccount: demo.adminID)?.kind == .admin)
            for id in [0, -1, 1_000, Int.max] { #expect(try await authenticator.principal(ofAccount: id) == nil) }
        }
    }

    @Test("A key decides; the session beside it is not tried")
    func keyAndSession() async throws {
        try await AccountsFixture.run { fixture in
            let demo = try #require(try await fixture.accounts.demoAccount(until: fixture.soon))
            let ada = try await fixture.ada()
            let session = try await fixture.logIn().sessionID
            let authenticator = AccountAuthenticator(fixture.accounts)
            #expect(try await fixture.principal(sessionID: session)?.accountID == ada)
            #expect(try await fixture.principal(apiKey: demo.apiKey, sessionID: session)?.accountID == demo.userID)
            #expect(try await fixture.principal(apiKey: "wrong", sessionID: session) == nil)
            #expect(authenticator.remembered(Credentials(apiKey: "wrong", sessionID: session)) == nil)
            #expect(try await fixture.principal(adminAPIKey: "wrong", sessionID: session) == nil)
            #expect(try await fixture.principal(apiKey: "", sessionID: session)?.accountID == ada)
        }
    }

    @Test("A key opens no session and a session is no key")
    func kindsApart() async throws {
        try await AccountsFixture.run { fixture in
            let demo = try #require(try await fixture.accounts.demoAccount(until: fixture.soon))
            _ = try await fixture.ada()
            let session = try await fixture.logIn().sessionID
            #expect(try await fixture.principal(sessionID: demo.apiKey) == nil)
            #expect(try await fixture.principal(apiKey: session) == nil)
        }
    }

    @Test("Remembers what was accepted for half a second, and what was refused not at all")
    func memory() async throws {
        try await AccountsFixture.run { fixture in
            let demo = try #require(try await fixture.accounts.demoAccount(until: fixture.soon))
            let authenticator = AccountAuthenticator(fixture.accounts)
            let (good, bad) = (Credentials(apiKey: demo.apiKey), Credentials(apiKey: demo.apiKey + "x"))
            #expect(authenticator.remembered(good) == nil)
            let principal = try await authenticator.principal(for: good)
            #expect(try await authenticator.principal(for: bad) == nil)
            #expect(authenticator.remembered(bad) == nil)
            fixture.clock.advance(by: .milliseconds(499))
            #expect(authenticator.remembered(good) == principal && principal != nil)
            #expect(authenticator.remembered(Credentials(adminAPIKey: demo.apiKey)) == nil)
            #expect(authenticator.remembered(Credentials(sessionID: demo.apiKey)) == nil)
            #expect(authenticator.remembered(Credentials(apiKey: demo.apiKey, adminAPIKey: "x")) == nil)
            fixture.clock.advance(by: .milliseconds(1))
            #expect(authenticator.remembered(good) == nil)
        }
    }

    @Test("Remembers an accepted API key by its bytes as well, as long and no longer, and no other credential so")
    func keyBytes() async throws {
        try await AccountsFixture.run { fixture in
            let demo = try #require(try await fixture.accounts.demoAccount(until: fixture.soon))
            let authenticator = AccountAuthenticator(fixture.accounts)
            let remembered = { (key: String) in authenticator.remembered(apiKey: Array(key.utf8).span) }
            #expect(remembered(demo.apiKey) == nil)
            let principal = try await authenticator.principal(for: Credentials(apiKey: demo.apiKey))
            _ = try await authenticator.principal(for: Credentials(adminAPIKey: demo.adminAPIKey))
            #expect(remembered(demo.apiKey) == principal && principal != nil)
            // The same end leads to the same place.
            let sameEnd = "x" + demo.apiKey.dropFirst()
            for other in ["", "crk_", demo.adminAPIKey, demo.apiKey + "x", String(demo.apiKey.dropFirst()), sameEnd] {
                #expect(remembered(other) == nil)
            }
            fixture.clock.advance(by: .milliseconds(500))
            #expect(remembered(demo.apiKey) == nil)
        }
    }

    @Test("Bad input 33: a revocation is in force at once here, and elsewhere within a second")
    func revocation() async throws {
        try await AccountsFixture.run { fixture in
            let demo = try #require(try await fixture.accounts.demoAccount(until: fixture.soon))
            let key = try await fixture.accounts.createKey(for: demo.userID, until: fixture.soon)
            let here = AccountAuthenticator(fixture.accounts)
            let elsewhere = AccountAuthenticator(fixture.otherProcess(hasher: try .cheap()))
            let (revoked, kept) = (Credentials(apiKey: key.apiKey), Credentials(adminAPIKey: demo.adminAPIKey))
            for authenticator in [here, elsewhere] {
                for credentials in [revoked, kept] { _ = try await authenticator.principal(for: credentials) }
            }
            try await fixture.accounts.revokeKey(key.keyID, until: fixture.soon)
            #expect(here.remembered(revoked) == nil)
            #expect(here.remembered(apiKey: Array(key.apiKey.utf8).span) == nil)
            #expect(here.remembered(kept) != nil)
            #expect(try await here.principal(for: revoked) == nil)
            fixture.clock.advance(by: .milliseconds(999))
            #expect(elsewhere.remembered(revoked) == nil)
            #expect(elsewhere.remembered(apiKey: Array(key.apiKey.utf8).span) == nil)
            #expect(try await elsewhere.principal(for: revoked) == nil)
        }
    }

    @Test("A logout is in force at once")
    func logout() async throws {
        try await AccountsFixture.run { fixture in
            let ada = try await fixture.ada()
            let session = Credentials(sessionID: try await fixture.logIn().sessionID)
            let authenticator = AccountAuthenticator(fixture.accounts)
            #expect(try await authenticator.principal(for: session) != nil)
            #expect(authenticator.remembered(session) != nil)
            try await fixture.accounts.logOut(try #require(session.sessionID), of: ada, until: fixture.soon)
            #expect(authenticator.remembered(session) == nil)
            #expect(try await authenticator.principal(for: session) == nil)
        }
    }

    @Test("Says that the database is away, and not that the key is wrong")
    func unavailable() async throws {
        try await AccountsFixture.run { fixture in
            let demo = try #require(try await fixture.accounts.demoAccount(until: fixture.soon))
            let authenticator = AccountAuthenticator(fixture.accounts, lookUpLimit: .seconds(-1))
            await #expect(throws: ComponentUnavailable.self) {
                try await authenticator.principal(for: Credentials(apiKey: demo.apiKey))
            }
        }
    }
}
