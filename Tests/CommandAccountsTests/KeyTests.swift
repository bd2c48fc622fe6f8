// SPDX-License-Identifier: Apache-2.0

import CommandAccounts
import CommandKit
import CommandStorage
import Testing

@Suite("API keys") struct KeyTests {
    @Test("A key says whose kind it is, and has 200 random bits in letters that nobody confuses")
    func shape() async throws {
        try await AccountsFixture.run { fixture in
            let demo = try #require(try await fixture.accounts.demoAccount(until: fixture.soon))
            #expect(demo.apiKey.hasPrefix("crk_") && demo.adminAPIKey.hasPrefix("cra_"))
            let letters = demo.apiKey.dropFirst(4)
            #expect(letters.count == 40)
            #expect(letters.allSatisfy { "0123456789abcdefghjkmnpqrstvwxyz".contains($0) })
            #expect(letters != demo.adminAPIKey.dropFirst(4))
        }
    }

    @Test("Makes no key for an account that does not exist")
    func unknownUser() async throws {
        try await AccountsFixture.run { fixture in
            await #expect(throws: AccountRefusal.unknownUser) {
                try await fixture.accounts.createKey(for: 1, until: fixture.soon)
            }
        }
    }

    @Test("Refuses to revoke a key that does not exist; revoking one twice is no error")
    func unknownKey() async throws {
        try await AccountsFixture.run { fixture in
            await #expect(throws: AccountRefusal.unknownKey) {
                try await fixture.accounts.revokeKey(1, until: fixture.soon)
            }
            let key = try await fixture.accounts.createKey(for: try await fixture.ada(), until: fixture.soon)
            try await fixture.accounts.revokeKey(key.keyID, until: fixture.soon)
            try await fixture.accounts.revokeKey(key.keyID, until: fixture.soon)
        }
    }

    @Test("A revoked key opens nothing; the account's other key still does")
    func revoked() async throws {
        try await AccountsFixture.run { fixture in
            let ada = try await fixture.ada()
            let first = try await fixture.accounts.createKey(for: ada, until: fixture.soon)
            let second = try await fixture.accounts.createKey(for: ada, until: fixture.soon)
            try await fixture.accounts.revokeKey(first.keyID, until: fixture.soon)
            #expect(try await fixture.principal(apiKey: first.apiKey) == nil)
            #expect(try await fixture.principal(apiKey: second.apiKey)?.accountID == ada)
        }
    }

    @Test("A text that is no key opens nothing")
    func garbage() async throws {
        try await AccountsFixture.run { fixture in
            let key = try await fixture.accounts.createKey(for: try await fixture.ada(), until: fixture.soon).apiKey
            let texts = [
                "crk_", String(key.dropLast()), key + "0", key.uppercased(), " " + key, "cra_" + key.dropFirst(4), "' OR 1=1 --",
                "crk_" + String(repeating: "\u{E9}", count: 20), String(repeating: "a", count: 1_000_000),
            ]
            for text in texts {
                #expect(try await fixture.principal(apiKey: text) == nil)
                #expect(try await fixture.principal(sessionID: text) == nil)
            }
        }
    }

    @Test("A key holds what both it and its account do, and says which key it is")
    func narrow() async throws {
        try await AccountsFixture.run { fixture in
            let (accounts, soon) = (fixture.accounts, fixture.soon)
            let ada = try await fixture.ada(permissions: "Campaign.Get")
            let key = try await accounts.createKey(NewKey(userID: ada, permissions: "Campaign.Get"), until: soon)
            let expected = Principal(kind: .user, accountID: ada, permissions: .these(["Campaign.Get"]), keyID: key.keyID)
            #expect(try await fixture.principal(apiKey: key.apiKey) == expected)
            let none = try await accounts.createKey(NewKey(userID: ada, permissions: ""), until: soon)
            #expect(try await fixture.principal(apiKey: none.apiKey)?.permissions == .these([]))
            for permissions in ["Campaigns.Get", "Campaign.Fly", "*,Campaign.Get"] {
                await #expect(throws: AccountRefusal.unknownPermission) {
                    try await accounts.createKey(NewKey(userID: ada, permissions: permissions), until: soon)
                }
            }
        }
    }

    @Test("A key opens nothing from its end on, and none is made whose end has come")
    func ends() async throws {
        try await AccountsFixture.run { fixture in
            let (accounts, soon) = (fixture.accounts, fixture.soon)
            let ada = try await fixture.ada()
            let end = fixture.clock.now().adding(seconds: 60)
            let key = try await accounts.createKey(NewKey(userID: ada, end: end), until: soon)
            fixture.clock.advance(by: .milliseconds(59_999))
            #expect(try await fixture.principal(apiKey: key.apiKey) != nil)
            fixture.clock.advance(by: .milliseconds(1))
            #expect(try await fixture.principal(apiKey: key.apiKey) == nil)
            for end in [end, Timestamp(milliseconds: 0)] {
                await #expect(throws: AccountRefusal.endsInPast) {
                    try await accounts.createKey(NewKey(userID: ada, end: end), until: soon)
                }
            }
        }
    }

    @Test("Keys are listed by pages and renamed; a revoked one stays in the list")
    func lists() async throws {
        try await AccountsFixture.run { fixture in
            let (accounts, soon) = (fixture.accounts, fixture.soon)
            let ada = try await fixture.ada(permissions: "Campaign.Get")
            let end = fixture.clock.now().adding(seconds: 60)
            let first = try await accounts.createKey(
                NewKey(userID: ada, name: "Mailer", permissions: "Campaign.Get", end: end), until: soon)
            let second = try await accounts.createKey(for: ada, until: soon)
            #expect(try await accounts.renameKey(second.keyID, to: "Desk", until: soon) == ada)
            #expect(try await accounts.revokeKey(second.keyID, until: soon) == ada)
            let page = try await accounts.keys(of: ada, after: 0, limit: 1, until: soon)
            #expect(page.map(\.keyID) == [first.keyID] && page.map(\.name) == ["Mailer"] && page.map(\.end) == [end])
            #expect(page.map(\.permissions) == ["Campaign.Get"] && page.map(\.revokedAt) == [nil])
            let rest = try await accounts.keys(of: ada, after: first.keyID, limit: 9, until: soon)
            #expect(rest.map(\.name) == ["Desk"] && rest.map(\.revokedAt) == [fixture.clock.now()])
            for name in [String(repeating: "n", count: 101), "n" + String(repeating: "\u{301}", count: 100_000)] {
                await #expect(throws: AccountRefusal.invalidKeyName) { try await accounts.renameKey(first.keyID, to: name, until: soon) }
                await #expect(throws: AccountRefusal.invalidKeyName) {
                    try await accounts.createKey(NewKey(userID: ada, name: name), until: soon)
                }
            }
            await #expect(throws: AccountRefusal.unknownKey) { try await accounts.renameKey(999, to: "x", until: soon) }
            await #expect(throws: AccountRefusal.unknownUser) { try await accounts.keys(of: 999, after: 0, limit: 9, until: soon) }
        }
    }

    @Test("An account has a thousand keys at most; a revoked one makes room")
    func quota() async throws {
        try await AccountsFixture.run { fixture in
            let (accounts, soon) = (fixture.accounts, fixture.soon)
            let ada = try await fixture.ada()
            try await fixture.database.write(until: soon) { writing in
                for number in 0..<999 {
                    let digest = Array("\(number)".utf8)
                    try writing.execute("INSERT INTO api_keys (user_id, digest, created_at) VALUES (\(ada), \(digest), 0)")
                }
            }
            let last = try await accounts.createKey(for: ada, until: soon)
            await #expect(throws: QuotaExceeded.self) { try await accounts.createKey(for: ada, until: soon) }
            try await accounts.revokeKey(last.keyID, until: soon)
            _ = try await accounts.createKey(for: ada, until: soon)
        }
    }
}
