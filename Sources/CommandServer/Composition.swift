// SPDX-License-Identifier: Apache-2.0

import AccountsPlugin
import CommandAccounts
import CommandKit
import CommandManifest
import CommandRouter
import CommandStorage
import CommandStorageSQLite
import CoreMetrics
import Foundation
import Logging

/// Everything between a manifest and a router that answers: the database opened and migrated, accounts, plugins.
struct Composition {
    let database: SQLiteDatabase
    let accounts: AccountStore
    let router: RouterSwitch
    /// Makes accounts for runs of generated cases.
    let fixtures: FixtureKeeper
    /// Erases deleted accounts.
    let eraser: AccountEraser
    /// Notes what is done to accounts.
    let audit: AuditTrail
    /// The application's plugins, made once: they stay when the manifest changes.
    private let plugins: [any CommandPlugin]
    private let settings: RouterSettings
    private let logger: Logger

    /// Opens the database, makes its tables, and binds the handlers.
    ///
    /// - Throws: ``CommandLineFailure`` for a database that is in use, cannot be opened, or was made by a newer program.
    init(
        _ application: CommandApplication, manifest: Manifest, database location: String, publicURL: PublicURL,
        settings: RouterSettings, limits: ApplicationLimits? = nil, metrics: ServerMetrics? = nil, logger: Logger
    ) async throws {
        do {
            database = try SQLiteDatabase(path: Self.path(location))
            for note in try await database.migrate(AccountSchema.migrations + application.migrations) {
                logger.notice("migrated", metadata: ["note": "\(note)"])
            }
        } catch {
            throw CommandLineFailure("The database \(location) cannot be used: \(Reason(error))")
        }
        let accounts = AccountStore(database: database, permissions: manifest.permissionNames)
        let environment = CommandApplication.Environment(
            database: database, publicURL: { publicURL.text }, metrics: metrics?.registry ?? NOOPMetricsHandler.instance,
            limits: limits ?? ApplicationLimits(application.limits))
        let plugins = application.plugins(environment)
        var settings = settings
        settings.middleware = MiddlewareChain(application.middleware(environment), watchers: Self.watchers(logger, metrics))
        audit = AuditTrail(logger)
        eraser = AccountEraser(accounts: accounts, erase: application.erase, audit: audit, logger: logger)
        fixtures = FixtureKeeper(accounts: accounts, database: database, eraser: eraser, logger: logger)
        router = RouterSwitch(Self.router(manifest, plugins, accounts, fixtures, settings, logger))
        (self.accounts, self.plugins, self.settings, self.logger) = (accounts, plugins, settings, logger)
    }

    // MARK: Another manifest

    /// Holds what was read against the handlers that run.
    func check(_ reading: ManifestReading, file: String, unbound: ContractCheck.Unbound) -> ManifestFile {
        // A manifest that lacks a command of ours which is in force may be one that is half written.
        let inForce = router.current.manifest
        return ManifestFile(
            reading, file: file, plugins: { [Self.standard(accounts, for: [$0, inForce])] + plugins }, unbound: unbound)
    }

    /// Gives every request from now on to a router of this manifest, which was found sound.
    func put(inForce manifest: Manifest) {
        router.replace(with: Self.router(manifest, plugins, accounts, fixtures, settings, logger))
    }

    private static func router(
        _ manifest: Manifest, _ plugins: [any CommandPlugin], _ accounts: AccountStore, _ fixtures: FixtureKeeper,
        _ settings: RouterSettings, _ logger: Logger
    ) -> Router {
        // Accounts are of the manifest too: what they can be permitted is what it declares.
        let accounts = accounts.declaring(manifest.permissionNames)
        let keeper = FixtureKeeper(accounts: accounts, database: fixtures.database, eraser: fixtures.eraser, logger: logger)
        return Router(
            manifest: manifest, plugins: [standard(accounts, fixtures.eraser.audit, for: [manifest])] + plugins,
            authenticator: AccountAuthenticator(accounts), settings: settings, logger: logger,
            builtIn: { BuiltInCommand.all($0, $1) + FixtureCommands.all($0, keeper) })
    }

    // MARK: Plugins

    /// The plugins as `check` looks at them: with a database that is not there.
    static func plugins(_ application: CommandApplication, for manifest: Manifest) -> [any CommandPlugin] {
        let database = NoDatabase()
        let environment = CommandApplication.Environment(
            database: database, publicURL: { Defaults.url }, limits: ApplicationLimits(application.limits))
        return [standard(AccountStore(database: database, permissions: []), for: [manifest])] + application.plugins(environment)
    }

    /// The plugin of accounts, with those of its commands that any of these manifests declares.
    private static func standard(
        _ accounts: AccountStore, _ audit: AuditTrail = .silent, for manifests: [Manifest]
    ) -> any CommandPlugin {
        StandardPlugin(AccountsPlugin(accounts, audit: audit), Set(manifests.flatMap(\.commands).map { CommandName($0.name) }))
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

extension Manifest {
    fileprivate var permissionNames: Set<String> { Set(permissions.map(\.name)) }
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
        until deadline: ContinuousClock.Instant, _ body: @escaping @Sendable (any Reading) throws -> Result
    ) async throws -> Result { throw away }
    func snapshot<Result: Sendable>(
        for client: DatabaseClient, until deadline: ContinuousClock.Instant, _ body: @escaping @Sendable (any Reading) throws -> Result
    ) async throws -> Result { throw away }
    func write<Result: Sendable>(
        for client: DatabaseClient, until deadline: ContinuousClock.Instant, _ body: @escaping @Sendable (any Writing) throws -> Result
    ) async throws -> Result { throw away }
    func migrate(_ migrations: [Migration]) async throws -> [String] { throw away }
}
