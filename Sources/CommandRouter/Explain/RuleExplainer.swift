// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import CommandWire

/// Tells of each conditional rule what the binder makes of it, by the binder's own functions.
struct RuleExplainer {
    let call: Call
    let entry: CommandEntry
    let shown: ShownValue

    /// Every rule, beside the values that were bound.
    func all(_ values: [BoundValue]) -> [ExplainedRule] {
        let plan = entry.plan
        var binder = Binder()
        binder.checkRules(plan, values, call)
        let broken = Set(binder.findings.all.map(\.rule))
        return plan.rules.map { rule in
            let applies = rule.conditions.allSatisfy { binder.holds($0, call, plan, values) }
            return ExplainedRule(
                declaration: rule.declaration,
                conditions: rule.conditions.map { condition($0, values, binder) },
                parameters: rule.slots.map { (plan.slots[$0].name, Binder.isThere($0, call)) },
                result: applies ? broken.contains(rule.declaration.id) ? .broken : .satisfied : .notApplied)
        }
    }

    private func condition(
        _ condition: (slot: Int, test: RuleDeclaration.Condition.Test), _ values: [BoundValue], _ binder: Binder
    ) -> ExplainedRule.Condition {
        let declaration = entry.declaration.parameters[condition.slot]
        let value = entry.plan.facts[condition.slot].place.map { values[$0] } ?? .absent
        return .init(
            parameter: declaration.name,
            test: condition.test.hiding(declaration.value),
            bound: shown.bound(value, declaration.value),
            holds: binder.holds(condition, call, entry.plan, values))
    }
}

extension RuleDeclaration.Condition.Test {
    /// What it asks for, as JSON texts; those of a secret are not shown.
    fileprivate func hiding(_ declared: ValueDeclaration) -> ExplainedRule.Condition.Test {
        switch self {
        case .isOneOf(let values): .isOneOf(values.map { declared.isSecret ? HiddenTexts.mark : $0.json })
        case .isPresent: .isPresent
        case .isAbsent: .isAbsent
        }
    }
}
