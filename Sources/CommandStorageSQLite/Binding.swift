// SPDX-License-Identifier: Apache-2.0

import CommandStorage
import GRDB
import GRDBSQLite

/// Thrown when a value cannot be kept as it is. It is refused rather than stored as something else.
public struct UnbindableValue: Error {
    /// Its position among the statement's values, from 0.
    public let position: Int
    /// Why, for the log; never the value.
    public let reason: String
}

/// SQLite copies what is bound with this in place of a destructor.
/// - SeeAlso: https://www.sqlite.org/c3ref/c_static.html
private let copied = unsafeBitCast(OpaquePointer(bitPattern: -1), to: sqlite3_destructor_type.self)

extension SQLValue {
    /// Binds this value to the place at `position`, from 0.
    /// - Throws: ``UnbindableValue`` for a text that holds U+0000, which PostgreSQL cannot keep and at which SQLite's own
    ///   functions stop reading; for a number that is none, which SQLite keeps as NULL.
    func bind(to statement: SQLiteStatement, at position: Int) throws {
        let place = Int32(truncatingIfNeeded: position &+ 1)
        let code =
            switch self {
            case .null: sqlite3_bind_null(statement, place)
            case .integer(let value): sqlite3_bind_int64(statement, place, value)
            case .real(let value) where value.isNaN: throw UnbindableValue(position: position, reason: "not a number")
            case .real(let value): sqlite3_bind_double(statement, place, value)
            case .text(let value): try Self.bind(value, to: statement, at: place, position)
            case .blob(let value): Self.bind(value, to: statement, at: place)
            }
        guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    }

    private static func bind(
        _ text: String, to statement: SQLiteStatement, at place: Int32, _ position: Int
    ) throws -> Int32 {
        var text = text
        return try text.withUTF8 { bytes in
            guard !bytes.contains(0) else { throw UnbindableValue(position: position, reason: "a text holds U+0000") }
            // An empty text may have no address, which SQLite would take for NULL.
            guard let start = bytes.baseAddress, !bytes.isEmpty else {
                return sqlite3_bind_text(statement, place, "", 0, copied)
            }
            return start.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
                sqlite3_bind_text64(statement, place, $0, UInt64(bytes.count), copied, UInt8(SQLITE_UTF8))
            }
        }
    }

    private static func bind(_ blob: [UInt8], to statement: SQLiteStatement, at place: Int32) -> Int32 {
        guard !blob.isEmpty else { return sqlite3_bind_zeroblob(statement, place, 0) }
        return sqlite3_bind_blob64(statement, place, blob, UInt64(blob.count), copied)
    }
}
