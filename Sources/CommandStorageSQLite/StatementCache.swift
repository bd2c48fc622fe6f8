// SPDX-License-Identifier: Apache-2.0

import GRDB
import GRDBSQLite

/// The prepared statements that a connection keeps, by their texts.
///
/// Bounded by number and by bytes: whoever is used least recently goes first. A statement with a long text, such as the
/// rules of a segment, is not kept at all, since it hardly comes again.
struct StatementCache {
    private struct Entry {
        let statement: Statement
        let bytes: Int
        var lastUse: Int
    }
    private var entries: [String: Entry] = [:]
    private var uses = 0
    /// What they take, as SQLite counts it, with their texts.
    private(set) var bytes = 0
    private let mostStatements: Int
    private let mostBytes: Int
    private let longestText: Int

    init(mostStatements: Int = 200, mostBytes: Int = 2 << 20, longestText: Int = 4 << 10) {
        (self.mostStatements, self.mostBytes, self.longestText) = (mostStatements, mostBytes, longestText)
    }

    /// How many there are.
    var count: Int { entries.count }

    /// The statement of a text.
    mutating func find(_ text: String) -> Statement? {
        guard text.utf8.count <= longestText, entries[text] != nil else { return nil }
        uses += 1
        entries[text]?.lastUse = uses
        return entries[text]?.statement
    }

    /// Keeps a statement, unless it is large.
    mutating func keep(_ statement: Statement, for text: String) {
        guard text.utf8.count <= longestText, entries[text] == nil else { return }
        let size = Int(sqlite3_stmt_status(statement.sqliteStatement, SQLITE_STMTSTATUS_MEMUSED, 0)) + 2 * text.utf8.count
        guard size <= mostBytes / 8 else { return }
        while entries.count >= mostStatements || bytes + size > mostBytes, dropOldest() {}
        uses += 1
        entries[text] = Entry(statement: statement, bytes: size, lastUse: uses)
        bytes += size
    }

    /// Drops all.
    mutating func removeAll() {
        entries = [:]
        bytes = 0
    }

    private mutating func dropOldest() -> Bool {
        guard let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse }) else { return false }
        bytes -= oldest.value.bytes
        entries[oldest.key] = nil
        return true
    }
}
