// SPDX-License-Identifier: Apache-2.0

/// What is proven about a command that has no fault by itself: that some call satisfies it, and that each of its rules
/// can make a difference.
extension ManifestDecoder {
    /// Looking for a text costs as much as so many looks at a rule, and more where it is long.
    private static func textCost(_ value: ValueDeclaration) -> Int {
        let least = value.limits.compactMap { if case .minLength(let least) = $0.condition { least } else { nil } }.max() ?? 0
        return 5_000 + 32 * min(least, ValueSearch.heaviest)
    }

    mutating func prove(_ command: CommandDeclaration) {
        for parameter in command.parameters where parameter.role == nil {
            // An example that is accepted is a proof as good as any.
            let isShown = command.examples.contains { $0.reply != nil && $0.request.names(parameter) }
            proveValue(parameter, isShown)
        }
        guard !command.rules.isEmpty, command.parameters.allSatisfy({ !$0.value.kinds.isEmpty }) else { return }
        let most = min(proofBudget, DecisionProof.budget)
        var budget = most
        let proof = DecisionProof(of: DecisionTable(of: command), budget: &budget)
        proofBudget -= most - budget
        for diagnostic in RuleFaults(proof).diagnostics { faults.report(diagnostic) }
    }

    /// That a value has a valid text wherever a pattern stands beside other limits; all else is seen by comparing limits
    /// in pairs. Values stand in one another as deep as the reader lets nodes do.
    private mutating func proveValue(_ parameter: ParameterDeclaration, _ isShown: Bool) {
        proveText(parameter.value, "`\(parameter.name)`", isShown)
        proveParts(of: parameter.value, parameter, isShown)
    }

    private mutating func proveParts(of value: ValueDeclaration, _ parameter: ParameterDeclaration, _ isShown: Bool) {
        for member in value.members ?? [] { proveValue(member, isShown) }
        let parts = value.items.map { ("an item", $0) } + value.values.map { ("a value", $0) }
        for (name, part) in parts {
            proveText(part, "\(name) of `\(parameter.name)`", isShown)
            proveParts(of: part, parameter, isShown)
        }
    }

    private mutating func proveText(_ value: ValueDeclaration, _ name: String, _ isShown: Bool) {
        guard let limit = value.limits.first(where: { if case .pattern = $0.condition { true } else { false } }),
            !isProofCut, !provenTexts.contains(value.textLimits)
        else { return }
        guard proofBudget > 0 else { return cutProof(limit) }
        proofBudget -= Self.textCost(value)
        switch ValueSearch(value).value() {
        case .value: provenTexts.insert(value.textLimits)
        case .none:
            faults.report(
                .limitContradiction, at: limit.location, "No value of \(name) satisfies `pattern` and all that stands beside it.",
                note: "Change the pattern, the type or one of the other limits, such that some value is valid.")
        case .unknown where isShown: break
        case .unknown:
            faults.report(
                Diagnostic(
                    .warning, .commandUnproven, at: limit.location,
                    "Whether any value of \(name) satisfies `pattern` and all that stands beside it was not found out.",
                    note: "Show one in an example, or let fewer limits stand beside the pattern."))
        }
    }
}

extension ManifestDecoder {
    private mutating func cutProof(_ limit: Limit) {
        isProofCut = true
        faults.report(
            Diagnostic(
                .warning, .commandUnproven, at: limit.location,
                "Whether values satisfy this `pattern`, and each after it, with what stands beside it was not looked for.",
                note: "A manifest with so many patterns and rules takes too long; use fewer different ones."))
    }
}

extension ManifestValue {
    /// Whether this request sends a parameter.
    fileprivate func names(_ parameter: ParameterDeclaration) -> Bool {
        if case .object(let members) = self { members.contains { parameter.answers(to: $0.name) } } else { false }
    }
}

extension ValueDeclaration {
    /// All that decides which texts are valid.
    fileprivate var textLimits: String {
        var words = kinds.map(\.rawValue) + ["\(trims)", "\(normalizes)", "\(allowsEmpty)"]
        for limit in limits { words.append("\(limit.condition.keyword) \(limit.condition.operandText)") }
        return words.joined(separator: "\n")
    }
}

extension Limit.Condition {
    /// What it is declared with, as a text.
    var operandText: String {
        switch self {
        case .notBlank: "true"
        case .oneOf(let texts): ManifestValue.array(texts.map(ManifestValue.string)).json
        case .oneOfIntegers(let numbers): ManifestValue.array(numbers.map(ManifestValue.integer)).json
        case .pattern(let pattern): pattern.source
        case .minLength(let count), .maxLength(let count), .minItems(let count), .maxItems(let count): "\(count)"
        case .minimum(let bound), .maximum(let bound): Int(exactly: bound).map(String.init) ?? ManifestValue.number(bound).json
        }
    }
}
