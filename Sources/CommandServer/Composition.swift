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
        _ application: CommandApplication, manifest: Manifest, database location: String, publicURL: PublicURL,
        settings: RouterSettings, metrics: ServerMetrics? = nil, logger: Logger
    ) async throws {
        let permissions = Set(manifest.permissions.map(\.name))
        do {
            database = try SQLiteDatabase(path: Self.path(location))
            try await database.migrate(AccountSchema.migrations + application.migrations)
        } catch {
            throw CommandLineFailure("The database \(location) cannot be used: \(error)")
        }
        accounts = AccountStore(database: database, permissions: permissions)
        let environment = CommandApplication.Environment(database: database, publicURL: { publicURL.text })
        var settings = settings
        settings.middleware = MiddlewareChain(
            Self.watchers(logger, metrics) + application.middleware(environment))
        router = Router(
            manifest: manifest,
            plugins: Self.plugins(application, for: manifest, database: database, publicURL: publicURL, accounts: accounts),
            authenticator: AccountAuthenticator(accounts), settings: settings, logger: logger)
    }

    /// The plugins as `check` looks at them: with a database that is not there.
    static func plugins(_ application: CommandApplication, for manifest: Manifest) -> [any CommandPlugin] {
        let database = NoDatabase()
        return plugins(
            application, for: manifest, database: database, publicURL: PublicURL(Defaults.url),
            accounts: AccountStore(database: database, permissions: []))
    }

    /// Every plugin: accounts, with those of its commands that the manifest declares, then the application's.
    private static func plugins(
        _ application: CommandApplication, for manifest: Manifest, database: any Database, publicURL: PublicURL,
        accounts: AccountStore
    ) -> [any CommandPlugin] {
        let declared = Set(manifest.commands.map { CommandName($0.name) })
        return [StandardPlugin(AccountsPlugin(accounts), declared)]
            + application.plugins(CommandApplication.Environment(database: database, publicURL: { publicURL.text }))
    }

    /// What only watches, around all else.
    private static func watchers(_ logger: Logger, _ metrics: ServerMetrics?) -> [any CommandMiddleware] {
        let watchers: [(any CommandMiddleware)?] = [CallLog(logger), metrics?.calls]
        return watchers.compactMap(\.self)
    }

    /// Whether there is a database at a location, so that one that was misspelled is not made.
    static func exists(_ location: String) -> Bool {
        (try? path(location)).map(FileManager.default.fileExists(atPath:)) ?? true
    }

    /// The file of a database.
    static func path(_ location: String) throws -> String {
        guard location.hasPrefix("sqlite:"), location.count > 7 else {
            throw CommandLineFailure("A database is given as sqlite:PATH")
        }
        return String(location.dropFirst(7))
    }
}

/// A plugin that comes with the server: of its commands those that a manifest declares, so that a team that has no use for
/// the others need not declare them.
private struct StandardPlugin: CommandPlugin {
    let name: String
    let commands: [any Command]

    init(_ plugin: some CommandPlugin, _ declared: Set<CommandName>) {
        name = plugin.name
        commands = plugin.commands.filter { declared.contains(type(of: $0).name) }
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
