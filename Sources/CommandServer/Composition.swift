// SPDX-License-Identifier: Apache-2.0

import AccountsPlugin
import CommandAccounts
import CommandKit
import CommandManifest
import CommandRouter
import CommandStorage
import CommandStorageSQLite
import Foundation
import Logging

/// Everything between a manifest and a router that answers: the database opened and migrated, accounts, plugins.
struct Composition {
    let database: SQLiteDatabase
    let accounts: AccountStore
    let router: Router

    /// Opens the database, makes its tables, and binds the handlers.
    ///
    /// - Throws: ``CommandLineFailure`` for a database that is in use, cannot be opened, or was made by a newer program.
    init(
        _ application: CommandApplication, manifest: Manifest, database location: String, settings: RouterSettings,
        logger: Logger
    ) async throws {
        let permissions = Set(manifest.permissions.map(\.name))
        do {
            database = try SQLiteDatabase(path: Self.path(location))
            try await database.migrate(AccountSchema.migrations + application.migrations)
        } catch {
            throw CommandLineFailure("The database \(location) cannot be used: \(error)")
        }
        accounts = AccountStore(database: database, permissions: permissions)
        router = Router(
            manifest: manifest, plugins: Self.plugins(application, database: database, accounts: accounts),
            authenticator: AccountAuthenticator(accounts), settings: settings, logger: logger)
    }

    /// Every plugin: accounts, then the application's.
    static func plugins(
        _ application: CommandApplication, database: any Database, permissions: Set<String>
    ) -> [any CommandPlugin] {
        plugins(application, database: database, accounts: AccountStore(database: database, permissions: permissions))
    }

    private static func plugins(
        _ application: CommandApplication, database: any Database, accounts: AccountStore
    ) -> [any CommandPlugin] {
        [AccountsPlugin(accounts)] + application.plugins(CommandApplication.Environment(database: database))
    }

    /// Whether there is a database at a location, so that one that was misspelled is not made.
    static func exists(_ location: String) -> Bool {
        (try? path(location)).map(FileManager.default.fileExists(atPath:)) ?? true
    }

    private static func path(_ location: String) throws -> String {
        guard location.hasPrefix("sqlite:"), location.count > 7 else {
            throw CommandLineFailure("A database is given as sqlite:PATH")
        }
        return String(location.dropFirst(7))
    }
}

/// A database that is not there, for commands that look at handlers and never run one.
struct NoDatabase: Database {
    private var away: ComponentUnavailable { ComponentUnavailable("database", cause: "none was opened") }

    func read<Result: Sendable>(
        until deadline: ContinuousClock.Instant, _ body: @Sendable (any Reading) throws -> Result
    ) async throws -> Result { throw away }
    func snapshot<Result: Sendable>(
        until deadline: ContinuousClock.Instant, _ body: @escaping @Sendable (any Reading) throws -> Result
    ) async throws -> Result { throw away }
    func write<Result: Sendable>(
        until deadline: ContinuousClock.Instant, _ body: @escaping @Sendable (any Writing) throws -> Result
    ) async throws -> Result { throw away }
    func migrate(_ migrations: [Migration]) async throws { throw away }
}
