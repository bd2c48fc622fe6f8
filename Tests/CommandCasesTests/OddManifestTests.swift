// SPDX-License-Identifier: Apache-2.0

import CommandCases
import CommandManifest
import Testing

@Suite struct OddManifestTests {
    @Test func `Odd declarations are answered as their cases say`() async throws {
        let manifest = try OddManifest.read()
        var selection = CaseSuite.Selection()
        selection.randomCount = 50
        let found = FoundResults()
        try await CaseSuite(manifest, selection).run(with: [.trial(manifest)]) { results, _, _ in found.add(results) }
        let failures = found.all.compactMap { result in result.failure.map { "\(result.name): \($0.differences)" } }
        #expect(failures.isEmpty, "\(failures.prefix(5).joined(separator: "\n"))")
    }

    @Test(arguments: [
        "odd.limits/Op/oneOf/---2", "odd.limits/Ratio/minimum/below", "odd.limits/Either/type/integer", "odd.limits/Union/minLength/below",
        "odd.limits/Loose/maxItems/above", "odd.limits/Nested/Unit/name/Measure", "odd.limits/Time/type/empty",
        "odd.presence/Size/oneOf/above-5", "odd.presence/Rank/oneOf/2-as-text", "odd.presence/Labels/value/maxLength/above",
        "odd.presence/Labels/names/any", "odd.presence/Scores/value/Points/required/absent", "odd.presence/Size/one-of-three/with-Rank",
        "odd.presence/Time/zone-needs-time/missing", "odd.presence/Rank/no-rank-without-op/given", "odd.presence/rules/Zone=UTC/none",
        "odd.limits/document/json-null", "odd.limits/document/rpc-version-1", "odd.keyless/credentials/missing",
    ]) func `Nothing that is declared is passed over for want of a name or a value`(name: String) throws {
        let manifest = try OddManifest.read()
        #expect(manifest.commands.contains { CaseGenerator.cases(of: $0, in: manifest).contains { $0.name == name } })
    }

    @Test func `No mutant of them survives`() async throws {
        let manifest = try OddManifest.read()
        for command in manifest.commands {
            for (mutant, fate) in try await MutantSuite(manifest, makeRunner: { .trial($0) }).run(command) {
                if case .survived(let differing) = fate { Issue.record("\(mutant.name), told apart by \(differing)") }
            }
        }
    }

    @Test func `A failure's line for a shell keeps its quotes around a key`() async throws {
        let manifest = try OddManifest.read()
        var weaker = manifest
        weaker.commands[0].parameters.removeAll { $0.name == "Op" }
        let found = FoundResults()
        try await CaseSuite(manifest).run(with: [.trial(weaker)]) { results, _, _ in found.add(results) }
        let one = found.all.filter { $0.name == "odd.limits/Op/oneOf/zero-width@v1" }
        #expect(PrettyReport(server: "http://127.0.0.1:8080").add(one).contains(#"'{"Key":"'"$KEY"$'""#))
        var report = TAPReport(server: "http://127.0.0.1:8080")
        #expect(report.add(one).components(of: "differs:") == 1)
    }

    @Test func `An answer to a dry run that does not say what was bound is a fault`() {
        let body = Array(#"{"Success":true,"ErrorCode":0,"Validated":true}"#.utf8)
        let reply = CaseReply(status: 200, body: body, on: .v1)
        #expect(Verdict.differences(reply, from: Expectation(.accepted, bound: "{}"), on: .v1) != [])
    }
}

extension String {
    fileprivate func components(of text: String) -> Int { split(separator: text, omittingEmptySubsequences: false).count - 1 }
}
