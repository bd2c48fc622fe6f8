// SPDX-License-Identifier: Apache-2.0

/// What a proof shows to be wrong with a command's rules, as diagnostics with the request that shows it.
struct RuleFaults {
    private let proof: DecisionProof
    /// All that was found.
    private(set) var diagnostics: [Diagnostic] = []

    init(_ proof: DecisionProof) {
        self.proof = proof
        if case .impossible(let rules) = proof.satisfied { unsatisfiable(rules) }
        for rule in rules.indices { judge(rule) }
        for clash in proof.clashes { contradiction(clash) }
        unproven()
    }

    private var command: CommandDeclaration { proof.table.command }
    private var rules: [RuleDeclaration] { command.rules }

    private mutating func judge(_ rule: Int) {
        let verdict = proof.verdicts[rule]
        let declared = rules[rule]
        if case .impossible = verdict.applies {
            return add(
                .error, .ruleNeverApplies, rule, "No request meets all conditions of `\(declared.id)`.",
                "Write values that its parameters can have, or take the rule out.")
        }
        if case .impossible(let others) = verdict.accepted { refused(rule, others) }
        guard case .impossible(let others) = verdict.first else { return }
        if others.isEmpty {
            add(
                .error, .ruleAlwaysHolds, rule,
                "Every request to which `\(declared.id)` applies satisfies it\(shown(verdict.own, "is one")).",
                "What it demands is always so then; take the rule out or name other parameters.")
        } else {
            shadowed(rule, others)
        }
    }

    private mutating func refused(_ rule: Int, _ others: [Int]) {
        let id = rules[rule].id
        if others.isEmpty {
            return add(
                .error, .ruleAlwaysFails, rule,
                "No request to which `\(id)` applies can satisfy it\(shown(proof.verdicts[rule].broken, "breaks it")).",
                "What it demands is never so then; name other parameters, or take the rule out.")
        }
        // A rule that stands in the way of all calls is told of once, and of two that exclude each other the later one.
        if case .impossible = proof.satisfied { return }
        if others.allSatisfy({ $0 > rule && isRefused($0, with: rule) }) { return }
        let list = Self.list(others.map { rules[$0].id })
        add(
            .error, .ruleContradiction, rule,
            "No request to which `\(id)` applies is accepted: none satisfies it and \(list)\(shown(proof.verdicts[rule].own, "satisfies it alone")).",
            "Narrow the conditions of one of them, or take it out.", others)
    }

    private func isRefused(_ rule: Int, with other: Int) -> Bool {
        if case .impossible(let others) = proof.verdicts[rule].accepted { others == [other] } else { false }
    }

    private mutating func unsatisfiable(_ core: [Int]) {
        // Of a rule that cannot be satisfied by itself, that is said.
        guard let last = core.last, core.count > 1 else { return }
        let ids = Self.list(core.map { rules[$0].id })
        let example = shown(proof.nearest.map { .row($0) } ?? .unproven, "breaks `\(rules[last].id)` alone")
        add(
            .error, .commandUnsatisfiable, last, "No call of `\(command.name)` can satisfy \(ids) together\(example).",
            "Give one of them a `when` that leaves room for the others, or take it out.", core.filter { $0 != last })
    }

    private mutating func shadowed(_ rule: Int, _ others: [Int]) {
        let declared = rules[rule]
        let earlier = Self.list(others.map { rules[$0].id }, "or")
        add(
            .warning, .ruleShadowed, rule,
            "Whenever `\(declared.id)` is broken, so is \(earlier) before it, whose code is the answer's\(shown(proof.verdicts[rule].broken, "breaks it")).",
            "Put it before \(earlier), or take it out.", others)
    }

    private mutating func contradiction(_ clash: DecisionProof.Clash) {
        let (earlier, later) = (rules[clash.rules.0].id, rules[clash.rules.1].id)
        let example = shown(.row(clash.row), "satisfies `\(earlier)` alone")
        add(
            .warning, .ruleContradiction, clash.rules.1,
            "No request to which `\(earlier)` and `\(later)` both apply satisfies both\(example).",
            "Narrow the conditions of one of the two, such that they exclude each other.", [clash.rules.0])
    }

    private mutating func unproven() {
        var left: [String] = []
        if case .unproven = proof.satisfied { left.append("that some call satisfies all rules") }
        left += unproven("can be satisfied") { if case .unproven = $0.accepted { true } else { false } }
        left += unproven("can be the first that is broken") { if case .unproven = $0.first { true } else { false } }
        if !proof.unpaired.isEmpty { left.append("that \(Self.list(proof.unpaired.map { rules[$0].id })) contradict no other rule") }
        guard !left.isEmpty else { return }
        diagnostics.append(
            Diagnostic(
                .warning, .commandUnproven, at: command.location,
                "The rules of `\(command.name)` are too many to be proven; not shown is \(left.joined(separator: ", nor ")).",
                note: "Give fewer rules to a command, or let them speak of fewer parameters."))
    }

    private func unproven(_ what: String, _ isUnproven: (DecisionProof.Verdict) -> Bool) -> [String] {
        let ids = rules.indices.filter { isUnproven(proof.verdicts[$0]) }.map { rules[$0].id }
        return ids.isEmpty ? [] : ["that \(Self.list(ids)) \(what)"]
    }

    private mutating func add(
        _ severity: Diagnostic.Severity, _ id: Diagnostic.ID, _ rule: Int, _ message: String, _ note: String, _ others: [Int] = []
    ) {
        let related = others.prefix(3).map { Diagnostic.Related("`\(rules[$0].id)` stands here.", at: rules[$0].location) }
        diagnostics.append(Diagnostic(severity, id, at: rules[rule].location, message, note: note, related: related))
    }

    /// The request that shows it, to follow a sentence.
    private func shown(_ finding: DecisionProof.Finding, _ what: String) -> String {
        guard let row = finding.row, let request = proof.table.request(for: row) else { return "" }
        return "; `\(ManifestValue.object(request).json)` \(what)"
    }

    /// `a`, `b` and `c`; of many the first.
    private static func list(_ ids: [String], _ last: String = "and") -> String {
        var quoted = ids.prefix(8).map { "`\($0)`" }
        if ids.count > quoted.count { quoted.append("\(ids.count - quoted.count) more") }
        guard quoted.count > 1, let end = quoted.last else { return quoted.joined() }
        return quoted.dropLast().joined(separator: ", ") + " \(last) " + end
    }
}
