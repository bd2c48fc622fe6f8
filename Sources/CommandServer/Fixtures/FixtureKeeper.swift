// SPDX-License-Identifier: Apache-2.0

import CommandAccounts
import CommandKit
import CommandStorageSQLite
import Logging

/// Makes what a run of generated cases calls as, and removes it again with all that it made: accounts, their keys and
/// sessions, and what the application keeps of them.
struct FixtureKeeper: Sendable {
    let accounts: AccountStore
    let database: SQLiteDatabase
    /// Erases what is kept of them once they are deleted.
    let eraser: AccountEraser
    let logger: Logger

    /// Whether what its accounts make can be removed again.
    var erases: Bool { eraser.erase != nil }

    /// Makes accounts and sessions; first removes those that nobody looked after.
    func make(until deadline: ContinuousClock.Instant) async throws -> AccountFixtures {
        try await removeAbandoned(until: deadline)
        let fixtures = try await accounts.makeFixtures(until: deadline)
        logger.notice("accounts for generated cases were made", metadata: ["accounts": "\(fixtures.callers.count)"])
        return fixtures
    }

    /// Deletes them and the accounts that they made, and erases what is kept of them; gives how many accounts there were. What
    /// cannot be erased now is erased later.
    func remove(_ id: String, until deadline: ContinuousClock.Instant) async throws -> Int {
        let ended = try await accounts.endFixtures(id, until: deadline)
        for account in ended { try await eraser.erase(account) }
        if !ended.isEmpty { logger.notice("accounts for generated cases were removed", metadata: ["accounts": "\(ended.count)"]) }
        return ended.count
    }

    /// Removes those whose run ended without a word.
    func removeAbandoned(until deadline: ContinuousClock.Instant) async throws {
        for id in try await accounts.abandonedFixtures(until: deadline) { _ = try await remove(id, until: deadline) }
    }

    /// Keeps them for another while, and gives how many rows of the database changed so far; nil where there are none.
    func look(_ id: String, until deadline: ContinuousClock.Instant) async throws -> Int? {
        guard try await accounts.renewFixtures(id, until: deadline) else { return nil }
        return database.changeCount
    }
}
