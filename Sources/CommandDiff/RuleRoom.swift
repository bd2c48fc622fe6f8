// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// How much of what callers send a rule refuses, compared with what it was.
struct RuleRoom {
    /// In which way it differs; nil where it refuses the same calls.
    let change: ChangeKind?

    init(_ old: RuleDeclaration, _ new: RuleDeclaration, _ names: RuleNames) {
        let (before, after) = (Conditions(old, names.callAsFunction), Conditions(new) { $0 })
        let (demanded, demands) = (Demand(old, names.callAsFunction), Demand(new) { $0 })
        let isTighter = after.hold(whereverHold: before) && demands.implies(demanded)
        let isLooser = before.hold(whereverHold: after) && demanded.implies(demands)
        change =
            switch (isTighter, isLooser) {
            case (true, true): nil
            case (true, false): .ruleTightened
            case (false, true): .ruleLoosened
            case (false, false): .ruleChanged
            }
    }
}

/// When a rule applies.
private struct Conditions {
    /// By parameter, the values of which it must have one.
    private var values: [String: Set<String>] = [:]
    /// Parameters that must be there, and those that must not.
    private var (present, absent): (Set<String>, Set<String>) = ([], [])

    init(_ rule: RuleDeclaration, _ name: (String) -> String) {
        for condition in rule.when {
            let parameter = name(condition.parameter)
            switch condition.test {
            case .isOneOf(let operands): values[parameter] = Set(operands.map(\.json))
            case .isPresent: present.insert(parameter)
            case .isAbsent: absent.insert(parameter)
            }
        }
    }

    /// Whether they hold whenever others hold.
    func hold(whereverHold others: Conditions) -> Bool {
        present.isSubset(of: others.present) && absent.isSubset(of: others.absent)
            && values.allSatisfy { name, allowed in others.values[name].map { $0.isSubset(of: allowed) } ?? false }
    }
}

/// What a rule demands.
private struct Demand {
    private enum Kind { case all, any, one, none }

    private let kind: Kind
    private let names: Set<String>

    init(_ rule: RuleDeclaration, _ name: (String) -> String) {
        names = Set(rule.demand.parameters.map(name))
        kind =
            switch rule.demand {
            case .requires: .all
            case .requiresAny: rule.demand.parameters.count == 1 ? .all : .any
            case .atMostOne: .one
            case .forbids: .none
            }
    }

    /// Whether what satisfies it satisfies another.
    func implies(_ other: Demand) -> Bool {
        switch (kind, other.kind) {
        case (.all, .all), (.none, .none), (.one, .one): names.isSuperset(of: other.names)
        case (.any, .any): names.isSubset(of: other.names)
        case (.all, .any): !names.isDisjoint(with: other.names)
        // Of what is forbidden none is there, so that one more may be.
        case (.none, .one): other.names.subtracting(names).count <= 1
        default: false
        }
    }
}
