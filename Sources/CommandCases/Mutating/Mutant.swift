// SPDX-License-Identifier: Apache-2.0

package import CommandManifest

/// A command whose declaration was changed in one place, as a mistake would change it.
package struct Mutant: Sendable {
    /// What was changed: `tag.create/Tag/pattern dropped`.
    package let name: String
    /// Where that is declared.
    package let location: SourceLocation
    /// The command as it is then.
    package let command: CommandDeclaration

    /// Every mutant of a command.
    ///
    /// Each declaration that a call can tell of yields at least one: a parameter, whether it is required, its type, each
    /// limit, its default, its codes; each member and item likewise; rules with their conditions; access, permissions,
    /// surfaces; the form in which a code is sent.
    package static func all(of command: CommandDeclaration, permissions: [String]) -> [Mutant] {
        var maker = MutantMaker(command)
        maker.addCalls(permissions)
        maker.addErrors()
        for index in command.parameters.indices { maker.addParameter(index) }
        for index in command.rules.indices { maker.addRule(index) }
        return maker.mutants
    }
}

/// Collects mutants.
struct MutantMaker {
    let command: CommandDeclaration
    private(set) var mutants: [Mutant] = []

    init(_ command: CommandDeclaration) { self.command = command }

    mutating func add(_ change: String, at location: SourceLocation, _ mutate: (inout CommandDeclaration) -> Void) {
        var changed = command
        mutate(&changed)
        mutants.append(Mutant(name: command.name + "/" + change, location: location, command: changed))
    }

    // MARK: Who may call, and where

    mutating func addCalls(_ permissions: [String]) {
        for permission in command.permissions {
            add("permissions/\(permission) dropped", at: command.location) { $0.permissions.removeAll { $0 == permission } }
        }
        if !command.access.contains(.none) {
            if let more = permissions.first(where: { !command.permissions.contains($0) }) {
                add("permissions/\(more) added", at: command.location) { $0.permissions.append(more) }
            }
            for kind in [CommandDeclaration.Access.user, .admin] {
                if command.access.contains(kind) {
                    if command.access.count > 1 { add("access/\(kind.rawValue) dropped", at: command.location) { $0.access.remove(kind) } }
                } else {
                    add("access/\(kind.rawValue) added", at: command.location) { $0.access.insert(kind) }
                }
            }
            add("access/none", at: command.location) { ($0.access, $0.permissions) = ([.none], []) }
        } else {
            add("access/user", at: command.location) { $0.access = [.user] }
        }
        for surface in CommandDeclaration.Surface.allCases {
            if !command.surfaces.contains(surface) {
                add("surfaces/\(surface.rawValue) added", at: command.location) { $0.surfaces.insert(surface) }
            } else if command.surfaces.count > 1 {
                add("surfaces/\(surface.rawValue) dropped", at: command.location) { $0.surfaces.remove(surface) }
            }
        }
    }

    /// Codes that a call's parameters alone can bring about, sent in the other form.
    mutating func addErrors() {
        let codes = Set(command.parameters.flatMap { $0.value.allCodes } + command.rules.map(\.code))
        for (index, error) in command.errors.enumerated() where codes.contains(error.code) {
            add("errors/\(error.code) in the other form", at: error.location) { $0.errors[index].isArray.toggle() }
        }
    }

    // MARK: Rules

    mutating func addRule(_ index: Int) {
        let rule = command.rules[index]
        add("rules/\(rule.id) dropped", at: rule.location) { $0.rules.remove(at: index) }
        add("rules/\(rule.id)/code swapped", at: rule.location) { $0.rules[index].code = 999 }
        for (place, condition) in rule.when.enumerated() {
            add("rules/\(rule.id)/when/\(condition.parameter) dropped", at: rule.location) { $0.rules[index].when.remove(at: place) }
            for value in condition.values where condition.values.count > 1 {
                add("rules/\(rule.id)/when/\(condition.parameter)=\(value.plainText) dropped", at: rule.location) {
                    $0.rules[index].when[place].test = .isOneOf(condition.values.filter { $0 != value })
                }
            }
            if let opposite = condition.test.opposite {
                add("rules/\(rule.id)/when/\(condition.parameter) turned round", at: rule.location) {
                    $0.rules[index].when[place].test = opposite
                }
            }
        }
        let names = rule.demand.parameters
        for name in names where names.count > 1 {
            add("rules/\(rule.id)/\(name) dropped", at: rule.location) {
                $0.rules[index].demand = rule.demand.with(names.filter { $0 != name })
            }
        }
        add("rules/\(rule.id) turned round", at: rule.location) { $0.rules[index].demand = rule.demand.turnedRound }
        if index + 1 < command.rules.count {
            add("rules/\(rule.id) after the next", at: rule.location) { $0.rules.swapAt(index, index + 1) }
        }
    }
}

extension RuleDeclaration.Condition.Test {
    /// That a parameter is there in place of that it is not, and the other way round; nil for a test of its value.
    fileprivate var opposite: Self? {
        switch self {
        case .isOneOf: nil
        case .isPresent: .isAbsent
        case .isAbsent: .isPresent
        }
    }
}

extension RuleDeclaration.Demand {
    /// The same of other parameters.
    fileprivate func with(_ names: [String]) -> Self {
        switch self {
        case .requires: .requires(names)
        case .requiresAny: .requiresAny(names)
        case .atMostOne: .atMostOne(names)
        case .forbids: .forbids(names)
        }
    }

    /// Another demand of the same parameters.
    fileprivate var turnedRound: Self {
        switch self {
        case .requires(let names): names.count > 1 ? .requiresAny(names) : .forbids(names)
        case .requiresAny(let names): names.count > 1 ? .requires(names) : .forbids(names)
        case .atMostOne(let names), .forbids(let names): .requires(names)
        }
    }
}

extension ValueDeclaration {
    /// Every code that stands in it.
    var allCodes: [Int] {
        (invalid.map { [$0] } ?? []) + limits.compactMap(\.code) + parts.flatMap(\.allCodes)
            + (members ?? []).flatMap { ($0.required.map { [$0] } ?? []) + $0.value.allCodes }
    }
}
