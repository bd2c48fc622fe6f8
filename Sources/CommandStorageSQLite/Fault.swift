// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandStorage
import GRDB

/// What SQLite's result codes mean to a store. Codes decide, never the words of a message.
/// - SeeAlso: https://www.sqlite.org/rescode.html
enum Fault {
    /// The error that a store sees in place of GRDB's: ``UniqueViolation``, ``ComponentUnavailable``, or the same
    /// error, which is a fault of the statement and thus ours.
    static func seen(_ error: any Error) -> any Error {
        if let file = error as? FileUnavailable { return unavailable(file.description) }
        guard let error = error as? DatabaseError else { return error }
        switch error.extendedResultCode {
        case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY, .SQLITE_CONSTRAINT_ROWID:
            return UniqueViolation(detail: error.message ?? "unique")
        case .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL, .SQLITE_CANTOPEN,
            .SQLITE_READONLY, .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_NOMEM, .SQLITE_INTERRUPT:
            return unavailable("\(error.message ?? "no message") (\(error.extendedResultCode.rawValue))")
        default:
            return error
        }
    }

    /// The database is away, for this reason.
    static func unavailable(_ cause: String) -> ComponentUnavailable { ComponentUnavailable("database", cause: cause) }

    /// The caller's time is up.
    static var late: ComponentUnavailable { unavailable("the deadline has passed") }

    /// Nobody waits for the result any more.
    static var cancelled: ComponentUnavailable { unavailable("the call was cancelled") }

    /// The write takes more time than one may.
    static var largeWrite: TooLarge { TooLarge("Do less in one call: send fewer rows, or name fewer ids") }

    /// The read takes more time than one may.
    static var largeRead: TooLarge { TooLarge("Ask for less in one call: fewer rows, fewer or narrower rules, or a shorter period") }

    /// Who waits for as much as a client may must wait before asking for more.
    static var flooded: RateLimited { RateLimited(retryAfter: 1) }
}
