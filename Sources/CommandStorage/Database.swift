// SPDX-License-Identifier: Apache-2.0

/// A database of rows, reached through SQL that both engines know.
///
/// The closures are synchronous and do SQL only, so that writes that wait together can be committed together: each in
/// a savepoint of its own, each answered after the commit. State that matters is in the database; ids, uniqueness and
/// compare-and-set are its job, since more than one process may use it.
///
/// Every method throws CommandKit's `ComponentUnavailable` when the database is away, full, locked or too slow for `deadline`,
/// or when the task is cancelled; CommandKit's `TooLarge` when one call takes more work than one may; its `RateLimited` when an
/// account has too much waiting; ``UniqueViolation`` when a row is already there; and whatever the closure throws. After a
/// throw nothing is changed.
public protocol Database: Sendable {
    /// Reads on the calling thread, each statement seeing the latest commit. For look-ups by index that take
    /// microseconds: it holds the thread meanwhile. `body` may run again from the start if it takes longer, so that what it
    /// gives must come from its reads alone.
    func read<Result: Sendable>(
        until deadline: ContinuousClock.Instant, _ body: @escaping @Sendable (any Reading) throws -> Result
    ) async throws -> Result

    /// Reads from one snapshot, off the calling thread. For what reads more than once, or long. Clients take turns, and `body`
    /// may run again from the start: what takes long is interrupted for what does not.
    func snapshot<Result: Sendable>(
        for client: DatabaseClient, until deadline: ContinuousClock.Instant,
        _ body: @escaping @Sendable (any Reading) throws -> Result
    ) async throws -> Result

    /// Writes in one transaction; returns when it is durable. `body` may run again from the start if the group that it
    /// was committed with fails for another's fault, so it must have no effect but on its transaction. Clients take turns.
    func write<Result: Sendable>(
        for client: DatabaseClient, until deadline: ContinuousClock.Instant,
        _ body: @escaping @Sendable (any Writing) throws -> Result
    ) async throws -> Result

    /// Applies the migrations that this database has not seen yet, in order, each in a transaction, or in one for each batch.
    ///
    /// - Returns: what they have to say, for the log.
    @discardableResult func migrate(_ migrations: [Migration]) async throws -> [String]
}

extension Database {
    /// Reads from one snapshot, for nobody in particular.
    public func snapshot<Result: Sendable>(
        until deadline: ContinuousClock.Instant, _ body: @escaping @Sendable (any Reading) throws -> Result
    ) async throws -> Result { try await snapshot(for: .unnamed, until: deadline, body) }

    /// Writes in one transaction, for nobody in particular.
    public func write<Result: Sendable>(
        until deadline: ContinuousClock.Instant, _ body: @escaping @Sendable (any Writing) throws -> Result
    ) async throws -> Result { try await write(for: .unnamed, until: deadline, body) }
}

/// What a reading closure can do.
public protocol Reading {
    /// All rows, in the statement's order.
    func rows(_ sql: SQL) throws -> [Row]
    /// The first row.
    func row(_ sql: SQL) throws -> Row?
    /// Calls `body` with each row as it is read, so that memory stays bounded; stops when it returns false.
    func forEachRow(_ sql: SQL, _ body: (Row) throws -> Bool) throws
}

/// What a writing closure can do.
public protocol Writing: Reading {
    /// Runs a statement.
    /// - Returns: how many rows it changed. For the id of a new row use `row("INSERT … RETURNING …")`.
    @discardableResult func execute(_ sql: SQL) throws -> Int
}

/// Thrown when a row would break a unique index.
public struct UniqueViolation: Error {
    /// The engine's words, for the log.
    public let detail: String
    /// Carries the engine's words.
    public init(detail: String) { self.detail = detail }
}
