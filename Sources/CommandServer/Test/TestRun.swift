// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CommandCases
import CommandManifest
import CommandRouter
import Foundation
import Logging

/// One run of `test`: the cases sent, the results written.
struct TestRun {
    let suite: CaseSuite
    let command: TestCommand

    init(_ suite: CaseSuite, command: TestCommand) {
        self.suite = suite
        self.command = command
    }

    func run() async throws {
        let board = ResultBoard(report, tenancy: suite.tenancyCases.count)
        try await StopSignal().stopping {
            guard let url = command.url else { return try await runHere(board) }
            try await run(on: CaseSender(url, maxReply: command.maxReply), board)
        }
        let totals = board.end()
        guard totals != CaseTotals() else { throw CommandLineFailure("No case has such a name. `test --list` prints the names.") }
        if let coverage = command.coverage { try CoverageFile.write(suite, to: coverage, isSaid: command.format == .pretty) }
        board.complaints.forEach(Terminal.warn)
        guard totals.failed == 0, board.complaints.isEmpty else { throw ExitCode(1) }
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

    // MARK: In this process

    /// On stand-ins for handlers; callers are tried on real accounts too, and another account's ids on the handlers.
    private func runHere(_ board: ResultBoard) async throws {
        let gateway = try await LocalGateway(suite.manifest)
        do {
            let send: CaseFixtures.Sender = { await gateway.send($0) }
            let fixtures = try await CaseFixtures(adminKey: gateway.adminKey, send: send)
            let real = CaseRunner(key: { fixtures.keys[$0] }, answer: send)
            let count = max(1, ProcessInfo.processInfo.activeProcessorCount)
            let runners = (0..<count).map { _ in CaseRunner.inProcess(suite.manifest, besides: real) }
            try await suite.run(with: runners) { board.add($0, $1, $2) }
            try await runTenancy(board, fixtures, send) { place in
                gateway.handles(place.command) ? nil : "\(place.command) has no handler here"
            }
        } catch {
            await gateway.end()
            throw error
        }
        await gateway.end()
    }

    // MARK: On a running gateway

    private func run(on sender: CaseSender, _ board: ResultBoard) async throws {
        let given = try given()
        let fixtures = try await fixtures(on: sender, given)
        // What ends the work, such as Control-C, must not end the removal.
        let end = { try await Task { try await fixtures?.end() }.value }
        do {
            try await run(on: sender, board, fixtures, given)
        } catch {
            do { try await end() } catch { Terminal.warn("\(Reason(error))") }
            throw error
        }
        try await end()
    }

    private func run(
        on sender: CaseSender, _ board: ResultBoard, _ fixtures: CaseFixtures?, _ given: [Caller: String]
    ) async throws {
        let keys = given.merging(fixtures?.keys ?? [:]) { own, _ in own }
        let runners = (0..<8).map { _ in CaseRunner(key: { keys[$0] }, answer: { try await sender.send($0) }) }
        guard let fixtures else {
            try await suite.run(with: runners) { board.add($0, $1, $2) }
            return try await runTenancy(board, nil, { try await sender.send($0) }) { _ in
                "it takes two accounts with objects, which --execute makes"
            }
        }
        try await fixtures.watched {
            let calm = try await CalmDatabase(fixtures)
            try await suite.run(with: runners) { board.add($0, $1, $2) }
            if let fault = try await calm.fault() { board.complain(fault) }
            try await runTenancy(board, fixtures, { try await sender.send($0) }) { _ in
                fixtures.erases ? nil : "the gateway's application does not say how what it keeps of an account is removed"
            }
        }
    }

    private func runTenancy(
        _ board: ResultBoard, _ fixtures: CaseFixtures?, _ send: @escaping TenancyCases.Sender, _ obstacle: TenancyCases.Obstacle
    ) async throws {
        let nobody = TenancyCases.Account(.nobody, key: "", known: OwnedIDs())
        let accounts = fixtures?.accounts ?? [nobody, nobody]
        guard accounts.count == 2 else { throw CommandLineFailure("The gateway made fewer accounts than two") }
        try await TenancyCases(suite, send: send).run(caller: accounts[0], owner: accounts[1], obstacle: obstacle) {
            board.addTenancy($0)
        }
    }

    /// The keys that were given for a running gateway.
    private func given() throws -> [Caller: String] {
        try [.user(without: nil): command.keys.user.text(), .admin(without: nil): command.keys.admin.text()].compactMapValues(\.self)
    }

    private func fixtures(on sender: CaseSender, _ given: [Caller: String]) async throws -> CaseFixtures? {
        guard command.execute else { return nil }
        guard let key = given[.admin(without: nil)] else { throw CommandLineFailure("--execute needs an admin's key") }
        return try await CaseFixtures(adminKey: key) { try await sender.send($0) }
    }
}

extension CaseRunner {
    /// One that sends through a function.
    fileprivate init(key: @escaping @Sendable (Caller) -> String?, answer: @escaping CaseFixtures.Sender) {
        self.init(key: key) { request in
            let answer = try await answer(request)
            return (answer.status, answer.body)
        }
    }

    /// One over a router of its own in this process, with stand-ins for handlers, that counts how often one runs.
    ///
    /// - Parameter real: where cases about callers are sent as well.
    static func inProcess(_ manifest: Manifest, besides real: CaseRunner? = nil) -> CaseRunner {
        var settings = RouterSettings()
        let runs = StandIn.Runs()
        settings.standIns = runs
        let router = Router(
            manifest: manifest, plugins: [], authenticator: CaseAuthenticator(permissions: manifest.permissions.map(\.name)),
            settings: settings,
            logger: Logger(label: "command-router") { _ in SwiftLogNoOpLogHandler() })
        return CaseRunner(router, runs: { runs.count }, besides: real)
    }
}
