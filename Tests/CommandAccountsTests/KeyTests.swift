// SPDX-License-Identifier: Apache-2.0

import CommandAccounts
import CommandKit
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
}
