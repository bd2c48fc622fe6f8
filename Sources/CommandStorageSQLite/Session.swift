// SPDX-License-Identifier: Apache-2.0

import CommandStorage
import GRDB
import GRDBSQLite

/// What a closure can do on a connection, and the statements that the connection keeps prepared.
///
/// GRDB opens the connection, confines it to one thread at a time and prepares statements. Binding and stepping go to
/// SQLite directly: GRDB binds a text as a C string, which ends at U+0000, and ends the process where a binding fails.
/// Touched only inside its ``Connection``'s queue.
final class Session {
    private let database: GRDB.Database
    private let time: TimeLimit
    private var kept = StatementCache()
    private var needsTransaction = false
    /// Measures the work that is done here.
    let clock: WorkClock
    /// How long it waits for a lock that somebody outside holds on the file.
    private let busyTimeout: Duration

    init(_ database: GRDB.Database, _ clock: WorkClock, busyTimeout: Duration) {
        self.database = database
        self.busyTimeout = busyTimeout
        self.clock = clock
        time = TimeLimit(database.sqliteConnection, clock)
    }

    /// Whether a write failed for want of room, and none that needs as much as a large call was tried since.
    var lacksRoom = false

    /// What the kept statements take, in bytes.
    var keptBytes: Int { kept.bytes }

    /// How many rows were inserted, changed or deleted since the connection was opened.
    var changeCount: Int { Int(clamping: sqlite3_total_changes64(database.sqliteConnection)) }

    /// Whether a transaction is open. SQLite ends one on its own when a disk is full, or a statement is interrupted.
    var isInTransaction: Bool { sqlite3_get_autocommit(database.sqliteConnection) == 0 }

    /// Runs `body` with every statement interrupted once the limit is reached.
    /// - Throws: `ComponentUnavailable` when the deadline has passed or nobody waits any more; ``BudgetExceeded``; what
    ///   `body` throws.
    func limited<Result>(to limit: WorkLimit, _ body: () throws -> Result) throws -> Result {
        try time.hold(to: limit, body)
    }

    /// Runs `body` within the open transaction: should SQLite end it, no further statement runs, since each would be
    /// committed by itself.
    func guarded<Result>(_ body: () throws -> Result) throws -> Result {
        needsTransaction = true
        defer { needsTransaction = false }
        return try body()
    }

    /// Runs `body` on one state of the database. The limit is within, since it must not stop the end of a transaction.
    func snapshot<Result>(within limit: WorkLimit, _ body: () throws -> Result) throws -> Result {
        try leaveTransaction()
        try control("BEGIN DEFERRED")
        defer { try? leaveTransaction() }
        return try limited(to: limit, body)
    }

    /// Undoes and ends a transaction that is still open: after an error, or after a rollback that failed.
    func leaveTransaction() throws {
        if isInTransaction { try control("ROLLBACK") }
    }

    /// Runs a statement of the engine's own, such as `COMMIT`.
    func control(_ text: String) throws { try forEachStep(SQL(stringLiteral: text)) { _ in true } }

    /// Moves what is in the log into the file and empties the log, if no reader needs it for longer than `patience`.
    func emptyLog(patience: Duration) throws {
        let connection = database.sqliteConnection
        sqlite3_busy_timeout(connection, Int32(clamping: Int64(patience / .milliseconds(1))))
        defer { sqlite3_busy_timeout(connection, Int32(clamping: Int64(busyTimeout / .milliseconds(1)))) }
        try control("PRAGMA wal_checkpoint(TRUNCATE)")
    }

    /// Finalizes what is kept, so that the connection can be closed.
    func forget() {
        kept.removeAll()
        time.detach()
    }

    /// Steps through a statement until `body` returns false or there is no further row.
    func forEachStep(_ sql: SQL, _ body: (SQLiteStatement) throws -> Bool) throws {
        guard !needsTransaction || isInTransaction else { throw Fault.unavailable("the transaction has ended") }
        try time.check()
        let statement = try statement(sql.text)
        try withExtendedLifetime(statement) { try forEachStep(of: statement.sqliteStatement, sql, body) }
    }

    private func forEachStep(of statement: SQLiteStatement, _ sql: SQL, _ body: (SQLiteStatement) throws -> Bool) throws {
        defer {
            sqlite3_reset(statement)
            sqlite3_clear_bindings(statement)
        }
        try bind(sql, to: statement)
        while try step(statement, sql) {
            if try body(statement) {
                try time.check()
                continue
            }
            if sqlite3_stmt_readonly(statement) != 0 { return }
            // A statement that writes has checked its constraints only once it is done.
            while try step(statement, sql) {}
            return
        }
    }

    private func statement(_ text: String) throws -> Statement {
        let found = kept.find(text)
        if let found, sqlite3_stmt_busy(found.sqliteStatement) == 0 { return found }
        let made = try mapped { try database.makeStatement(sql: text) }
        if found == nil { kept.keep(made, for: text) }
        return made
    }

    private func bind(_ sql: SQL, to statement: SQLiteStatement) throws {
        guard sqlite3_bind_parameter_count(statement) == sql.values.count else {
            throw DatabaseError(resultCode: .SQLITE_MISUSE, message: "places and values differ in number", sql: sql.text)
        }
        for position in sql.values.indices { try mapped { try sql.values[position].bind(to: statement, at: position) } }
    }

    private func step(_ statement: SQLiteStatement, _ sql: SQL) throws -> Bool {
        switch sqlite3_step(statement) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code:
            let result = ResultCode(rawValue: code)
            if result.primaryResultCode == .SQLITE_FULL || result.primaryResultCode == .SQLITE_IOERR { lacksRoom = true }
            let error = DatabaseError(resultCode: result, message: database.lastErrorMessage, sql: sql.text)
            throw (code == SQLITE_INTERRUPT ? time.error : nil) ?? Fault.seen(error)
        }
    }

    private func mapped<Result>(_ body: () throws -> Result) throws -> Result {
        do { return try body() } catch { throw Fault.seen(error) }
    }
}

extension Session: Reading {
    func rows(_ sql: SQL) throws -> [Row] {
        var rows: [Row] = []
        try forEachStep(sql) {
            rows.append(Row(of: $0))
            return true
        }
        return rows
    }

    func row(_ sql: SQL) throws -> Row? {
        var row: Row?
        try forEachStep(sql) {
            row = Row(of: $0)
            return false
        }
        return row
    }

    func forEachRow(_ sql: SQL, _ body: (Row) throws -> Bool) throws {
        try forEachStep(sql) { try body(Row(of: $0)) }
    }
}

extension Session: Writing {
    func execute(_ sql: SQL) throws -> Int {
        let connection = database.sqliteConnection
        let before = sqlite3_total_changes64(connection)
        try forEachStep(sql) { _ in true }
        // The count of the last statement stays when one changes no rows by its nature, such as CREATE.
        return sqlite3_total_changes64(connection) == before ? 0 : Int(sqlite3_changes64(connection))
    }
}
