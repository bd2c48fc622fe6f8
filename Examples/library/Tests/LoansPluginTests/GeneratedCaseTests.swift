// SPDX-License-Identifier: Apache-2.0

import CommandTesting
import Testing

/// What the manifest says of each parameter, each rule and each caller. Nothing is run: the calls are validated.
@Suite("Generated cases")
struct GeneratedCaseTests {
    static let cases = Result { try GeneratedCases(manifestFile: TestServer.manifest, matching: ["loan.*"]) }
    static let server = Task { try await TestServer.start(callers: cases.get().callers) }

    @Test("A call is answered as declared", arguments: try cases.get().all)
    func isAnswered(one: GeneratedCase) async throws {
        let server = try await Self.server.value
        #expect(try await one.faults { await server.respond(to: $0) } == [])
    }
}
