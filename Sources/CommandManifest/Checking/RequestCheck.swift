// SPDX-License-Identifier: Apache-2.0

/// A whole request held against a command: its parameters, then its rules.
struct RequestCheck {
    /// The codes of required parameters that are missing, in declared order.
    private(set) var missing: [Int] = []
    /// Everything else that is wrong, parameters before rules.
    private(set) var violations: [ValueCheck.Violation] = []
    /// All of it, in declared order.
    private(set) var all: [ValueCheck.Violation] = []

    /// Holds a request without command and credentials against a command.
    init(_ entries: [ManifestValue.Member], _ command: CommandDeclaration) {
        let parameters = command.parameters.filter { $0.role == nil || $0.role == .format }
        var check = ValueCheck()
        // Names that no parameter has, and those that one has twice, are told of where they stand.
        let known = parameters.compactMap { parameter in entries.first { parameter.answers(to: $0.name) } }
        let bound = check.bind(known, to: parameters)
        all = check.violations
        for violation in check.violations {
            if violation.keyword == "required", !violation.path.contains("."), let code = violation.code {
                missing.append(code)
            } else {
                violations.append(violation)
            }
        }
        let sent = Self.sent(entries, parameters)
        for rule in command.rules where Self.applies(rule, bound, sent) && !Self.holds(rule, sent) {
            let violation = ValueCheck.Violation(path: "", keyword: rule.id, code: rule.code)
            violations.append(violation)
            all.append(violation)
        }
    }

    /// The declared names of parameters that are there: not absent, not null, not an empty text.
    private static func sent(_ entries: [ManifestValue.Member], _ parameters: [ParameterDeclaration]) -> Set<String> {
        let names = entries.filter { $0.value != .null && !$0.value.isEmptyText }.map(\.name)
        return Set(parameters.filter { names.contains(where: $0.answers) }.map(\.name))
    }

    private static func applies(_ rule: RuleDeclaration, _ bound: [(key: ParameterDeclaration, value: ManifestValue)], _ sent: Set<String>)
        -> Bool
    {
        rule.when.allSatisfy { condition in
            switch condition.test {
            case .isOneOf(let values):
                bound.contains { key, value in key.name == condition.parameter && values.contains { $0.isMet(by: value) } }
            case .isPresent: sent.contains(condition.parameter)
            case .isAbsent: !sent.contains(condition.parameter)
            }
        }
    }

    private static func holds(_ rule: RuleDeclaration, _ sent: Set<String>) -> Bool {
        switch rule.demand {
        case .requires(let names): names.allSatisfy(sent.contains)
        case .requiresAny(let names): names.contains(where: sent.contains)
        case .atMostOne(let names): names.count(where: sent.contains) <= 1
        case .forbids(let names): !names.contains(where: sent.contains)
        }
    }
}
