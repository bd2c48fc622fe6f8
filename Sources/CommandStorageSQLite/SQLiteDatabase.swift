// SPDX-License-Identifier: Apache-2.0

public import CommandStorage
import Dispatch
import Synchronization

/// A database in one SQLite file: one connection that writes, some that read, and nobody else.
///
/// Beside the file stand `PATH-wal` and `PATH-shm`, which belong to it, and `PATH.lock`, which is held as long as the
/// database is open. An acknowledged write has reached the disk (`synchronous = FULL`). Call ``close()`` before the
/// last reference goes; a database that is dropped open keeps its lock until the process ends.
public final class SQLiteDatabase: CommandStorage.Database {
    let writes: WriteQueue
    let watch: FileWatch
    private let lock: FileLock
    private let readers: ConnectionPool
    let snapshots: ReadLanes
    private let configuration: Configuration
    private let ledger = MigrationLedger()
    /// What was found out about writes of late.
    let probe = WriteProbe()
    private let isClosed = Mutex(false)

    /// Opens the file at `path`, or makes it.
    /// - Throws: ``DatabaseInUse`` when it is open elsewhere; CommandKit's `ComponentUnavailable` when it cannot be
    ///   opened, is no database, or cannot be set to durable writes.
    public init(path: String, configuration: Configuration = Configuration()) throws {
        do {
            let file = try DatabaseFile(path)
            let lock = try FileLock(database: file.path)
            do {
                try file.make()
                let watch = try FileWatch(file.path)
                do {
                    let writes = try WriteQueue(.writing(file.path, configuration), watch, configuration)
                    readers = try ConnectionPool(
                        configuration.connections(configuration.readers, to: file.path), mostWaiting: configuration.waitingReads)
                    snapshots = try Self.snapshots(file.path, writes, watch, configuration)
                    watch.watchSides()
                    (self.lock, self.watch, self.writes, self.configuration) = (lock, watch, writes, configuration)
                } catch {
                    watch.release()
                    throw error
                }
            } catch {
                lock.release()
                throw error
            }
        } catch {
            throw Fault.seen(error)
        }
    }

    private static func snapshots(
        _ path: String, _ writes: WriteQueue, _ watch: FileWatch, _ configuration: Configuration
    ) throws -> ReadLanes {
        let lanes = configuration.lanes
        let connections = try lanes.map { try configuration.connections($0.places, to: path) }
        return ReadLanes(
            lanes, connections, configuration, logIsLong: { watch.logSize > configuration.longestLog },
            emptyLog: {
                let isDone = DispatchSemaphore(value: 0)
                writes.maintain({ try $0.emptyLog(patience: .milliseconds(100)) }, completion: { _ in isDone.signal() })
                isDone.wait()
            })
    }

    /// Reads on the calling thread, on one of the reading connections; waits without a thread while none is free. A read
    /// that holds the thread for too long goes on as a snapshot, from the start.
    public func read<Result: Sendable>(
        until deadline: ContinuousClock.Instant, _ body: @escaping @Sendable (any Reading) throws -> Result
    ) async throws -> Result {
        do {
            let connection = try await readers.borrow()
            defer { readers.giveBack(connection) }
            let limit = WorkLimit(deadline: deadline, budget: configuration.pointBudget)
            return try connection.run { session in try session.limited(to: limit) { try body(session) } }
        } catch is BudgetExceeded {
            return try await snapshots.read(for: .unnamed, until: deadline, body)
        }
    }

    /// Reads one state of the database, off the calling thread. `body` is run again from the start where it takes long.
    /// - Throws: CommandKit's `TooLarge` where it takes more than ``Configuration/readBudget``; `RateLimited` where the
    ///   account has ``Configuration/waitingPerAccount`` waiting; what a database throws.
    public func snapshot<Result: Sendable>(
        for client: DatabaseClient, until deadline: ContinuousClock.Instant, _ body: @escaping @Sendable (any Reading) throws -> Result
    ) async throws -> Result {
        try await snapshots.read(for: client, until: deadline, body)
    }

    /// Writes in a transaction, which it may share with others that wait; returns when it has reached the disk.
    /// - Throws: CommandKit's `TooLarge` where it takes more than ``Configuration/writeBudget``; `RateLimited` where the
    ///   account has ``Configuration/waitingPerAccount`` waiting; what a database throws.
    public func write<Result: Sendable>(
        for client: DatabaseClient, until deadline: ContinuousClock.Instant, _ body: @escaping @Sendable (any Writing) throws -> Result
    ) async throws -> Result {
        try await writes.write(for: client, until: deadline, body)
    }

    /// Applies what is missing. Pass the migrations of all rooms at once.
    /// - Throws: ``UnknownMigrations`` when the database holds one that is not among them; ``RepeatedMigration``; what
    ///   a statement throws, where the migrations before it stay applied.
    @discardableResult
    public func migrate(_ migrations: [Migration]) async throws -> [String] { try await ledger.apply(migrations, to: self) }

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
            watch.release()
            lock.release()
        } catch {
            throw Fault.seen(error)
        }
    }
}
