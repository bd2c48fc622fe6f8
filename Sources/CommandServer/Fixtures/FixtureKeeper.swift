// SPDX-License-Identifier: Apache-2.0

import CommandAccounts
import CommandKit
import CommandStorage
import CommandStorageSQLite
import Logging

/// Makes what a run of generated cases calls as, and removes it again with all that it made: accounts, their keys and
/// sessions, and what the application keeps of them.
struct FixtureKeeper: Sendable {
    let accounts: AccountStore
    let database: SQLiteDatabase
    /// Removes what the application keeps of an account; nil where it does not say.
    let erase: (@Sendable (Int, any Writing) throws -> Void)?
    let logger: Logger

    /// Whether what its accounts make can be removed again.
    var erases: Bool { erase != nil }

    /// Makes accounts and sessions; first removes those that nobody looked after.
    func make(until deadline: ContinuousClock.Instant) async throws -> AccountFixtures {
        try await removeAbandoned(until: deadline)
        let fixtures = try await accounts.makeFixtures(until: deadline)
        logger.notice("accounts for generated cases were made", metadata: ["accounts": "\(fixtures.callers.count)"])
        return fixtures
    }

    /// Removes them; gives how many accounts there were.
    func remove(_ id: String, until deadline: ContinuousClock.Instant) async throws -> Int {
        let count = try await accounts.removeFixtures(id, until: deadline, erase: erase ?? { _, _ in })
        if count > 0 { logger.notice("accounts for generated cases were removed", metadata: ["accounts": "\(count)"]) }
        return count
    }

    /// Removes those whose run ended without a word.
    func removeAbandoned(until deadline: ContinuousClock.Instant) async throws {
        for id in try await accounts.abandonedFixtures(until: deadline) { _ = try await remove(id, until: deadline) }
    }

    /// Keeps them for another while, and gives how many rows of the database changed so far; nil where there are none.
    func look(_ id: String, until deadline: ContinuousClock.Instant) async throws -> Int? {
        guard try await accounts.renewFixtures(id, until: deadline) else { return nil }
        return try await database.changeCount(until: deadline)
    }
}
