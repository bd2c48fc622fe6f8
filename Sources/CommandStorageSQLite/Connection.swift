// SPDX-License-Identifier: Apache-2.0

import CommandStorage
import GRDB

/// One connection to the file, used by one thread at a time: GRDB's queue sees to it.
// @unchecked: `session` is made and used inside `queue` alone, which runs one closure at a time.
final class Connection: @unchecked Sendable {
    private let queue: DatabaseQueue
    private let session: Session

    /// The one connection that writes and checkpoints. A commit has reached the disk when it returns.
    static func writing(_ path: String, _ settings: SQLiteDatabase.Configuration) throws -> Connection {
        var configuration = Self.common(settings)
        configuration.journalMode = .wal
        let connection = try Connection(DatabaseQueue(path: path, configuration: configuration), settings)
        // GRDB sets NORMAL after its own preparation, which loses acknowledged commits when the power fails.
        try connection.run { try $0.control("PRAGMA synchronous = FULL") }
        // A log that grew is cut to this when it is used from its start again.
        try connection.run { try $0.control("PRAGMA journal_size_limit = 8388608") }
        try connection.verify([("journal_mode", .text("wal")), ("synchronous", .integer(2)), ("foreign_keys", .integer(1))])
        return connection
    }

    /// A connection that can neither write nor checkpoint.
    static func reading(_ path: String, _ settings: SQLiteDatabase.Configuration) throws -> Connection {
        var configuration = Self.common(settings)
        configuration.readonly = true
        let connection = try Connection(DatabaseQueue(path: path, configuration: configuration), settings)
        for pragma in ["PRAGMA wal_autocheckpoint = 0", "PRAGMA query_only = 1"] {
            try connection.run { try $0.control(pragma) }
        }
        try connection.verify([("wal_autocheckpoint", .integer(0)), ("query_only", .integer(1))])
        return connection
    }

    private static func common(_ settings: SQLiteDatabase.Configuration) -> GRDB.Configuration {
        var configuration = GRDB.Configuration()
        configuration.busyMode = .timeout(settings.busyTimeout / .seconds(1))
        configuration.foreignKeysEnabled = true
        // Else GRDB ends the process where a transaction could not be rolled back; the writer tries again instead.
        configuration.allowsUnsafeTransactions = true
        return configuration
    }

    private init(_ queue: DatabaseQueue, _ settings: SQLiteDatabase.Configuration) throws {
        self.queue = queue
        session = queue.unsafeRead { Session($0, settings.clock, busyTimeout: settings.busyTimeout) }
        // The default of SQLite, said here since the sum over all connections bounds the memory of the process.
        try run { try $0.control("PRAGMA cache_size = -2000") }
    }

    /// Runs `body` on the calling thread.
    func run<Result>(_ body: (Session) throws -> Result) rethrows -> Result {
        try queue.unsafeRead { _ in try body(session) }
    }

    /// Runs `body` on this connection's own thread, after what was scheduled before it.
    func schedule(_ body: @escaping @Sendable (Session) -> Void) {
        queue.asyncUnsafeRead { _ in body(self.session) }
    }

    /// Closes the connection once what is scheduled has run.
    func close() throws {
        run { $0.forget() }
        try queue.close()
    }

    private func verify(_ pragmas: [(name: String, value: SQLValue)]) throws {
        for pragma in pragmas {
            let row = try run { try $0.row(SQL(stringLiteral: "PRAGMA " + pragma.name)) }
            guard row?.values.first == pragma.value else {
                throw Fault.unavailable("\(pragma.name) is \(row?.values ?? []), not \(pragma.value)")
            }
        }
    }
}
