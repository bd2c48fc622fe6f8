// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CommandAccounts
import CommandKit
import CommandManifest
import CommandRouter
import CommandStorageSQLite
import Logging

/// An explanation that is made in this process: by a manifest alone, or with a database to say who is calling. No handler
/// has a database, and none runs.
struct LocalExplanation {
    let command: ExplainCommand

    func report() async throws -> ExplanationReport {
        let manifest = try ManifestFile.read(command.manifest, by: command.includes.reader)
        let database = try command.database.map(Self.open)
        let principal = try Self.assumed(command, manifest)
        let authenticator: any Authenticator =
            if let database {
                AccountAuthenticator(AccountStore(database: ReadOnlyDatabase(base: database), permissions: []))
            } else {
                NoAuthenticator()
            }
        let result = await Result { try await explain(manifest, authenticator, principal) }
        try await database?.close()
        return try result.get()
    }

    private func explain(
        _ manifest: Manifest, _ authenticator: any Authenticator, _ assumed: Principal?
    ) async throws -> ExplanationReport {
        var logger = Logger(label: "command-router") { LineLogHandler(StreamLogHandler.standardError(label: $0)) }
        logger.logLevel = .warning
        var settings = RouterSettings()
        if command.manifestOnly { settings.standIns = StandIn.Runs() }
        let router = Router(
            manifest: manifest, plugins: command.manifestOnly ? [] : Composition.plugins(CommandServer.application, for: manifest),
            authenticator: authenticator, settings: settings, logger: logger)
        let principal = try await lookedUp(authenticator) ?? assumed
        let request = try command.call.call(isRemote: false).request
        do {
            let explanation = try await router.explain(request, as: principal)
            return ExplanationReport(json: explanation.json, text: explanation.text, isDone: explanation.verdict != .refused)
        } catch {
            throw ValidationError(error.description)
        }
    }

    private static func open(_ location: String) throws -> SQLiteDatabase {
        guard Composition.exists(location) else { throw CommandLineFailure("There is no database \(location)") }
        do { return try SQLiteDatabase(path: Composition.path(location)) } catch let inUse as DatabaseInUse {
            throw CommandLineFailure("\(inUse). A gateway that serves it explains with --url.")
        } catch { throw CommandLineFailure("The database \(location) cannot be used: \(Reason(error))") }
    }

    private func lookedUp(_ authenticator: any Authenticator) async throws -> Principal? {
        guard let account = command.account else { return nil }
        do {
            if let principal = try await authenticator.principal(ofAccount: account) { return principal }
        } catch let away as ComponentUnavailable {
            throw CommandLineFailure("The \(away.component) cannot be used: \(away.cause)")
        } catch { throw CommandLineFailure("Accounts cannot be looked up in this database: \(Reason(error))") }
        throw CommandLineFailure("There is no account \(account)")
    }

    private static func assumed(_ command: ExplainCommand, _ manifest: Manifest) throws -> Principal? {
        guard let kind = command.kind else { return nil }
        do { return try AssumedCaller(kind.rawValue, command.permissionNames, manifest).principal } catch {
            throw ValidationError(error.description)
        }
    }
}

/// Knows nobody, where a caller is told of.
private struct NoAuthenticator: Authenticator {
    func remembered(_ credentials: Credentials) -> Principal? { nil }
    func principal(for credentials: Credentials) async throws -> Principal? { nil }
}

extension Result where Failure == any Error {
    fileprivate init(_ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}
