// SPDX-License-Identifier: Apache-2.0

import CommandTesting
import Testing

/// What docs/testing.md shows, with what stands around it there: compiled, since the files that it names are not here. The same is run by
/// the tests of the application, on golden files and accounts of its own.
enum TestingPage {
    static func goldenFiles(_ harness: CommandHarness) async throws {
        let suite = try GoldenSuite(folder: "Tests/Golden")
        let declarations = try CommandDeclarations(manifestFile: "commands.yaml")
        let runner = GoldenRunner(suite: suite, declarations: declarations) { await harness.respond(to: $0) }
        #expect(try await runner.faults(of: suite.cases[0], values: ["user.key": "key"]) == [])
        #expect(GoldenCoverage(declarations, exempt: [100_004: "the database is there"]).faults(of: suite) == [])
    }

    static func anotherAccount(
        _ harness: CommandHarness, _ declarations: CommandDeclarations, _ ann: TenancyCaller, _ bob: TenancyCaller,
        _ annsObjects: OwnedObjects, _ bobsObjects: OwnedObjects
    ) async throws {
        let check = TenancyCheck(declarations) { await harness.respond(to: $0) }
        for place in declarations.idPlaces {
            let faults = try await check.faults(at: place, caller: ann, own: annsObjects, owner: bob, foreign: bobsObjects)
            #expect(faults == [])
        }
    }
}
