// SPDX-License-Identifier: Apache-2.0

import CSQLiteReference

/// sqlite3 itself: one connection, one prepared statement.
final class RawSQLite {
    struct Failure: Error { let code: Int32 }

    private var connection: OpaquePointer?
    private var statement: OpaquePointer?

    init(path: String, flags: Int32, _ sql: String) throws {
        try check(sqlite3_open_v2(path, &connection, flags | SQLITE_OPEN_NOMUTEX, nil))
        try check(sqlite3_exec(connection, "PRAGMA synchronous = FULL", nil, nil, nil))
        try check(sqlite3_prepare_v3(connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil))
    }

    deinit {
        sqlite3_finalize(statement)
        sqlite3_close(connection)
    }

    /// One row by its key, its text copied out.
    func name(of id: Int) throws -> String? {
        defer { sqlite3_reset(statement) }
        try check(sqlite3_bind_int64(statement, 1, Int64(id)))
        guard sqlite3_step(statement) == SQLITE_ROW, let text = sqlite3_column_text(statement, 1) else { return nil }
        return String(cString: text)
    }

    /// One row added, durably.
    func insert(_ name: String) throws {
        defer { sqlite3_reset(statement) }
        let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        try check(sqlite3_bind_text(statement, 1, name, -1, transient))
        guard sqlite3_step(statement) == SQLITE_DONE else { throw Failure(code: sqlite3_errcode(connection)) }
    }

    private func check(_ code: Int32) throws {
        guard code == SQLITE_OK else { throw Failure(code: code) }
    }
}
