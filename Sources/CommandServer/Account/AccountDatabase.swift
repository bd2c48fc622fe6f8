// SPDX-License-Identifier: Apache-2.0

import CommandAccounts
import CommandStorage
import CommandStorageSQLite

/// A database that is opened for the accounts in it alone.
enum AccountDatabase {
    /// Opens it, brings its tables up to date, does some work, and closes it.
    ///
    /// - Throws: ``CommandLineFailure`` for one that a server has open, that cannot be opened, or was made by a newer program.
    ///   What the work throws.
    static func opened<Result>(
        _ path: String, location: String, _ work: (AccountStore) async throws -> Result
    ) async throws -> Result {
        let database: SQLiteDatabase
        do { database = try SQLiteDatabase(path: path) } catch {
            throw CommandLineFailure("The database \(location) cannot be used: \(Reason(error))")
        }
        do {
            try await migrate(database, location)
            let result = try await work(AccountStore(database: database, permissions: []))
            try await database.close()
            return result
        } catch {
            try? await database.close()
            throw error
        }
    }

    private static func migrate(_ database: SQLiteDatabase, _ location: String) async throws {
        do { try await database.migrate(AccountSchema.migrations + CommandServer.application.migrations) } catch {
            throw CommandLineFailure("The database \(location) cannot be used: \(Reason(error))")
        }
    }
}
