// SPDX-License-Identifier: Apache-2.0

import CommandAccounts
import CommandKit
import CommandStorage
import Synchronization
import Testing

@Suite("Accounts for a run of tests") struct AccountFixturesTests {
    @Test("There are two users and an admin with every permission, and one of each without each of them")
    func makes() async throws {
        try await AccountsFixture.run { fixture in
            let made = try await fixture.accounts.makeFixtures(until: fixture.soon)
            let all: Set<String> = ["Campaign.Get", "Campaigns.Get"]
            for caller in made.callers {
                let held = all.subtracting(caller.missing.map { [$0] } ?? [])
                let expected = Principal(kind: caller.kind, accountID: caller.accountID, permissions: .these(held))
                #expect(try await fixture.principal(apiKey: caller.key)?.withoutKey == expected)
            }
            #expect(made.callers.map(\.kind).count { $0 == .user } == 4 && made.callers.count == 7)
        }
    }

    @Test("Of its sessions one is good; the others ended, expired or were left alone")
    func sessions() async throws {
        try await AccountsFixture.run { fixture in
            let made = try await fixture.accounts.makeFixtures(until: fixture.soon)
            #expect(try await fixture.principal(sessionID: made.sessions.open)?.accountID == made.callers[0].accountID)
            for session in [made.sessions.ended, made.sessions.expired, made.sessions.idle] {
                #expect(try await fixture.principal(sessionID: session) == nil)
            }
        }
    }

    @Test("Removing them takes all that is theirs, and nothing of anybody else")
    func removes() async throws {
        try await AccountsFixture.run { fixture in
            let ada = try await fixture.ada()
            let key = try await fixture.accounts.createKey(for: ada, until: fixture.soon)
            let login = try await fixture.logIn()
            let other = try await fixture.accounts.makeFixtures(until: fixture.soon)
            let made = try await fixture.accounts.makeFixtures(until: fixture.soon)
            _ = try await fixture.principal(apiKey: made.callers[0].key)
            let erased = Mutex<[Int]>([])
            let ended = try await fixture.accounts.endFixtures(made.id, until: fixture.soon)
            #expect(ended == made.callers.map(\.accountID))
            #expect(try await fixture.principal(apiKey: made.callers[0].key) == nil)
            for account in ended {
                var step = ErasureStep.more
                while step == .more {
                    step = try await fixture.accounts.eraseStep(of: account, until: fixture.soon) { account, _ in
                        erased.withLock { $0.append(account) }
                        return false
                    }
                }
                #expect(step == .done)
            }
            #expect(erased.withLock { $0 } == ended)
            #expect(try await fixture.principal(apiKey: key.apiKey)?.accountID == ada)
            #expect(try await fixture.principal(sessionID: login.sessionID)?.accountID == ada)
            #expect(try await fixture.principal(apiKey: other.callers[0].key) != nil)
            #expect(try await fixture.count("users") == 1 + other.callers.count)
            #expect(try await fixture.accounts.endFixtures(made.id, until: fixture.soon) == [])
        }
    }

    @Test("What they make is theirs: accounts and keys go with them, and nothing outside the run can be changed or given a key")
    func stayInside() async throws {
        try await AccountsFixture.run { fixture in
            let (accounts, soon) = (fixture.accounts, fixture.soon)
            let demo = try #require(try await accounts.demoAccount(until: soon))
            let ada = try await fixture.ada()
            let adasKey = try await accounts.createKey(for: ada, until: soon).keyID
            let made = try await accounts.makeFixtures(until: soon)
            let admin = try #require(made.callers.first { $0.kind == .admin && $0.missing == nil })
            let caller = AccountAuthority.caller(try #require(try await fixture.principal(apiKey: admin.key)))
            for target in [demo.adminID, demo.userID, ada] {
                await #expect(throws: AccountRefusal.unknownUser) { try await accounts.createKey(for: target, by: caller, until: soon) }
                await #expect(throws: AccountRefusal.unknownUser) { try await accounts.disableAccount(target, by: caller, until: soon) }
                await #expect(throws: AccountRefusal.unknownUser) { try await accounts.deleteAccount(target, by: caller, until: soon) }
                await #expect(throws: AccountRefusal.unknownUser) { try await accounts.endSessions(of: target, by: caller, until: soon) }
                await #expect(throws: AccountRefusal.unknownUser) {
                    try await accounts.setPermissions(of: target, to: "", by: caller, until: soon)
                }
                await #expect(throws: AccountRefusal.unknownUser) {
                    try await accounts.changePassword(of: target, to: "a new pass phrase", by: caller, until: soon)
                }
            }
            await #expect(throws: AccountRefusal.unknownKey) { try await accounts.revokeKey(adasKey, by: caller, until: soon) }
            await #expect(throws: AccountRefusal.unknownKey) { try await accounts.renameKey(adasKey, to: "x", by: caller, until: soon) }
            let user = NewUser(username: "made", password: "a long pass phrase", emailAddress: "m@example.com")
            let child = try await accounts.createUser(user, by: caller, until: soon)
            let childsKey = try await accounts.createKey(for: child, by: caller, until: soon)
            #expect(try await fixture.principal(apiKey: childsKey.apiKey)?.accountID == child)
            let seen = try await accounts.accounts(after: 0, limit: 1000, for: caller, until: soon).map(\.user.userID)
            #expect(seen == made.callers.map(\.accountID) + [child])
            #expect(try await accounts.renewFixtures(made.id, until: soon))
            #expect(try await accounts.endFixtures(made.id, until: soon).contains(child))
            #expect(try await fixture.principal(apiKey: childsKey.apiKey) == nil)
            #expect(try await fixture.principal(apiKey: demo.adminAPIKey) != nil)
        }
    }

    @Test("What an application cannot erase now is kept, of one account, until it can")
    func keepsAll() async throws {
        struct Trouble: Error {}
        try await AccountsFixture.run { fixture in
            let made = try await fixture.accounts.makeFixtures(until: fixture.soon)
            let ended = try await fixture.accounts.endFixtures(made.id, until: fixture.soon)
            await #expect(throws: Trouble.self) {
                _ = try await fixture.accounts.eraseStep(of: ended[3], until: fixture.soon) { _, _ in throw Trouble() }
            }
            #expect(try await fixture.accounts.accountsToErase(until: fixture.soon) == ended)
            #expect(try await fixture.accounts.eraseStep(of: ended[3], until: fixture.soon) { _, _ in false } == .done)
            #expect(try await fixture.accounts.accountsToErase(until: fixture.soon) == ended.filter { $0 != ended[3] })
        }
    }

    @Test("They are abandoned once nobody looked after them for ten minutes")
    func abandoned() async throws {
        try await AccountsFixture.run { fixture in
            let made = try await fixture.accounts.makeFixtures(until: fixture.soon)
            fixture.clock.advance(by: .seconds(599))
            #expect(try await fixture.accounts.abandonedFixtures(until: fixture.soon) == [])
            #expect(try await fixture.accounts.renewFixtures(made.id, until: fixture.soon))
            fixture.clock.advance(by: .seconds(599))
            #expect(try await fixture.accounts.abandonedFixtures(until: fixture.soon) == [])
            fixture.clock.advance(by: .seconds(1))
            #expect(try await fixture.accounts.abandonedFixtures(until: fixture.soon) == [made.id])
            #expect(try await !fixture.accounts.renewFixtures("another", until: fixture.soon))
        }
    }

    @Test("Only so many runs have them at once")
    func bounded() async throws {
        try await AccountsFixture.run { fixture in
            for _ in 0..<8 { _ = try await fixture.accounts.makeFixtures(until: fixture.soon) }
            await #expect(throws: RateLimited.self) { _ = try await fixture.accounts.makeFixtures(until: fixture.soon) }
        }
    }
}
