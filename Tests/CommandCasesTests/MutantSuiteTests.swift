// SPDX-License-Identifier: Apache-2.0

import CommandCases
import CommandManifest
import Testing

@Suite struct MutantSuiteTests {
    @Test func `No weakened declaration of another business goes unnoticed`() async throws {
        let manifest = try CaseGeneratorTests.read(CaseGeneratorTests.manifest)
        let mutants = MutantSuite(manifest) { .trial($0) }
        var (killed, survivors): (Int, [String]) = (0, [])
        for command in manifest.commands {
            for (mutant, fate) in try await mutants.run(command) {
                switch fate {
                case .killed: killed += 1
                case .survived(let differing): survivors.append("\(mutant.name), told apart by \(differing)")
                case .equivalent: break
                }
            }
        }
        #expect(survivors.isEmpty, "\(survivors)")
        #expect(killed > 100)
    }

    /// A mutant, and what the case that notices it is about.
    private static let notices = [
        "LoanID/required dropped": "LoanID", "Days/maximum more": "Days/maximum", "Mode/oneOf and another": "Mode/oneOf",
        "permissions/Loans.Write dropped": "permissions/Loans.Write", "rules/fee-needs-amount dropped": "fee-needs-amount",
    ]

    @Test func `A weakened declaration is noticed by a case that is about it`() async throws {
        let manifest = try CaseGeneratorTests.read(CaseGeneratorTests.manifest)
        let fates = try await MutantSuite(manifest) { .trial($0) }.run(manifest.commands[0])
        for (name, about) in Self.notices {
            let fate = try #require(fates.first { $0.mutant.name == "loan.extend/" + name }, "\(name)").fate
            if case .killed(let killer) = fate { #expect(killer.contains(about)) } else { Issue.record("\(name): \(fate)") }
        }
    }

    @Test func `A fault that is put into the answers is found, and told with what was sent and what was due`() async throws {
        let manifest = try CaseGeneratorTests.read(CaseGeneratorTests.manifest)
        var weaker = manifest
        weaker.commands[0].parameters.removeAll { $0.name == "Mode" }
        let found = FoundResults()
        try await CaseSuite(manifest).run(with: [.trial(weaker)]) { results, _, _ in found.add(results) }
        let report = PrettyReport(server: "http://127.0.0.1:8080")
        let text = report.add(found.all.filter { $0.name == "loan.extend/Mode/oneOf/unknown@v1" })
        #expect(text.contains("FAILED loan.extend/Mode/oneOf/unknown@v1"))
        #expect(text.contains("expected: status 422, code 5 (5 Mode Mode.oneOf)"))
        #expect(text.contains("(commands.yaml:16:"))
        #expect(text.contains("curl -s http://127.0.0.1:8080/api/v1/loan.extend"))
        #expect(!text.contains("generated-user-key"))
    }
}
