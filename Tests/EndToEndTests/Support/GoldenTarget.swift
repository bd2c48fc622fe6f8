// SPDX-License-Identifier: Apache-2.0

import CommandTesting
import TestSupport
import Testing

/// Something that golden files are sent to, and the accounts that stand in its database beforehand.
struct GoldenTarget: Sendable {
    /// Where the router is.
    enum Mode: String, CaseIterable, Sendable, CustomTestStringConvertible {
        case inProcess = "in this process"
        case live = "over HTTP"

        var testDescription: String { rawValue }
    }

    /// The targets of the suite that the running test stands in.
    @TaskLocal static var ofSuite: [Mode: GoldenTarget] = [:]

    let accounts: PreparedAccounts
    let send: CommandSender

    /// The target of the suite in this mode.
    static func current(_ mode: Mode) throws -> GoldenTarget { try #require(ofSuite[mode]) }
}

/// Gives a suite both targets, with accounts for each golden file. When its tests are over the server must still answer, and
/// have logged no fault of its own.
struct GoldenTrait: SuiteTrait, TestScoping {
    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        let inside = try await InProcessServer(in: TemporaryFolder())
        let folder = try TemporaryFolder()
        let prepared = try await Self.prepare(folder)
        let server = try await RunningServer.start(in: folder, ["--public-url", InProcessServer.publicURL])
        let targets: [GoldenTarget.Mode: GoldenTarget] = [
            .inProcess: GoldenTarget(accounts: try await PreparedAccounts(Golden.cases.count, in: inside.accounts), send: inside.send),
            .live: GoldenTarget(accounts: prepared, send: server.nobody.send),
        ]
        try await GoldenTarget.$ofSuite.withValue(targets) { try await function() }
        #expect(try await server.nobody.health() == 200, "alive")
        #expect(server.log.filter { $0.contains(" error ") || $0.contains(" critical ") } == [])
        try await BlockingWork.run { try server.kill() }
        folder.remove()
    }

    /// Makes the database that the server will find, with its accounts.
    private static func prepare(_ folder: TemporaryFolder) async throws -> PreparedAccounts {
        let server = try await InProcessServer(in: folder)
        let accounts = try await PreparedAccounts(Golden.cases.count, in: server.accounts)
        try await server.close()
        return accounts
    }
}

extension Trait where Self == GoldenTrait {
    /// The real router twice: in this process, and as a process that is called over HTTP.
    static var golden: Self { Self() }
}
