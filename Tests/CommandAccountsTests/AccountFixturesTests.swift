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
                #expect(try await fixture.principal(apiKey: caller.key) == expected)
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
            let count = try await fixture.accounts.removeFixtures(made.id, until: fixture.soon) { account, _ in
                erased.withLock { $0.append(account) }
            }
            #expect(count == made.callers.count && erased.withLock { $0 } == made.callers.map(\.accountID))
            #expect(try await fixture.principal(apiKey: made.callers[0].key) == nil)
            #expect(try await fixture.principal(apiKey: key.apiKey)?.accountID == ada)
            #expect(try await fixture.principal(sessionID: login.sessionID)?.accountID == ada)
            #expect(try await fixture.principal(apiKey: other.callers[0].key) != nil)
            #expect(try await fixture.count("users") == 1 + other.callers.count)
            #expect(try await fixture.accounts.removeFixtures(made.id, until: fixture.soon) { _, _ in } == 0)
        }
    }

    @Test("An application that cannot erase what it keeps leaves everything as it was")
    func keepsAll() async throws {
        struct Trouble: Error {}
        try await AccountsFixture.run { fixture in
            let made = try await fixture.accounts.makeFixtures(until: fixture.soon)
            await #expect(throws: Trouble.self) {
                _ = try await fixture.accounts.removeFixtures(made.id, until: fixture.soon) { account, _ in
                    if account == made.callers[3].accountID { throw Trouble() }
                }
            }
            #expect(try await fixture.count("users") == made.callers.count)
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
