// SPDX-License-Identifier: Apache-2.0

import GRDB
import GRDBSQLite

/// Interrupts the statements of one connection when a deadline passes: SQLite asks every thousand steps of its machine.
/// - SeeAlso: https://www.sqlite.org/c3ref/progress_handler.html
final class TimeLimit {
    /// When to interrupt; nil lets statements run.
    var deadline: ContinuousClock.Instant?
    private var connection: SQLiteConnection?

    init(_ connection: SQLiteConnection?) {
        self.connection = connection
        let context = Unmanaged.passUnretained(self).toOpaque()
        sqlite3_progress_handler(
            connection, 1000,
            { context in
                guard let context else { return 0 }
                return Unmanaged<TimeLimit>.fromOpaque(context).takeUnretainedValue().isOver ? 1 : 0
            }, context)
    }

    /// Whether the deadline has passed.
    var isOver: Bool { deadline.map { .now >= $0 } ?? false }

    /// Takes the handler away; SQLite does not keep this object alive.
    func detach() {
        sqlite3_progress_handler(connection, 0, nil, nil)
        connection = nil
    }
}
