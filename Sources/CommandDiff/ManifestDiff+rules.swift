// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// Conditional rules, told from one another by their ids.
extension ManifestDiff {
    mutating func rules(_ old: CommandDeclaration, _ new: CommandDeclaration) {
        let place = new.name + "/rules"
        let names = RuleNames(old, new)
        var renamed: Set<String> = []
        for rule in new.rules where !old.rules.contains(where: { $0.id == rule.id }) {
            let twin = old.rules.first { earlier in
                !renamed.contains(earlier.id) && !new.rules.contains { $0.id == earlier.id } && earlier.code == rule.code
                    && RuleRoom(earlier, rule, names).change == nil
            }
            if let twin {
                renamed.insert(twin.id)
                add(.ruleRenamed, "\(place).\(rule.id)", "its id was `\(twin.id)`", twin.location, rule.location)
            } else {
                add(.ruleAdded, "\(place).\(rule.id)", "the rule `\(rule.id)` is new", old.location, rule.location)
            }
        }
        for rule in old.rules where !renamed.contains(rule.id) {
            if let later = new.rules.first(where: { $0.id == rule.id }) {
                compare(rule, later, names, at: "\(place).\(rule.id)")
            } else {
                add(.ruleRemoved, "\(place).\(rule.id)", "the rule `\(rule.id)` is gone", rule.location, new.location)
            }
        }
        ruleOrder(old, new, at: place)
    }

    private mutating func compare(_ old: RuleDeclaration, _ new: RuleDeclaration, _ names: RuleNames, at place: String) {
        code(old.code, new.code, at: place, old.location, new.location)
        if let kind = RuleRoom(old, new, names).change {
            add(kind, place, "it is \(new.words), and was \(old.words)", old.location, new.location)
        }
        if old.message != new.message { add(.ruleMessage, place, "its message differs", old.location, new.location) }
    }

    /// Rules that have changed places, have different codes, and can be broken by one call.
    private mutating func ruleOrder(_ old: CommandDeclaration, _ new: CommandDeclaration, at place: String) {
        let kept = new.rules.indices.filter { number in old.rules.contains { $0.id == new.rules[number].id } }
        let before = kept.map { number in old.rules.firstIndex { $0.id == new.rules[number].id } ?? 0 }
        guard before != before.sorted() else { return }
        let table = DecisionTable(of: new)
        var budget = DecisionProof.budget
        for later in kept.indices.dropFirst() {
            for earlier in kept.indices[..<later] where before[earlier] > before[later] {
                let (first, second) = (new.rules[kept[earlier]], new.rules[kept[later]])
                guard first.code != second.code else { continue }
                if case .impossible = table.row(breaking: [kept[earlier], kept[later]], &budget) { continue }
                add(
                    .orderChanged, place, "`\(first.id)` stands before `\(second.id)`, and stood after it",
                    old.rules[before[earlier]].location,
                    first.location)
                return
            }
        }
    }
}

/// What the parameters that old rules name are called now.
struct RuleNames {
    private var names: [String: String] = [:]

    init(_ old: CommandDeclaration, _ new: CommandDeclaration) {
        for parameter in old.parameters {
            let all = [parameter.name] + parameter.aliases
            let found =
                new.parameters.first { $0.name.isSameWord(as: parameter.name) }
                ?? new.parameters.first { later in
                    ([later.name] + later.aliases).contains { name in all.contains { $0.isSameWord(as: name) } }
                }
            names[parameter.name] = found?.name
        }
    }

    func callAsFunction(_ name: String) -> String { names[name] ?? name }
}

extension RuleDeclaration {
    /// What it says, without its id and code.
    var words: String {
        let conditions = when.map { condition in
            switch condition.test {
            case .isOneOf(let values): "`\(condition.parameter)` is \(values.map(\.json).joined(separator: " or "))"
            case .isPresent: "`\(condition.parameter)` is there"
            case .isAbsent: "`\(condition.parameter)` is not there"
            }
        }
        let head = conditions.isEmpty ? "" : "when " + conditions.joined(separator: " and ") + ", "
        let list = demand.parameters.map { "`\($0)`" }.joined(separator: ", ")
        return switch demand {
        case .requires: head + "requires " + list
        case .requiresAny: head + "requires one of " + list
        case .atMostOne: head + "takes at most one of " + list
        case .forbids: head + "forbids " + list
        }
    }
}
