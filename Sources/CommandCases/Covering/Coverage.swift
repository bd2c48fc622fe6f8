// SPDX-License-Identifier: Apache-2.0

package import CommandManifest

/// What of a manifest its cases exercise: for each thing that is declared, in how many cases it was kept and in how many
/// it was broken.
package struct Coverage: Sendable {
    /// One thing that is declared.
    package struct Item: Sendable, Hashable {
        /// The kinds of things.
        package enum Kind: String, Sendable, Hashable, CaseIterable {
            /// A parameter, by its name.
            case parameter
            /// Whether a parameter is required, its type, or a limit: by the rule id.
            case rule
            /// A word that a parameter may be.
            case word
            /// A conditional rule.
            case condition
            /// A permission.
            case permission
            /// A code.
            case code
        }

        /// What kind of thing.
        package let kind: Kind
        /// Its name.
        package let name: String
        /// Where it is declared.
        package let location: SourceLocation
        /// In how many cases a call was accepted with it.
        package internal(set) var accepted = 0
        /// In how many a call was refused for it.
        package internal(set) var refused = 0

        var key: String { Self.key(kind, name) }
        static func key(_ kind: Kind, _ name: String) -> String { kind.rawValue + " " + name }

        /// Whether no case speaks of it where one should: what can be broken was never broken, or nothing kept it.
        package var isHole: Bool {
            switch kind {
            case .parameter, .word: accepted == 0
            case .code: refused == 0
            case .rule, .condition, .permission: accepted == 0 || refused == 0
            }
        }
    }

    /// The command's name.
    package let command: String
    /// What it declares.
    package private(set) var items: [Item]
    private var places: [String: Int] = [:]

    /// Counts the cases of one command.
    package init(_ command: CommandDeclaration, _ cases: [Case]) {
        self.command = command.name
        items = []
        // An array and its items have one rule id between them.
        for item in Self.items(command) where places[item.key] == nil {
            places[item.key] = items.count
            items.append(item)
        }
        for one in cases { count(one, command) }
    }

    private mutating func count(_ one: Case, _ command: CommandDeclaration) {
        if one.expected.kind == .accepted { return countAccepted(one, command) }
        for violation in Set(one.expected.violations) {
            refuse(.rule, violation.rule)
            refuse(.condition, violation.rule)
        }
        for code in Set(one.expected.codes) { refuse(.code, String(code)) }
        let name = one.name.split(separator: "/").map(String.init)
        if one.expected.kind == .forbidden, name.count > 2, name[1] == "permissions" { refuse(.permission, name[2]) }
    }

    private mutating func countAccepted(_ one: Case, _ command: CommandDeclaration) {
        var sent: Set<String> = []
        for part in one.parts where !part.probe.isNull { Self.addPaths(part.probe.value, at: part.parameter.name, to: &sent) }
        for index in items.indices {
            switch items[index].kind {
            case .parameter where sent.contains(items[index].name): items[index].accepted += 1
            case .rule where sent.contains(Self.place(of: items[index].name)): items[index].accepted += 1
            case .permission: items[index].accepted += 1
            default: break
            }
        }
        for part in one.parts {
            if case .string(let text)? = part.probe.value { accept(.word, part.parameter.name + "=" + text) }
        }
        let oracle = Oracle(command, shared: [])
        for rule in command.rules where oracle.applies(rule, one.parts) { accept(.condition, rule.id) }
    }

    /// A rule id without its last word: what it is about.
    private static func place(of rule: String) -> String {
        rule.lastIndex(of: ".").map { String(rule[..<$0]) } ?? rule
    }

    // As deep as declarations nest: parts of what has no members are not declared.
    private static func addPaths(_ value: ManifestValue?, at path: String, to paths: inout Set<String>) {
        paths.insert(path)
        switch value {
        case .array(let items)?: for item in items.prefix(100) { addPaths(item, at: path, to: &paths) }
        case .object(let members)?:
            for member in members where member.value != .null { addPaths(member.value, at: path + "." + member.name, to: &paths) }
        default: break
        }
    }

    private mutating func accept(_ kind: Item.Kind, _ name: String) {
        if let place = places[Item.key(kind, name)] { items[place].accepted += 1 }
    }

    private mutating func refuse(_ kind: Item.Kind, _ name: String) {
        if let place = places[Item.key(kind, name)] { items[place].refused += 1 }
    }

    // MARK: What is declared

    private static func items(_ command: CommandDeclaration) -> [Item] {
        var items: [Item] = []
        for parameter in command.parameters where parameter.role == nil {
            items.append(Item(kind: .parameter, name: parameter.name, location: parameter.location))
            items += self.items(parameter, at: parameter.name)
        }
        items += command.rules.map { Item(kind: .condition, name: $0.id, location: $0.location) }
        if !command.access.contains(.none) {
            items += command.permissions.map { Item(kind: .permission, name: $0, location: command.location) }
        }
        let reachable = Set(command.parameters.flatMap { ($0.required.map { [$0] } ?? []) + $0.value.allCodes } + command.rules.map(\.code))
        items += command.errors.filter { reachable.contains($0.code) }.map {
            Item(kind: .code, name: String($0.code), location: $0.location)
        }
        return items
    }

    // As deep as declarations nest. Words are told of where a parameter is one text: members and items have them in their rule.
    private static func items(_ parameter: ParameterDeclaration, at path: String) -> [Item] {
        (parameter.required == nil ? [] : [Item(kind: .rule, name: path + ".required", location: parameter.location)])
            + items(parameter.value, at: path)
    }

    private static func items(_ value: ValueDeclaration, at path: String, isItem: Bool = false) -> [Item] {
        var items = [Item(kind: .rule, name: path + ".type", location: value.location)]
        for limit in value.limits {
            items.append(Item(kind: .rule, name: path + "." + limit.condition.keyword, location: limit.location))
            guard case .oneOf(let texts) = limit.condition, !path.contains("."), !isItem else { continue }
            items += texts.filter { !$0.isEmpty }.map { Item(kind: .word, name: path + "=" + $0, location: limit.location) }
        }
        items += (value.members ?? []).flatMap { self.items($0, at: path + "." + $0.name) }
        return items + value.parts.flatMap { self.items($0, at: path, isItem: true) }
    }
}
