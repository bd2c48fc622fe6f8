// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// What is proven about one command's rules: for each of them requests that show it.
struct ProofPage {
    private let proof: DecisionProof

    /// Proves what can be proven about a command.
    init(_ command: CommandDeclaration) {
        var budget = DecisionProof.budget
        proof = DecisionProof(of: DecisionTable(of: command), budget: &budget)
    }

    private var command: CommandDeclaration { proof.table.command }

    /// As text for a terminal.
    var text: String {
        (["Proof", "  accepted   " + shown(proof.satisfied)] + command.rules.indices.flatMap(lines)).joined(separator: "\n")
    }

    private func lines(_ rule: Int) -> [String] {
        let verdict = proof.verdicts[rule]
        let alone = verdict.alone.row != nil
        return [
            "  \(command.rules[rule].id)", "    accepted " + shown(verdict.accepted),
            "    \(alone ? "alone   " : "first   ") " + shown(alone ? verdict.alone : verdict.first),
        ]
    }

    /// For a script: the same, `null` where there is no such request or none is known.
    var json: ManifestValue {
        .object([
            .init("accepted", request(proof.satisfied)),
            .init(
                "rules",
                .array(
                    command.rules.indices.map { rule in
                        let verdict = proof.verdicts[rule]
                        return .object([
                            .init("id", .string(command.rules[rule].id)), .init("accepted", request(verdict.accepted)),
                            .init("alone", request(verdict.alone)), .init("first", request(verdict.first)),
                        ])
                    })),
        ])
    }

    private func request(_ finding: DecisionProof.Finding) -> ManifestValue {
        finding.row.flatMap { proof.table.request(for: $0) }.map(ManifestValue.object) ?? .null
    }

    private func shown(_ finding: DecisionProof.Finding) -> String {
        switch finding {
        case .row: request(finding).json
        case .impossible(let rules):
            rules.isEmpty ? "never" : "never, because of " + rules.map { command.rules[$0].id }.joined(separator: ", ")
        case .unproven: "not proven"
        }
    }
}
