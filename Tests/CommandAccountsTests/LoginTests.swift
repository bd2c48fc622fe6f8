// SPDX-License-Identifier: Apache-2.0

import CommandAccounts
import CommandKit
import CommandStorage
import CommandStorageSQLite
import Testing

@Suite("Login") struct LoginTests {
    @Test("Gives what the user is told about themselves")
    func userInfo() async throws {
        try await AccountsFixture.run { fixture in
            let ada = try await fixture.ada()
            let user = try await fixture.logIn(" A\u{200B}DA ").user
            #expect(user.userID == ada && user.username == "ada" && user.emailAddress == "ada@example.com")
            #expect(user.firstName == "Ada" && user.lastName == "Lovelace")
        }
    }

    @Test(
        "Refuses a wrong name, a wrong password and impossible ones alike",
        arguments: [
            ("ada", "wrong"), ("ada", ""), ("ada", "A LONG PASS PHRASE"), ("ada", "a long pass phrase "), ("bob", "a long pass phrase"),
            ("", "a long pass phrase"), ("ada", String(repeating: "p", count: 5000)),
            (String(repeating: "a", count: 251), "a long pass phrase"), ("demo-admin", "a long pass phrase"),
        ])
    func invalid(username: String, password: String) async throws {
        try await AccountsFixture.run { fixture in
            _ = try await fixture.accounts.demoAccount(until: fixture.soon)
            _ = try await fixture.ada()
            await #expect(throws: AccountRefusal.invalidLogin) { try await fixture.logIn(username, password) }
            #expect(try await fixture.count("sessions") == 0)
        }
    }

    @Test("Passwords in NFC and NFD are one")
    func normalisation() async throws {
        try await AccountsFixture.run { fixture in
            let user = NewUser(username: "zoe", password: "caf\u{E9} caf\u{E9} caf\u{E9}", emailAddress: "z@example.com")
            let id = try await fixture.accounts.createUser(user, until: fixture.soon)
            #expect(try await fixture.logIn("zoe", "cafe\u{301} cafe\u{301} cafe\u{301}").user.userID == id)
        }
    }

    @Test("A name that nobody has takes as much work as a wrong password")
    func sameWork() async throws {
        let derivation = CountedDerivation()
        try await AccountsFixture.run(hasher: try derivation.hasher()) { fixture in
            _ = try await fixture.ada()
            _ = try await fixture.accounts.createAdmin(username: "root", emailAddress: "r@example.com", until: fixture.soon)
            for name in ["ada", "bob", "root"] {
                let before = derivation.calls
                await #expect(throws: AccountRefusal.invalidLogin) { try await fixture.logIn(name, "wrong") }
                #expect(derivation.calls - before == 1, "\(name)")
            }
        }
    }

    @Test("Hashes a password again, once, when the cost was raised")
    func rehash() async throws {
        try await AccountsFixture.run { fixture in
            _ = try await fixture.ada()
            #expect(try await fixture.storedHash().hasPrefix("$scrypt$ln=4,r=8,p=1$"))
            let raised = fixture.otherProcess(hasher: try .cheap(log2Rounds: 5))
            func logIn(_ password: String) async throws {
                _ = try await raised.logIn(username: "ada", password: password, address: "192.0.2.1", until: fixture.soon)
            }
            await #expect(throws: AccountRefusal.invalidLogin) { try await logIn("wrong") }
            #expect(try await fixture.storedHash().hasPrefix("$scrypt$ln=4,"))
            try await logIn("a long pass phrase")
            let hash = try await fixture.storedHash()
            #expect(hash.hasPrefix("$scrypt$ln=5,r=8,p=1$"))
            try await logIn("a long pass phrase")
            #expect(try await fixture.storedHash() == hash)
        }
    }

    @Test("A stored hash that cannot be read matches nothing, after the same work")
    func unreadableHash() async throws {
        let derivation = CountedDerivation()
        try await AccountsFixture.run(hasher: try derivation.hasher()) { fixture in
            _ = try await fixture.ada()
            try await fixture.database.write(until: fixture.soon) { writing in
                _ = try writing.execute("UPDATE users SET password_hash = '$scrypt$ln=99,r=8,p=1$AAAAAAAAAAA$AAAA'")
            }
            let before = derivation.calls
            await #expect(throws: AccountRefusal.invalidLogin) { try await fixture.logIn() }
            #expect(derivation.calls - before == 1)
        }
    }

    @Test("A login that was under way when the password changed opens nothing")
    func changedMeanwhile() async throws {
        let derivation = CountedDerivation(isOpen: false)
        try await AccountsFixture.run { fixture in
            let ada = try await fixture.ada()
            let slow = fixture.otherProcess(hasher: try derivation.realHasher())
            let soon = fixture.soon
            let login = Task {
                try await slow.logIn(username: "ada", password: "a long pass phrase", address: "192.0.2.1", until: soon)
            }
            await derivation.waitUntilRunning(1)
            try await fixture.accounts.changePassword(of: ada, to: "a new pass phrase", until: soon)
            derivation.open()
            await #expect(throws: AccountRefusal.invalidLogin) { try await login.value }
            #expect(try await fixture.count("sessions") == 0)
        }
    }
}

extension AccountsFixture {
    fileprivate func storedHash() async throws -> String {
        try await database.read(until: soon) { reading in
            try #require(try reading.row("SELECT password_hash FROM users WHERE username = 'ada'")).get(0)
        }
    }
}
