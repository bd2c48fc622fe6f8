// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandTesting
import Foundation
import Testing

@Suite("Cases from a manifest, in a team's own tests")
struct GeneratedCasesTests {
    static let cases = try? GeneratedCases(manifest: CommandHarnessTests.manifest, randomCount: 20)

    @Test("A call is answered as it is declared", arguments: Self.cases?.all ?? [])
    func answersAsDeclared(one: GeneratedCase) async throws {
        let callers = try #require(Self.cases).callers
        let harness = try CommandHarness(manifest: CommandHarnessTests.manifest, plugins: [NotesPlugin()], callers: callers)
        #expect(try await one.faults { await harness.respond(to: $0) } == [])
    }

    @Test("There are cases for each declaration, told by name, with a reason and the manifest's line")
    func hasCases() throws {
        let cases = try #require(Self.cases)
        let one = try #require(cases.all.first { $0.name == "note.create/Text/required/absent@v1" })
        #expect("\(one)" == one.name)
        #expect(one.reason == "Text must be given (commands.yaml:18:7)")
        #expect(one.request.target == "/api/v1/note.create")
        #expect(cases.all.count(where: { $0.name.contains("/random/") }) == 60)
    }

    @Test("A reply that is not as declared is told with what was due")
    func tellsFaults() async throws {
        let one = try #require(Self.cases?.all.first { $0.name == "note.create/Text/required/absent@api" })
        let faults = try await one.faults { _ in
            CommandHarness.Reply(
                status: 200, contentType: "application/json",
                body: Array(#"{"Success":false,"ErrorCode":2,"ErrorText":"","Errors":[]}"#.utf8))
        }
        #expect(faults == ["code 2, expected [1]", "errors none, expected 1 Text Text.required"])
    }

    @Test("Cases can be chosen by name") func selects() throws {
        let cases = try GeneratedCases(manifest: CommandHarnessTests.manifest, matching: ["*/credentials/*"])
        #expect(!cases.all.isEmpty && cases.all.allSatisfy { $0.name.contains("/credentials/") })
    }

    @Test("An unsound manifest has no cases, and says why") func refusesUnsound() {
        #expect(throws: UnsoundManifest.self) { try GeneratedCases(manifest: "manifest: 2") }
    }
}
