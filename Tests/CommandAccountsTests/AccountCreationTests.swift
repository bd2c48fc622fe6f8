// SPDX-License-Identifier: Apache-2.0

import CommandAccounts
import CommandKit
import Testing

@Suite("Account creation") struct AccountCreationTests {
    @Test(
        "A user holds exactly the permissions that were named",
        arguments: [
            ("", Permissions.these([])),
            ("*", .all),
            (" * ", .all),
            ("Campaign.Get", .these(["Campaign.Get"])),
            ("Campaign.Get , ,Campaigns.Get,Campaign.Get", .these(["Campaign.Get", "Campaigns.Get"])),
        ])
    func permissions(text: String, held: Permissions) async throws {
        try await AccountsFixture.run { fixture in
            let ada = try await fixture.ada(permissions: text)
            let key = try await fixture.accounts.createKey(for: ada, until: fixture.soon)
            let principal = try await fixture.principal(apiKey: key.apiKey)
            #expect(principal?.withoutKey == Principal(kind: .user, accountID: ada, permissions: held))
        }
    }

    @Test(
        "Refuses permissions that are not declared, exactly as spelled",
        arguments: [
            "Campaign.Delete", "campaign.get", "*,Campaign.Get", "Campaign.Get;Campaigns.Get", "**",
        ])
    func undeclaredPermissions(text: String) async throws {
        try await AccountsFixture.run { fixture async throws in
            await #expect(throws: AccountRefusal.unknownPermission) { try await fixture.ada(permissions: text) }
            #expect(try await fixture.count("users") == 0)
        }
    }

    @Test(
        "Refuses a name that is taken, however it is written",
        arguments: [
            "ada", "ADA", " ada ", "a\u{200B}da", "\u{FEFF}Ada", "ad\u{00AD}a",
        ])
    func takenName(name: String) async throws {
        try await AccountsFixture.run { fixture in
            _ = try await fixture.ada()
            let twin = NewUser(username: name, password: "another pass phrase", emailAddress: "x@example.com")
            await #expect(throws: AccountRefusal.usernameTaken) {
                try await fixture.accounts.createUser(twin, until: fixture.soon)
            }
            await #expect(throws: AccountRefusal.usernameTaken) {
                try await fixture.accounts.createAdmin(username: name, emailAddress: "x@example.com", until: fixture.soon)
            }
        }
    }

    @Test("Of many who want one name at once, one gets it")
    func race() async throws {
        try await AccountsFixture.run { fixture async throws in
            let made = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<8 { group.addTask { (try? await fixture.ada()) != nil } }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(made == 1)
            #expect(try await fixture.count("users") == 1)
        }
    }

    @Test("Names in NFC and NFD are one")
    func normalisation() {
        // By bytes, as the database compares: Swift takes the two forms for equal by itself.
        func bytes(_ name: String) -> [UInt8]? { Username(name).map { Array($0.folded.utf8) } }
        #expect(bytes("Zo\u{EB}") == bytes("zoe\u{308}"))
        #expect(bytes("Zo\u{EB}") != bytes("zoe"))
    }

    @Test(
        "Refuses a text that cannot be a name",
        arguments: [
            "", "  ", "\u{200B}", String(repeating: "a", count: 251), "e" + String(repeating: "\u{301}", count: 100_000),
        ])
    func invalidName(name: String) async throws {
        try await AccountsFixture.run { fixture in
            let user = NewUser(username: name, password: "a long pass phrase", emailAddress: "x@example.com")
            await #expect(throws: AccountRefusal.invalidUsername) {
                try await fixture.accounts.createUser(user, until: fixture.soon)
            }
            await #expect(throws: AccountRefusal.invalidUsername) {
                try await fixture.accounts.createAdmin(username: name, emailAddress: "", until: fixture.soon)
            }
        }
    }

    @Test("Refuses a text that cannot be a password", arguments: ["", String(repeating: "p", count: 4097)])
    func invalidPassword(password: String) async throws {
        try await AccountsFixture.run { fixture in
            let user = NewUser(username: "ada", password: password, emailAddress: "x@example.com")
            await #expect(throws: AccountRefusal.invalidPassword) {
                try await fixture.accounts.createUser(user, until: fixture.soon)
            }
            let ada = try await fixture.ada()
            await #expect(throws: AccountRefusal.invalidPassword) {
                try await fixture.accounts.changePassword(of: ada, to: password, until: fixture.soon)
            }
        }
    }
}
