// SPDX-License-Identifier: Apache-2.0

@testable import CommandAccounts
import CommandKit
import CommandStorage
import Testing

@Suite("Nobody gives more than they hold") struct AccountAuthorityTests {
    /// An admin who holds one of the two permissions.
    private static func lesser(_ fixture: AccountsFixture) async throws -> AccountAuthority {
        let id = try await fixture.accounts.createAdmin(
            username: "lesser", emailAddress: "", permissions: "Campaign.Get", until: fixture.soon)
        return .caller(Principal(kind: .admin, accountID: id, permissions: .these(["Campaign.Get"])))
    }

    @Test(
        "A restricted admin makes no key of a full admin, and changes nothing of one",
        arguments: ["*", "Campaign.Get,Campaigns.Get", "Campaigns.Get"])
    func cannotRise(permissions: String) async throws {
        try await AccountsFixture.run { fixture in
            let (accounts, soon) = (fixture.accounts, fixture.soon)
            let lesser = try await Self.lesser(fixture)
            let (full, fullKey) = try await accounts.createAdmin(NewAdmin(username: "full", permissions: permissions), until: soon)
            let before = try await fixture.rows()
            let attempts: [() async throws -> Void] = [
                { _ = try await accounts.createKey(for: full, by: lesser, until: soon) },
                { _ = try await accounts.createKey(NewKey(userID: full, permissions: "Campaign.Get"), by: lesser, until: soon) },
                { try await accounts.renameKey(fullKey.keyID, to: "x", by: lesser, until: soon) },
                { try await accounts.revokeKey(fullKey.keyID, by: lesser, until: soon) },
                { try await accounts.changePassword(of: full, to: "a new pass phrase", by: lesser, until: soon) },
                { try await accounts.setPermissions(of: full, to: "", by: lesser, until: soon) },
                { try await accounts.endSessions(of: full, by: lesser, until: soon) },
                { try await accounts.disableAccount(full, by: lesser, until: soon) },
                { try await accounts.enableAccount(full, by: lesser, until: soon) },
                { try await accounts.deleteAccount(full, by: lesser, until: soon) },
            ]
            for attempt in attempts { await #expect(throws: AccountRefusal.exceedsCaller) { try await attempt() } }
            #expect(try await fixture.rows() == before)
        }
    }

    @Test("Gives accounts and keys what they hold, and nothing else")
    func gives() async throws {
        try await AccountsFixture.run { fixture in
            let (accounts, soon) = (fixture.accounts, fixture.soon)
            let lesser = try await Self.lesser(fixture)
            func user(_ name: String, _ permissions: String) -> NewUser {
                NewUser(username: name, password: "a long pass phrase", emailAddress: "x@example.com", permissions: permissions)
            }
            let made = try await accounts.createUser(user("one", "Campaign.Get"), by: lesser, until: soon)
            for permissions in ["*", "Campaigns.Get", "Campaign.Get,Campaigns.Get"] {
                await #expect(throws: AccountRefusal.exceedsCaller) {
                    try await accounts.createUser(user("two", permissions), by: lesser, until: soon)
                }
                await #expect(throws: AccountRefusal.exceedsCaller) {
                    try await accounts.setPermissions(of: made, to: permissions, by: lesser, until: soon)
                }
            }
            let key = try await accounts.createKey(for: made, by: lesser, until: soon)
            #expect(try await fixture.principal(apiKey: key.apiKey)?.permissions == .these(["Campaign.Get"]))
            #expect(try await accounts.setPermissions(of: made, to: "", by: lesser, until: soon) == "")
        }
    }

    @Test("A key that holds less than its account gives no more than the key does, also to the account itself")
    func keyGivesLess() async throws {
        try await AccountsFixture.run { fixture in
            let (accounts, soon) = (fixture.accounts, fixture.soon)
            let (full, _) = try await accounts.createAdmin(NewAdmin(username: "full"), until: soon)
            let narrow = try await accounts.createKey(NewKey(userID: full, permissions: "Campaign.Get"), until: soon)
            let caller = AccountAuthority.caller(try #require(try await fixture.principal(apiKey: narrow.apiKey)))
            await #expect(throws: AccountRefusal.exceedsCaller) { try await accounts.createKey(for: full, by: caller, until: soon) }
        }
    }

    @Test("What the caller lost a moment ago is not given, whatever is remembered of them")
    func losesAtOnce() async throws {
        try await AccountsFixture.run { fixture in
            let (accounts, soon) = (fixture.accounts, fixture.soon)
            _ = try await accounts.createAdmin(NewAdmin(username: "other"), until: soon)
            let (full, key) = try await accounts.createAdmin(NewAdmin(username: "full"), until: soon)
            let ada = try await fixture.ada(permissions: "Campaign.Get")
            let stale = AccountAuthority.caller(try #require(try await fixture.principal(apiKey: key.apiKey)))
            try await accounts.setPermissions(of: full, to: "Campaigns.Get", until: soon)
            await #expect(throws: AccountRefusal.exceedsCaller) { try await accounts.createKey(for: ada, by: stale, until: soon) }
            try await accounts.setPermissions(of: full, to: "*", until: soon)
            _ = try await accounts.createKey(for: ada, by: stale, until: soon)
            try await accounts.disableAccount(full, until: soon)
            await #expect(throws: AccountRefusal.exceedsCaller) { try await accounts.createKey(for: ada, by: stale, until: soon) }
        }
    }
}

extension AccountsFixture {
    /// Everything that is stored of accounts and keys.
    fileprivate func rows() async throws -> [[SQLValue]] {
        try await database.snapshot(until: soon) { reading in
            try reading.rows("SELECT * FROM users").map(\.values) + reading.rows("SELECT * FROM api_keys").map(\.values)
        }
    }
}
