// SPDX-License-Identifier: Apache-2.0

import CommandTesting
import Testing

// One after another: passwords that are hashed at once would be too many.
@Suite("Golden files", .golden, .serialized)
struct GoldenTests {
    @Test("Each request gets its exact reply", arguments: Golden.cases, GoldenTarget.Mode.allCases)
    func answers(item: GoldenCase, mode: GoldenTarget.Mode) async throws {
        let target = try GoldenTarget.current(mode)
        let runner = GoldenRunner(suite: try Golden.suite(), declarations: try Shipped.declarations(), send: target.send)
        for fault in try await runner.faults(of: item, values: target.accounts.next()) { Issue.record("\(fault)") }
    }
}

@Suite("What golden files show")
struct GoldenCoverageTests {
    private let coverage: GoldenCoverage
    private let suite: GoldenSuite

    init() throws {
        coverage = GoldenCoverage(try Shipped.declarations(), exempt: Golden.exempt)
        suite = try Golden.suite()
    }

    @Test("A success of each command, and every code")
    func showsEverything() {
        for fault in coverage.faults(of: suite) { Issue.record("\(fault)") }
    }

    @Test("A file less is missed")
    func missesFiles() throws {
        let without = try GoldenSuite(suite.cases.filter { $0.name != "tag.create/page-refused" })
        #expect(
            coverage.faults(of: without).filter { $0.hasPrefix("tag.create: ") } == [
                "tag.create: no golden file shows code 2, Tag already exists in the system"
            ])
    }
}
