// SPDX-License-Identifier: Apache-2.0

import Testing

/// Gives a suite one running server. When its tests are over the server must still answer, and have logged no fault of
/// its own.
struct ServerTrait: SuiteTrait, TestScoping {
    let arguments: [String]

    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        let server = try await RunningServer.start(arguments)
        try await RunningServer.$ofSuite.withValue(server) { try await function() }
        #expect(try await server.nobody.health() == 200, "alive")
        #expect(server.log.filter { $0.contains(" error ") || $0.contains(" critical ") } == [])
        try await BlockingWork.run { try server.kill() }
        // The end of the process may come before that of the last reference.
        server.folder.remove()
    }
}

extension Trait where Self == ServerTrait {
    /// One running server for the suite, with these flags beside the usual ones.
    static func server(_ arguments: String...) -> Self { Self(arguments: arguments) }
}

/// The server of the suite that a test stands in.
func suiteServer() throws -> RunningServer { try #require(RunningServer.ofSuite) }
