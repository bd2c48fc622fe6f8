// SPDX-License-Identifier: Apache-2.0

import CommandAccounts
import CommandKit
import CommandStorage
import CommandStorageSQLite
import Testing

@Suite("Sessions") struct SessionTests {
    @Test("A login opens a session of its own each time")
    func fresh() async throws {
        try await AccountsFixture.run { fixture in
            let ada = try await fixture.ada(permissions: "Campaign.Get")
            let (first, second) = (try await fixture.logIn(), try await fixture.logIn())
            #expect(first.sessionID.hasPrefix("crs_") && first.sessionID.count == 44)
            #expect(first.sessionID != second.sessionID)
            let expected = Principal(kind: .user, accountID: ada, permissions: .these(["Campaign.Get"]))
            #expect(try await fixture.principal(sessionID: first.sessionID) == expected)
            #expect(try await fixture.principal(sessionID: second.sessionID) == expected)
        }
    }

    @Test("Bad input 32: a session id that a caller chose is never adopted")
    func chosen() async throws {
        try await AccountsFixture.run { fixture in
            _ = try await fixture.ada()
            let chosen = "crs_" + String(repeating: "0", count: 40)
            #expect(try await fixture.principal(sessionID: chosen) == nil)
            let login = try await fixture.logIn()
            #expect(login.sessionID != chosen)
            #expect(try await fixture.principal(sessionID: chosen) == nil)
            try await fixture.accounts.logOut(login.sessionID, of: login.user.userID, until: fixture.soon)
            #expect(try await fixture.principal(sessionID: login.sessionID) == nil)
            #expect(try await fixture.count("sessions") == 0)
        }
    }

    @Test("Ends when it was not used for half an hour, and not before")
    func idle() async throws {
        try await AccountsFixture.run { fixture in
            _ = try await fixture.ada()
            let id = try await fixture.logIn().sessionID
            for _ in 0..<4 {
                fixture.clock.advance(by: .seconds(1799))
                #expect(try await fixture.principal(sessionID: id) != nil)
            }
            fixture.clock.advance(by: .seconds(1800))
            #expect(try await fixture.principal(sessionID: id) == nil)
        }
    }

    @Test("Ends twelve hours after the login, however much it is used")
    func absolute() async throws {
        try await AccountsFixture.run { fixture in
            _ = try await fixture.ada()
            let id = try await fixture.logIn().sessionID
            for _ in 0..<47 {
                fixture.clock.advance(by: .seconds(900))
                #expect(try await fixture.principal(sessionID: id) != nil)
            }
            fixture.clock.advance(by: .seconds(899))
            #expect(try await fixture.principal(sessionID: id) != nil)
            fixture.clock.advance(by: .seconds(1))
            #expect(try await fixture.principal(sessionID: id) == nil)
        }
    }

    @Test("A session that is only looked at is not used by it")
    func inspected() async throws {
        try await AccountsFixture.run { fixture in
            let ada = try await fixture.ada()
            let begin = fixture.clock.now().milliseconds
            let credentials = Credentials(sessionID: try await fixture.logIn().sessionID)
            let authenticator = AccountAuthenticator(fixture.accounts)
            fixture.clock.advance(by: .seconds(1799))
            #expect(try await authenticator.principal(inspecting: credentials)?.accountID == ada)
            #expect(authenticator.remembered(credentials) == nil)
            #expect(try await fixture.lastUse() == begin)
            fixture.clock.advance(by: .seconds(1))
            #expect(try await authenticator.principal(inspecting: credentials) == nil)
        }
    }

    @Test("Use is noted once a minute at most")
    func noted() async throws {
        try await AccountsFixture.run { fixture in
            _ = try await fixture.ada()
            let begin = fixture.clock.now().milliseconds
            let id = try await fixture.logIn().sessionID
            var noted: [Int64] = []
            for _ in 0..<5 {
                fixture.clock.advance(by: .seconds(25))
                _ = try await fixture.principal(sessionID: id)
                noted.append(try await fixture.lastUse() - begin)
            }
            #expect(noted == [0, 0, 75_000, 75_000, 75_000])
        }
    }

    @Test("Only the account's own sessions can be ended by it")
    func foreignLogout() async throws {
        try await AccountsFixture.run { fixture in
            let ada = try await fixture.ada()
            let id = try await fixture.logIn().sessionID
            try await fixture.accounts.logOut(id, of: ada + 1, until: fixture.soon)
            try await fixture.accounts.logOut("no session", of: ada, until: fixture.soon)
            #expect(try await fixture.principal(sessionID: id) != nil)
        }
    }

    @Test("Bad input 33: another password ends all sessions, and the old one opens none")
    func passwordChange() async throws {
        try await AccountsFixture.run { fixture in
            let ada = try await fixture.ada()
            let ids = [try await fixture.logIn().sessionID, try await fixture.logIn().sessionID]
            let remembering = AccountAuthenticator(fixture.accounts)
            for id in ids { _ = try await remembering.principal(for: Credentials(sessionID: id)) }
            try await fixture.accounts.changePassword(of: ada, to: "a new pass phrase", until: fixture.soon)
            for id in ids {
                #expect(remembering.remembered(Credentials(sessionID: id)) == nil)
                #expect(try await fixture.principal(sessionID: id) == nil)
            }
            await #expect(throws: AccountRefusal.invalidLogin) { try await fixture.logIn() }
            #expect(try await fixture.logIn("ada", "a new pass phrase").user.userID == ada)
        }
    }

    @Test("A password can be given to an admin, who then logs in; and to nobody who is not there")
    func passwordOfAdmin() async throws {
        try await AccountsFixture.run { fixture in
            let demo = try #require(try await fixture.accounts.demoAccount(until: fixture.soon))
            await #expect(throws: AccountRefusal.invalidLogin) { try await fixture.logIn("demo-admin", "a new pass phrase") }
            try await fixture.accounts.changePassword(of: demo.adminID, to: "a new pass phrase", until: fixture.soon)
            let session = try await fixture.logIn("demo-admin", "a new pass phrase").sessionID
            #expect(try await fixture.principal(sessionID: session)?.kind == .admin)
            await #expect(throws: AccountRefusal.unknownUser) {
                try await fixture.accounts.changePassword(of: 999, to: "a new pass phrase", until: fixture.soon)
            }
        }
    }

    @Test("A changed password ends the other sessions and not the one that it was changed by")
    func ownPasswordChange() async throws {
        try await AccountsFixture.run { fixture in
            let ada = try await fixture.ada()
            let (own, other) = (try await fixture.logIn().sessionID, try await fixture.logIn().sessionID)
            let stranger = try await fixture.accounts.createUser(
                NewUser(username: "bob", password: "bobs pass phrase", emailAddress: "b@example.com"), until: fixture.soon)
            let bobs = try await fixture.logIn("bob", "bobs pass phrase").sessionID
            func change(_ account: Int, _ old: String, _ new: String, keeping session: String?) async throws {
                try await fixture.accounts.changePassword(
                    of: account, from: old, to: new, keeping: session, address: "192.0.2.1", until: fixture.soon)
            }
            await #expect(throws: AccountRefusal.invalidLogin) { try await change(ada, "wrong", "a new pass phrase", keeping: own) }
            #expect(try await fixture.principal(sessionID: other) != nil)
            try await change(ada, "a long pass phrase", "a new pass phrase", keeping: own)
            #expect(try await fixture.principal(sessionID: own)?.accountID == ada)
            #expect(try await fixture.principal(sessionID: other) == nil)
            await #expect(throws: AccountRefusal.invalidLogin) { try await fixture.logIn() }
            // A session that ended is not brought back by being named, and neither is another account's.
            try await change(ada, "a new pass phrase", "the third pass phrase", keeping: other)
            #expect(try await fixture.principal(sessionID: other) == nil)
            #expect(try await fixture.principal(sessionID: own) == nil)
            try await change(stranger, "bobs pass phrase", "bobs new pass phrase", keeping: own)
            #expect(try await fixture.principal(sessionID: own) == nil)
            #expect(try await fixture.principal(sessionID: bobs) == nil)
        }
    }

    @Test("A wrong present password is a guess, and slowed as one")
    func guessesAtChange() async throws {
        try await AccountsFixture.run { fixture in
            let ada = try await fixture.ada()
            func change() async throws {
                try await fixture.accounts.changePassword(
                    of: ada, from: "wrong", to: "a new pass phrase", keeping: nil, address: "192.0.2.1", until: fixture.soon)
            }
            for _ in 0..<5 { await #expect(throws: AccountRefusal.invalidLogin) { try await change() } }
            await #expect(throws: RateLimited.self) { try await change() }
            await #expect(throws: RateLimited.self) { try await fixture.logIn() }
        }
    }

    @Test("A session that begins in the future, or was used there, opens nothing", arguments: ["created_at", "last_used_at"])
    func future(column: String) async throws {
        try await AccountsFixture.run { fixture in
            _ = try await fixture.ada()
            let id = try await fixture.logIn().sessionID
            for (skew, isOpen) in [(60_000, true), (60_001, false), (86_400_000, false), (0, true)] as [(Int64, Bool)] {
                let moment = fixture.clock.now().milliseconds + skew
                try await fixture.database.write(until: fixture.soon) { writing in
                    _ = try writing.execute("UPDATE sessions SET \(SQL(stringLiteral: column)) = \(moment)")
                }
                #expect(try await (fixture.principal(sessionID: id) != nil) == isOpen, "\(skew)")
            }
        }
    }

    @Test("Pruning deletes the sessions whose end has come, and no others")
    func prune() async throws {
        try await AccountsFixture.run { fixture in
            _ = try await fixture.ada()
            _ = try await fixture.logIn()
            fixture.clock.advance(by: .seconds(43_199))
            let young = try await fixture.logIn().sessionID
            #expect(try await fixture.accounts.prune(until: fixture.soon) == 0)
            fixture.clock.advance(by: .seconds(1))
            #expect(try await fixture.accounts.prune(until: fixture.soon) == 1)
            #expect(try await fixture.principal(sessionID: young) != nil)
        }
    }
}

extension AccountsFixture {
    fileprivate func lastUse() async throws -> Int64 {
        try await database.read(until: soon) { reading in try reading.row("SELECT last_used_at FROM sessions")?.get(0) ?? -1 }
    }
}
