// SPDX-License-Identifier: Apache-2.0

import CommandStorage
import GRDB
import GRDBSQLite

/// Ends the work on one connection when its ``WorkLimit`` is reached: SQLite asks every thousand steps of its machine, and
/// the connection between rows and statements.
/// - SeeAlso: https://www.sqlite.org/c3ref/progress_handler.html
final class TimeLimit {
    private let clock: WorkClock
    private var connection: SQLiteConnection?
    private var limit: WorkLimit?
    private var began = Duration.zero
    private var checks: UInt8 = 0
    /// Why the work must end; stays until the next begins.
    private var end: (any Error)?

    init(_ connection: SQLiteConnection?, _ clock: WorkClock) {
        self.connection = connection
        self.clock = clock
        let context = Unmanaged.passUnretained(self).toOpaque()
        sqlite3_progress_handler(
            connection, 1000,
            { context in
                guard let context else { return 0 }
                return Unmanaged<TimeLimit>.fromOpaque(context).takeUnretainedValue().error == nil ? 0 : 1
            }, context)
    }

    /// Runs `body` within a limit.
    /// - Throws: `ComponentUnavailable` where the limit is reached before it begins; what `body` throws.
    func hold<Result>(to limit: WorkLimit, _ body: () throws -> Result) throws -> Result {
        (began, self.limit, end) = (clock.now(), limit, nil)
        defer { self.limit = nil }
        if let error { throw error }
        return try body()
    }

    /// Why the work must end now; nil where it may go on, or has no limit.
    var error: (any Error)? {
        guard let limit else { return nil }
        if end == nil {
            if limit.cancellation.isCancelled {
                end = Fault.cancelled
            } else if .now >= limit.deadline {
                end = Fault.late
            } else if let budget = limit.budget, clock.now() - began > budget {
                end = BudgetExceeded()
            }
        }
        return end
    }

    /// Looks at the limit at every sixteenth call, since most steps take less time than to look.
    /// - Throws: why the work must end.
    func check() throws {
        checks &+= 1
        if checks.isMultiple(of: 16), let error { throw error }
    }

    /// Takes the handler away; SQLite does not keep this object alive.
    func detach() {
        sqlite3_progress_handler(connection, 0, nil, nil)
        connection = nil
    }
}
