// SPDX-License-Identifier: Apache-2.0

import CommandStorage
import GRDB
import GRDBSQLite

extension Row {
    /// The row that a statement stands on.
    init(of statement: SQLiteStatement) {
        let count = Int(sqlite3_column_count(statement))
        self.init(
            [SQLValue](unsafeUninitializedCapacity: count) { values, initialized in
                for column in 0..<count {
                    values.initializeElement(at: column, to: SQLValue(of: statement, at: Int32(truncatingIfNeeded: column)))
                }
                initialized = count
            })
    }
}

extension SQLValue {
    /// The value of one column, copied out: SQLite's own is gone with the next step.
    fileprivate init(of statement: SQLiteStatement, at column: Int32) {
        switch sqlite3_column_type(statement, column) {
        case SQLITE_INTEGER: self = .integer(sqlite3_column_int64(statement, column))
        case SQLITE_FLOAT: self = .real(sqlite3_column_double(statement, column))
        case SQLITE_TEXT: self = .text(String(decoding: Self.text(of: statement, at: column), as: UTF8.self))
        case SQLITE_BLOB: self = .blob(Self.blob(of: statement, at: column))
        default: self = .null
        }
    }

    private static func text(of statement: SQLiteStatement, at column: Int32) -> UnsafeBufferPointer<UInt8> {
        let start = sqlite3_column_text(statement, column)
        return UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column)))
    }

    private static func blob(of statement: SQLiteStatement, at column: Int32) -> [UInt8] {
        let start = sqlite3_column_blob(statement, column)
        return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column))))
    }
}
