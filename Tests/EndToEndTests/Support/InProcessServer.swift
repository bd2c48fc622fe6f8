// SPDX-License-Identifier: Apache-2.0

import AccountsPlugin
import CommandAccounts
import CommandServer
import CommandStorageSQLite
import CommandTesting
import Foundation

@testable import command_router

/// The standard server without its sockets: every plugin that ships, over a real database in a folder.
struct InProcessServer: Sendable {
    /// What its links begin with.
    static let publicURL = "https://example.com"

    let folder: TemporaryFolder
    private let database: SQLiteDatabase
    let accounts: AccountStore
    private let harness: CommandHarness

    /// Opens the database as `serve` does. Passwords are hashed cheaply.
    init(in folder: TemporaryFolder) async throws {
        self.folder = folder
        let application = CommandRouterMain.application
        database = try SQLiteDatabase(path: folder.file("router.sqlite").path(percentEncoded: false))
        try await database.migrate(AccountSchema.migrations + application.migrations)
        let permissions = Set(try Shipped.declarations().permissions)
        let cost = ScryptCost(log2Rounds: 4, blockSize: 1, parallelism: 1) ?? .standard
        accounts = AccountStore(database: database, permissions: permissions, hasher: PasswordHasher(cost: cost))
        harness = try CommandHarness(
            manifestFile: Project.manifest,
            plugins: [AccountsPlugin(accounts)]
                + application.plugins(CommandApplication.Environment(database: database, publicURL: { Self.publicURL })),
            authenticator: AccountAuthenticator(accounts))
    }

    /// Closes the database, for another server to open it.
    func close() async throws { try await database.close() }

    /// Explains a request to it.
    func explain(_ request: CommandHarness.Request) async -> ExplainedRequest? { await harness.explain(request) }

    /// Sends a request to it.
    var send: CommandSender { { [harness, folder] in await harness.respond(to: $0, keeping: folder) } }
}

extension CommandHarness {
    /// Answers, and holds the folder of the database for as long.
    fileprivate func respond(to request: Request, keeping _: TemporaryFolder) async -> Reply { await respond(to: request) }
}
