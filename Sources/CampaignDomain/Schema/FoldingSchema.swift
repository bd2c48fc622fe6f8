// SPDX-License-Identifier: Apache-2.0

import CommandStorage

/// Folds again what was in lower case before, by Unicode's case folding, and makes one of rows that thereby are the same.
///
/// Table after table, some thousands of rows at a time. A cursor is `TABLE:ROW`. What an event was told of stays in `events` as it
/// came: it is read there by nobody.
enum FoldingSchema {
    static let migration = Migration("folding.1", []) { database, cursor in
        let (number, after) = position(cursor)
        var (table, row, notes): (Int, String?, [String]) = (number, after, [])
        var left = batchRows
        while table < tables.count {
            let step = try tables[table](database, row, left)
            notes += step.notes
            if let last = step.last, step.rows >= left { return MigrationProgress(cursor: "\(table):\(last)", notes: notes) }
            left -= step.rows
            (table, row) = (table + 1, nil)
        }
        return MigrationProgress(cursor: nil, notes: notes)
    }

    /// How many rows are looked at in one transaction.
    private static let batchRows = 5000

    /// What was done with some rows of a table, in the order of their keys.
    struct Step {
        /// How many were looked at.
        var rows = 0
        /// The key of the last.
        var last: String?
        var notes: [String] = []
    }

    /// Folds so many rows behind a key; from the first where that is nil.
    typealias Table = @Sendable (_ database: any Writing, _ after: String?, _ count: Int) throws -> Step

    private static let tables: [Table] = [
        FoldedTags.fold, FoldedCampaigns.fold, FoldedFields.fold, FoldedSubscribers.fold, FoldedAddresses.suppressions,
        FoldedAddresses.resubscriptions, FoldedCounts.firsts, FoldedCounts.domains,
    ]

    private static func position(_ cursor: String?) -> (table: Int, row: String?) {
        guard let cursor, let colon = cursor.firstIndex(of: ":") else { return (0, nil) }
        let row = cursor[cursor.index(after: colon)...]
        return (Int(cursor[..<colon]) ?? 0, row.isEmpty ? nil : String(row))
    }
}

extension String {
    /// Its folded form, where that is another text than the one that is stored.
    func folded(unlike stored: String) -> String? {
        let folded = FoldedText(self).text
        return folded.utf8.elementsEqual(stored.utf8) ? nil : folded
    }
}
