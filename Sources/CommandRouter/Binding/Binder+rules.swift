// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import CommandWire

extension Binder {
    /// Checks each rule against what was bound. Conditions see defaults; whether a parameter is there does not.
    mutating func checkRules(_ plan: BindingPlan, _ values: [BoundValue], _ call: Call) {
        for rule in plan.rules where rule.conditions.allSatisfy({ holds($0, call, plan, values) }) {
            let isThere = { (slot: Int) in Self.isThere(slot, call) }
            let blamed: Int? =
                switch rule.declaration.demand {
                case .requires: rule.slots.first { !isThere($0) }
                case .requiresAny: rule.slots.contains(where: isThere) ? nil : rule.slots.first
                case .atMostOne: rule.slots.lazy.filter(isThere).dropFirst().first
                case .forbids: rule.slots.first(where: isThere)
                }
            guard let blamed else { continue }
            findings.add(
                Violation(
                    code: rule.declaration.code, parameter: plan.slots[blamed].name, rule: rule.declaration.id,
                    message: Wording.demand(rule.declaration)))
        }
    }

    /// Sent, not null, and not an empty text; whether it is valid is another question.
    static func isThere(_ slot: Int, _ call: Call) -> Bool {
        guard let spot = call.fields.first(where: { $0.slot.number == slot })?.value else { return false }
        return spot.kind != .null && !isEmptyText(spot)
    }

    /// Whether a condition holds for what was sent and bound.
    func holds(
        _ condition: (slot: Int, test: RuleDeclaration.Condition.Test), _ call: Call, _ plan: BindingPlan, _ values: [BoundValue]
    ) -> Bool {
        switch condition.test {
        case .isOneOf(let operands):
            let value = plan.facts[condition.slot].place.map { values[$0] } ?? .absent
            return operands.contains { Self.isSame($0, value) }
        case .isPresent: return Self.isThere(condition.slot, call)
        case .isAbsent: return !Self.isThere(condition.slot, call)
        }
    }

    private static func isSame(_ operand: ManifestValue, _ value: BoundValue) -> Bool {
        switch (operand, value) {
        case (.string(let left), .string(let right)): LimitCheck.isSame(left, right)
        case (.boolean(let left), .boolean(let right)): left == right
        case (.integer(let left), .integer(let right)): left == right
        case (.integer(let left), .number(let right)): Double(left) == right
        case (.number(let left), .number(let right)): left == right
        case (.null, .absent): true
        default: false
        }
    }
}
