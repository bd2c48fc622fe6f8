// SPDX-License-Identifier: Apache-2.0

public import CommandStorage
import Synchronization

/// A database in one SQLite file: one connection that writes, some that read, and nobody else.
///
/// Beside the file stand `PATH-wal` and `PATH-shm`, which belong to it, and `PATH.lock`, which is held as long as the
/// database is open. An acknowledged write has reached the disk (`synchronous = FULL`). Call ``close()`` before the
/// last reference goes; a database that is dropped open keeps its lock until the process ends.
public final class SQLiteDatabase: CommandStorage.Database {
    private let lock: FileLock
    private let writes: WriteQueue
    private let readers: ConnectionPool
    private let snapshots: ConnectionPool
    private let ledger = MigrationLedger()
    private let isClosed = Mutex(false)

    /// Opens the file at `path`, or makes it.
    /// - Throws: ``DatabaseInUse`` when it is open elsewhere; CommandKit's `ComponentUnavailable` when it cannot be
    ///   opened, is no database, or cannot be set to durable writes.
    public init(path: String, configuration: Configuration = Configuration()) throws {
        do {
            let file = try DatabaseFile(path)
            lock = try FileLock(database: file.path)
            do {
                try file.make()
                writes = try configuration.writeQueue(file.path)
                readers = try configuration.pool(of: configuration.readers, file.path)
                snapshots = try configuration.pool(of: configuration.snapshotReaders, file.path)
            } catch {
                lock.release()
                throw error
            }
        } catch {
            throw Fault.seen(error)
        }
    }

    /// Reads on the calling thread, on one of the reading connections; waits without a thread while none is free.
    public func read<Result: Sendable>(
        until deadline: ContinuousClock.Instant, _ body: @Sendable (any Reading) throws -> Result
    ) async throws -> Result {
        let connection = try await readers.borrow()
        defer { readers.giveBack(connection) }
        return try connection.run { session in try session.limited(to: deadline) { try body(session) } }
    }

    /// Reads one state of the database, on the thread of one of the snapshot connections.
    public func snapshot<Result: Sendable>(
        until deadline: ContinuousClock.Instant, _ body: @escaping @Sendable (any Reading) throws -> Result
    ) async throws -> Result {
        let connection = try await snapshots.borrow()
        return try await withCheckedThrowingContinuation { continuation in
            connection.schedule { [snapshots] session in
                let result = Swift.Result { try session.snapshot(until: deadline) { try body(session) } }
                snapshots.giveBack(connection)
                continuation.resume(with: result)
            }
        }
    }

    /// Writes in a transaction, which it may share with others that wait; returns when it has reached the disk.
    public func write<Result: Sendable>(
        until deadline: ContinuousClock.Instant, _ body: @escaping @Sendable (any Writing) throws -> Result
    ) async throws -> Result {
        try await writes.write(until: deadline, body)
    }

    /// Applies what is missing. Pass the migrations of all rooms at once.
    /// - Throws: ``UnknownMigrations`` when the database holds one that is not among them; ``RepeatedMigration``; what
    ///   a statement throws, where the migrations before it stay applied.
    public func migrate(_ migrations: [Migration]) async throws { try await ledger.apply(migrations, to: self) }

    /// Refuses new work, finishes what was taken, moves the log into the file and releases the lock. Once is enough;
    /// a second call does nothing.
    /// - Throws: CommandKit's `ComponentUnavailable` when the file cannot be closed in order; nothing is lost, the next
    ///   opening recovers it.
    public func close() async throws {
        guard
            !isClosed.withLock({ isClosed in
                defer { isClosed = true }
                return isClosed
            })
        else { return }
        do {
            try await readers.close()
            try await snapshots.close()
            try await writes.close()
            lock.release()
        } catch {
            throw Fault.seen(error)
        }
    }
}
