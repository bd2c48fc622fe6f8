// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CommandCases
import CommandManifest
import CommandRouter
import Foundation
import Logging
import Synchronization

/// One run of `test`: the cases sent, the results written.
struct TestRun {
    let suite: CaseSuite
    let command: TestCommand

    init(_ suite: CaseSuite, command: TestCommand) {
        self.suite = suite
        self.command = command
    }

    func run() async throws {
        let fixtures = try await fixtures()
        let board = Board(report)
        do {
            try await suite.run(with: try runners(fixtures?.keys ?? [:])) { board.add($0, $1, $2) }
        } catch {
            try? await fixtures?.end()
            throw error
        }
        try await fixtures?.end()
        let totals = board.end()
        guard totals != CaseTotals() else { throw CommandLineFailure("No case has such a name. `test --list` prints the names.") }
        if let coverage = command.coverage { try CoverageFile.write(suite, to: coverage, isSaid: command.format == .pretty) }
        guard totals.failed == 0 else { throw ExitCode(1) }
    }

    private var report: any CaseReport & Sendable {
        let server = command.url ?? Defaults.url
        return switch command.format {
        case .pretty: PrettyReport(server: server)
        case .junit: JUnitReport(server: server)
        case .tap: TAPReport(server: server)
        case .json: JSONReport(server: server)
        }
    }

    // MARK: Where cases are sent

    private func runners(_ made: [Caller: String]) throws -> [CaseRunner] {
        guard let url = command.url else {
            return (0..<max(1, ProcessInfo.processInfo.activeProcessorCount)).map { _ in CaseRunner.inProcess(suite.manifest) }
        }
        let sender = try CaseSender(url)
        let keys = given.merging(made) { own, _ in own }
        return (0..<8).map { _ in CaseRunner(key: { keys[$0] }) { try await sender.send($0) } }
    }

    /// The keys that were given for a running gateway.
    private var given: [Caller: String] {
        let user = command.apiKey ?? Defaults.apiKey
        let admin = command.adminAPIKey ?? Defaults.adminAPIKey
        return [.user(without: nil): user, .admin(without: nil): admin].compactMapValues(\.self)
    }

    private func fixtures() async throws -> CaseFixtures? {
        guard command.execute, let url = command.url else { return nil }
        guard let key = given[.admin(without: nil)] else { throw CommandLineFailure("--execute needs an admin's key") }
        return try await CaseFixtures.make(for: suite, on: CaseSender(url), adminKey: key)
    }
}

extension CaseRunner {
    /// One over a router of its own in this process, with stand-ins for handlers, that counts how often one runs.
    static func inProcess(_ manifest: Manifest) -> CaseRunner {
        var settings = RouterSettings()
        let runs = StandIn.Runs()
        settings.standIns = runs
        let router = Router(
            manifest: manifest, plugins: [], authenticator: CaseAuthenticator(permissions: manifest.permissions.map(\.name)),
            settings: settings,
            logger: Logger(label: "command-router") { _ in SwiftLogNoOpLogHandler() })
        return CaseRunner(router, runs: { runs.count })
    }
}

/// The report as it is written, and what was counted.
private final class Board: Sendable {
    private struct State: Sendable {
        var totals = CaseTotals()
        var bar = ProgressBar("Testing", of: "cases")
        var report: any CaseReport & Sendable
    }

    private let state: Mutex<State>

    init(_ report: any CaseReport & Sendable) {
        state = Mutex(State(report: report))
        state.withLock { Self.write($0.report.begin()) }
    }

    func add(_ results: [CaseSuite.Result], _ done: Int, _ total: Int) {
        state.withLock { state in
            state.bar.clear()
            Self.write(state.report.add(results))
            state.totals.add(results)
            let cases = state.totals.passed + state.totals.failed + state.totals.skipped
            state.bar.show(done, of: total, fresh: done, rows: cases, freshRows: cases)
        }
    }

    func end() -> CaseTotals {
        state.withLock { state in
            state.bar.clear()
            Self.write(state.report.end(state.totals))
            return state.totals
        }
    }

    private static func write(_ text: String) {
        if !text.isEmpty { Terminal.say(text.hasSuffix("\n") ? String(text.dropLast()) : text) }
    }
}
