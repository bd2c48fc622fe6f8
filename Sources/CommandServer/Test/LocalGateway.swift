// SPDX-License-Identifier: Apache-2.0

import CommandAccounts
import CommandCases
import CommandKit
import CommandManifest
import CommandRouter
import CommandStorageSQLite
import CommandWire
import Foundation
import Logging

/// The application over a database of its own in this process: real handlers, real accounts, no socket. A command without a
/// handler has a stand-in.
struct LocalGateway {
    /// A key of an admin who may do everything.
    let adminKey: String
    private let composition: Composition
    private let folder: URL
    private let handled: Set<String>

    /// Makes it, in a folder for temporary files.
    ///
    /// - Throws: ``CommandLineFailure`` where there is no room for a database.
    init(_ manifest: Manifest) async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "command-cases-\(UUID())", directoryHint: .isDirectory)
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch { throw CommandLineFailure("\(folder.path) cannot be made: \(Reason(error))") }
        do {
            var settings = RouterSettings()
            settings.standIns = StandIn.Runs()
            composition = try await Composition(
                CommandServer.application, manifest: manifest,
                database: "sqlite:" + folder.appending(path: "cases.sqlite").path(percentEncoded: false),
                publicURL: PublicURL(nil, listeningAt: "127.0.0.1"), settings: settings,
                logger: Logger(label: "command-router") { _ in SwiftLogNoOpLogHandler() })
            guard let demo = try await composition.accounts.demoAccount(until: .now + .seconds(60)) else {
                throw CommandLineFailure("The database for the cases has accounts already")
            }
            adminKey = demo.adminAPIKey
        } catch {
            try? FileManager.default.removeItem(at: folder)
            throw error
        }
        let plugins = Composition.plugins(CommandServer.application, for: manifest)
        handled = Set(plugins.flatMap(\.commands).map { type(of: $0).name.description })
    }

    /// Whether a command has its handler here.
    func handles(_ command: String) -> Bool { handled.contains { $0.lowercased() == command.lowercased() } }

    /// Sends a request.
    func send(_ request: CaseRequest) async -> PlacedAnswer {
        let response = await composition.router.respond(to: request.inbound)
        // What cannot be read whole is an answer that ends too soon, as it would be on a connection.
        let body = (try? await response.whole(most: ReplyReceiver.usualMost)) ?? response.body
        return PlacedAnswer(status: response.status, headers: response.headers.map(\.name), body: body)
    }

    /// Closes and removes it.
    func end() async {
        // Also where the task that ran the cases was cancelled.
        await Task { try? await composition.database.close() }.value
        try? FileManager.default.removeItem(at: folder)
    }
}
