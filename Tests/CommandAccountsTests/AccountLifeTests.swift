// SPDX-License-Identifier: Apache-2.0

@testable import CommandAccounts
import CommandKit
import CommandStorage
import CommandStorageSQLite
import Foundation
import Testing

@Suite("An account's life") struct AccountLifeTests {
    @Test("A disabled account has no way in: no key, no session, no login, until it is enabled")
    func disabled() async throws {
        try await AccountsFixture.run { fixture in
            let (accounts, soon) = (fixture.accounts, fixture.soon)
            let ada = try await fixture.ada()
            let key = try await accounts.createKey(for: ada, until: soon).apiKey
            let session = try await fixture.logIn().sessionID
            let remembering = AccountAuthenticator(accounts)
            _ = try await remembering.principal(for: Credentials(apiKey: key))
            try await accounts.disableAccount(ada, until: soon)
            try await accounts.disableAccount(ada, until: soon)
            #expect(remembering.remembered(Credentials(apiKey: key)) == nil)
            #expect(try await fixture.principal(apiKey: key) == nil)
            #expect(try await fixture.principal(sessionID: session) == nil)
            #expect(try await remembering.principal(ofAccount: ada) == nil)
            await #expect(throws: AccountRefusal.invalidLogin) { try await fixture.logIn() }
            #expect(try await accounts.accounts(after: 0, limit: 9, until: soon).map(\.isDisabled) == [true])
            try await accounts.enableAccount(ada, until: soon)
            #expect(try await fixture.principal(apiKey: key)?.accountID == ada)
            #expect(try await fixture.principal(sessionID: session) == nil)
            #expect(try await fixture.logIn().user.userID == ada)
        }
    }

    @Test("Ending an account's sessions ends all of them and no other's; logins go on")
    func sessionsEnded() async throws {
        try await AccountsFixture.run { fixture in
            let ada = try await fixture.ada()
            let bob = NewUser(username: "bob", password: "bobs pass phrase", emailAddress: "b@example.com")
            _ = try await fixture.accounts.createUser(bob, until: fixture.soon)
            let ended = [try await fixture.logIn().sessionID, try await fixture.logIn().sessionID]
            let bobs = try await fixture.logIn("bob", "bobs pass phrase").sessionID
            try await fixture.accounts.endSessions(of: ada, until: fixture.soon)
            for session in ended { #expect(try await fixture.principal(sessionID: session) == nil) }
            #expect(try await fixture.principal(sessionID: bobs) != nil)
            let fresh = try await fixture.logIn().sessionID
            #expect(try await fixture.principal(sessionID: fresh)?.accountID == ada)
        }
    }

    @Test("Other permissions are in force at once, and a key keeps those that both have")
    func permissions() async throws {
        try await AccountsFixture.run { fixture in
            let (accounts, soon) = (fixture.accounts, fixture.soon)
            let ada = try await fixture.ada(permissions: "Campaign.Get,Campaigns.Get")
            let wide = try await accounts.createKey(for: ada, until: soon).apiKey
            let narrow = try await accounts.createKey(NewKey(userID: ada, permissions: "Campaign.Get"), until: soon).apiKey
            func held() async throws -> [Permissions?] {
                [try await fixture.principal(apiKey: wide)?.permissions, try await fixture.principal(apiKey: narrow)?.permissions]
            }
            #expect(try await held() == [.these(["Campaign.Get", "Campaigns.Get"]), .these(["Campaign.Get"])])
            try await accounts.setPermissions(of: ada, to: "Campaigns.Get", until: soon)
            #expect(try await held() == [.these(["Campaigns.Get"]), .these([])])
            try await accounts.setPermissions(of: ada, to: "*", until: soon)
            #expect(try await held() == [.all, .these(["Campaign.Get"])])
            await #expect(throws: AccountRefusal.unknownPermission) {
                try await accounts.setPermissions(of: ada, to: "Campaign.Fly", until: soon)
            }
        }
    }

    @Test("A deleted account is dead at once and its name free; what is kept of it goes step by step, its id at last")
    func deleted() async throws {
        try await AccountsFixture.run { fixture in
            let (accounts, soon) = (fixture.accounts, fixture.soon)
            let ada = try await fixture.ada()
            let key = try await accounts.createKey(for: ada, until: soon).apiKey
            let session = try await fixture.logIn().sessionID
            try await accounts.deleteAccount(ada, until: soon)
            #expect(try await fixture.principal(apiKey: key) == nil)
            #expect(try await fixture.principal(sessionID: session) == nil)
            await #expect(throws: AccountRefusal.invalidLogin) { try await fixture.logIn() }
            await #expect(throws: AccountRefusal.unknownUser) { try await accounts.createKey(for: ada, until: soon) }
            await #expect(throws: AccountRefusal.unknownUser) { try await accounts.deleteAccount(ada, until: soon) }
            #expect(try await accounts.accounts(after: 0, limit: 9, until: soon) == [])
            let next = try await fixture.ada()
            #expect(next > ada)

            #expect(try await accounts.accountsToErase(until: soon) == [ada])
            func step(_ erase: @escaping @Sendable (Int, any Writing) throws -> Bool) async throws -> ErasureStep {
                try await accounts.eraseStep(of: ada, until: soon, erase: erase)
            }
            #expect(try await step { _, _ in true } == .more)
            #expect(try await fixture.count("api_keys") == 1)
            #expect(try await step { _, _ in false } == .waits)
            #expect(try await (fixture.count("api_keys"), fixture.count("sessions")) == (0, 0))
            // A call that was under way may have written in the meantime, so the application is asked again.
            fixture.clock.advance(by: .seconds(60))
            #expect(try await step { _, _ in false } == .done)
            #expect(try await accounts.accountsToErase(until: soon) == [])
            #expect(try await step { _, _ in true } == .done)
            #expect(try await fixture.logIn().user.userID == next)
        }
    }

    @Test("What is erased in one step is bounded, however many sessions and keys there are")
    func boundedSteps() async throws {
        try await AccountsFixture.run { fixture in
            let (accounts, soon) = (fixture.accounts, fixture.soon)
            let ada = try await fixture.ada()
            try await fixture.database.write(until: soon) { writing in
                for number in 0..<2_500 {
                    try writing.execute(
                        """
                        INSERT INTO sessions (digest, user_id, created_at, last_used_at, expires_at)
                        VALUES (\(Array("\(number)".utf8)), \(ada), 0, 0, 0)
                        """)
                }
            }
            try await accounts.deleteAccount(ada, until: soon)
            fixture.clock.advance(by: .seconds(60))
            var left: [Int] = []
            while try await accounts.eraseStep(of: ada, until: soon, erase: { _, _ in false }) == .more {
                left.append(try await fixture.count("sessions"))
            }
            #expect(left == [1_500, 500])
            #expect(try await (fixture.count("sessions"), fixture.count("users")) == (0, 0))
        }
    }

    @Test("Accounts are listed by pages, with everything but what is secret")
    func lists() async throws {
        try await AccountsFixture.run { fixture in
            let demo = try #require(try await fixture.accounts.demoAccount(until: fixture.soon))
            let ada = try await fixture.ada(permissions: "Campaign.Get")
            let first = try await fixture.accounts.accounts(after: 0, limit: 2, until: fixture.soon)
            #expect(first.map(\.user.userID) == [demo.userID, demo.adminID] && first.map(\.kind) == ["user", "admin"])
            let rest = try await fixture.accounts.accounts(after: demo.adminID, limit: 2, until: fixture.soon)
            let entry = try #require(rest.first)
            #expect(rest.count == 1 && entry.user.userID == ada && entry.user.username == "ada" && entry.permissions == "Campaign.Get")
            #expect(entry.hasPassword && !entry.isDisabled && entry.createdAt == fixture.clock.now())
        }
    }
}

@Suite("The last admin") struct LastAdminTests {
    @Test("Its key cannot be revoked, nor the admin be disabled, deleted or demoted; with another one it can")
    func stays() async throws {
        try await AccountsFixture.run { fixture in
            let (accounts, soon) = (fixture.accounts, fixture.soon)
            let (last, key) = try await accounts.createAdmin(NewAdmin(username: "last", password: "a long pass phrase"), until: soon)
            // None of these is another way in: one without a key, one who is no admin, one that ends, one that holds less.
            _ = try await accounts.createAdmin(username: "keyless", emailAddress: "", until: soon)
            let user = try await fixture.ada(permissions: "*")
            _ = try await accounts.createKey(for: user, until: soon)
            _ = try await accounts.createKey(NewKey(userID: last, end: fixture.clock.now().adding(seconds: 60)), until: soon)
            _ = try await accounts.createKey(NewKey(userID: last, permissions: "Campaign.Get"), until: soon)
            _ = try await accounts.makeFixtures(until: soon)
            let changes: [() async throws -> Void] = [
                { try await accounts.revokeKey(key.keyID, until: soon) }, { try await accounts.disableAccount(last, until: soon) },
                { try await accounts.deleteAccount(last, until: soon) },
                { try await accounts.setPermissions(of: last, to: "Campaign.Get,Campaigns.Get", until: soon) },
            ]
            for change in changes { await #expect(throws: AccountRefusal.lastAdmin) { try await change() } }
            #expect(try await fixture.principal(apiKey: key.apiKey)?.permissions == .all)
            let (_, second) = try await accounts.createAdmin(NewAdmin(username: "second"), until: soon)
            for change in changes.prefix(2) { try await change() }
            #expect(try await fixture.principal(apiKey: key.apiKey) == nil)
            await #expect(throws: AccountRefusal.lastAdmin) { try await accounts.revokeKey(second.keyID, until: soon) }
        }
    }

    @Test("Where no admin holds everything, the last one who holds something stays")
    func restrictedStays() async throws {
        try await AccountsFixture.run { fixture in
            let (accounts, soon) = (fixture.accounts, fixture.soon)
            let (last, key) = try await accounts.createAdmin(NewAdmin(username: "last", permissions: "Campaign.Get"), until: soon)
            await #expect(throws: AccountRefusal.lastAdmin) { try await accounts.revokeKey(key.keyID, until: soon) }
            await #expect(throws: AccountRefusal.lastAdmin) { try await accounts.setPermissions(of: last, to: "", until: soon) }
            await #expect(throws: AccountRefusal.lastAdmin) { try await accounts.disableAccount(last, until: soon) }
        }
    }

    @Test("Of two admins who revoke each other's key at once, one keeps it")
    func race() async throws {
        try await AccountsFixture.run { fixture in
            let (accounts, soon) = (fixture.accounts, fixture.soon)
            let keys = [
                try await accounts.createAdmin(NewAdmin(username: "one"), until: soon).key,
                try await accounts.createAdmin(NewAdmin(username: "two"), until: soon).key,
            ]
            await withTaskGroup(of: Void.self) { group in
                for key in keys { group.addTask { _ = try? await accounts.revokeKey(key.keyID, until: soon) } }
            }
            var left = 0
            for key in keys where try await fixture.principal(apiKey: key.apiKey) != nil { left += 1 }
            #expect(left == 1)
        }
    }
}

@Suite("A database of an earlier version") struct EarlierAccountsTests {
    @Test("Keeps its accounts, keys and sessions")
    func migrates() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("earlier-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let database = try SQLiteDatabase(path: folder.appendingPathComponent("a.sqlite").path)
        try await database.migrate(AccountSchema.migrations.filter { ["accounts.1", "accounts.2"].contains($0.id) })
        let (key, session) = (Secret(.adminKey), Secret(.session))
        let (soon, clock) = (ContinuousClock.now + .seconds(30), ManualClock())
        let now = clock.now().milliseconds
        try await database.write(until: soon) { writing in
            for statement: SQL in [
                """
                INSERT INTO users (kind, username, username_folded, email, first_name, last_name, permissions, created_at, updated_at)
                VALUES ('admin', 'root', 'root', '', '', '', '*', 0, 0)
                """, "INSERT INTO api_keys (user_id, digest, created_at) VALUES (1, \(key.digest), 0)",
                "INSERT INTO sessions VALUES (\(session.digest), 1, \(now), \(now), \(now + 1000))",
            ] { try writing.execute(statement) }
        }
        try await database.migrate(AccountSchema.migrations)
        let accounts = AccountStore(database: database, permissions: [], clock: clock, monotonic: { clock.elapsed })
        let authenticator = AccountAuthenticator(accounts)
        let byKey = try await authenticator.principal(for: Credentials(adminAPIKey: key.text))
        #expect(byKey == Principal(kind: .admin, accountID: 1, permissions: .all, keyID: 1))
        #expect(try await authenticator.principal(for: Credentials(sessionID: session.text))?.accountID == 1)
        await #expect(throws: AccountRefusal.lastAdmin) { try await accounts.revokeKey(1, until: soon) }
        #expect(try await accounts.keys(of: 1, after: 0, limit: 9, until: soon).map(\.permissions) == ["*"])
        try await database.close()
    }

    @Test("Keeps two accounts whose names are the same now, each by its exact spelling alone, and lets nobody take the name")
    func sameNames() async throws {
        try await AccountsFixture.run { fixture in
            let names = ["Σίσυφος", "ΣΊΣΥΦΟΣ", "ΣίσυφΟς", "Ωμέγας", "plain"]
            for (number, name) in names.enumerated() {
                let id = try await fixture.accounts.createUser(
                    NewUser(username: "u\(number)", password: "a long pass phrase", emailAddress: "a@b.example"), until: fixture.soon)
                try await fixture.database.write(until: fixture.soon) { writing in
                    _ = try writing.execute(
                        "UPDATE users SET username = \(name), username_folded = \("\(name.lowercased()) \(number)") WHERE user_id = \(id)")
                }
            }
            try await fixture.database.write(until: fixture.soon) { writing in
                _ = try writing.execute("DROP TABLE ambiguous_usernames")
                _ = try writing.execute("DELETE FROM applied_migrations WHERE migration_id = 'accounts.4'")
            }
            let notes = try await fixture.database.migrate(AccountSchema.migrations)
            #expect(notes.count == 2)
            for (number, name) in names.enumerated() {
                let session = try await fixture.logIn(name, from: "192.0.2.\(number + 1)")
                #expect(session.user.userID == number + 1)
            }
            #expect(try await fixture.logIn("ΩΜΈΓΑΣ", from: "192.0.2.9").user.userID == 4)
            await #expect(throws: AccountRefusal.invalidLogin) { try await fixture.logIn("ΣίΣυφος", from: "192.0.2.8") }
            await #expect(throws: AccountRefusal.self) {
                try await fixture.accounts.createUser(
                    NewUser(username: "σίσυφος", password: "a long pass phrase", emailAddress: "a@b.example"), until: fixture.soon)
            }
        }
    }

    @Test("An address logs in whose one account it is; a name comes before it, and an address of several is nobody's")
    func byAddress() async throws {
        try await AccountsFixture.run { fixture in
            let ada = try await fixture.ada()
            for (name, address) in [
                ("one", "both@example.com"), ("two", "BOTH@example.com"), ("ada@example.net", "x@example.com"),
                ("other", "ada@example.net"),
            ] {
                _ = try await fixture.accounts.createUser(
                    NewUser(username: name, password: "a long pass phrase", emailAddress: address), until: fixture.soon)
            }
            for address in ["ada@example.com", "ADA@Example.COM", " ada@example.com"] {
                #expect(try await fixture.logIn(address).user.userID == ada)
            }
            #expect(try await fixture.logIn("ada@example.net").user.username == "ada@example.net")
            for nobody in ["both@example.com", "nobody@example.com", "@", "ada@example.com.", "example.com"] {
                await #expect(throws: AccountRefusal.invalidLogin) { try await fixture.logIn(nobody, from: "192.0.2.7") }
            }
            await #expect(throws: AccountRefusal.invalidLogin) {
                try await fixture.logIn("ada@example.com", "a wrong pass phrase", from: "192.0.2.9")
            }
        }
    }
}
