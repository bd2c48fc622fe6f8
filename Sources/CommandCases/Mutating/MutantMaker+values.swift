// SPDX-License-Identifier: Apache-2.0

import CommandManifest

extension MutantMaker {
    mutating func addParameter(_ index: Int) {
        let parameter = command.parameters[index]
        guard parameter.role == nil else { return addCredential(index) }
        add("\(parameter.name) dropped", at: parameter.location) { $0.parameters.remove(at: index) }
        if index + 1 < command.parameters.count, command.parameters[index + 1].role == nil {
            add("\(parameter.name) after the next", at: parameter.location) { $0.parameters.swapAt(index, index + 1) }
        }
        for change in MemberChange.all(of: parameter) {
            add("\(parameter.name)/\(change.name)", at: change.location) { change.apply(&$0.parameters[index]) }
        }
    }

    /// What the router reads itself is asked for like any other parameter; the rest of it is the router's.
    private mutating func addCredential(_ index: Int) {
        let parameter = command.parameters[index]
        guard parameter.required != nil, !parameter.isKey else { return }
        add("\(parameter.name)/required dropped", at: parameter.location) { $0.parameters[index].required = nil }
        add("\(parameter.name)/required/code swapped", at: parameter.location) { $0.parameters[index].required = 999 }
    }
}

/// One change of a parameter, or of a member.
struct MemberChange {
    let name: String
    let location: SourceLocation
    let apply: (inout ParameterDeclaration) -> Void

    /// Every change of a parameter. As deep as declarations nest.
    static func all(of parameter: ParameterDeclaration) -> [MemberChange] {
        var changes: [MemberChange] = []
        let location = parameter.location
        if parameter.required != nil {
            changes.append(MemberChange(name: "required dropped", location: location) { $0.required = nil })
            changes.append(MemberChange(name: "required/code swapped", location: location) { $0.required = 999 })
        } else {
            changes.append(MemberChange(name: "required added", location: location) { $0.required = 999 })
        }
        for (index, alias) in parameter.aliases.enumerated() {
            changes.append(MemberChange(name: "alias \(alias) dropped", location: location) { $0.aliases.remove(at: index) })
        }
        return changes
            + ValueChange.all(of: parameter.value).map { change in
                MemberChange(name: change.name, location: change.location) { change.apply(&$0.value) }
            }
    }
}

/// One change of a value's declaration.
struct ValueChange {
    let name: String
    let location: SourceLocation
    let apply: (inout ValueDeclaration) -> Void

    /// Every change of a value. As deep as declarations nest.
    static func all(of value: ValueDeclaration) -> [ValueChange] {
        types(value) + words(value) + value.limits.indices.flatMap { limit(value, $0) } + members(value) + items(value) + values(value)
    }

    private static func types(_ value: ValueDeclaration) -> [ValueChange] {
        var changes: [ValueChange] = []
        for (index, kind) in value.kinds.enumerated() {
            for other in others(kind) where !value.kinds.contains(other) {
                changes.append(
                    ValueChange(name: "type \(kind.rawValue) as \(other.rawValue)", location: value.location) { $0.kinds[index] = other })
            }
            if value.kinds.count > 1 {
                changes.append(ValueChange(name: "type \(kind.rawValue) dropped", location: value.location) { $0.kinds.remove(at: index) })
            }
        }
        return changes
    }

    /// What a type may be mistaken for: one that takes more, or one like it.
    private static func others(_ kind: ValueDeclaration.Kind) -> [ValueDeclaration.Kind] {
        switch kind {
        case .id: [.integer, .idList]
        case .integer: [.number, .id]
        case .number: [.integer]
        case .idList: [.string, .id]
        case .boolean: [.string, .integer]
        case .date: [.string, .datetime]
        case .time: [.string]
        case .datetime: [.string, .date]
        case .timezone, .url, .email: [.string]
        case .string: [.url, .boolean]
        case .object: [.array]
        case .array: [.object]
        }
    }

    private static func words(_ value: ValueDeclaration) -> [ValueChange] {
        var changes: [ValueChange] = []
        let location = value.location
        if value.invalid != nil {
            changes.append(ValueChange(name: "invalid dropped", location: location) { $0.invalid = nil })
            changes.append(ValueChange(name: "invalid swapped", location: location) { $0.invalid = 999 })
        }
        if let standard = value.defaultValue {
            changes.append(ValueChange(name: "default dropped", location: location) { $0.defaultValue = nil })
            if case .boolean(let flag) = standard {
                changes.append(ValueChange(name: "default turned round", location: location) { $0.defaultValue = .boolean(!flag) })
            }
        }
        if value.isSecret { changes.append(ValueChange(name: "secret dropped", location: location) { $0.isSecret = false }) }
        if value.trims { changes.append(ValueChange(name: "trim dropped", location: location) { $0.trims = false }) }
        if value.normalizes { changes.append(ValueChange(name: "nfc dropped", location: location) { $0.normalizes = false }) }
        if value.allowsEmpty {
            changes.append(ValueChange(name: "emptyAllowed dropped", location: location) { $0.allowsEmpty = false })
        } else if value.kinds.contains(where: \.isComposite) {
            changes.append(ValueChange(name: "emptyAllowed added", location: location) { $0.allowsEmpty = true })
        }
        return changes
    }

    // MARK: Limits

    private static func limit(_ value: ValueDeclaration, _ index: Int) -> [ValueChange] {
        let limit = value.limits[index]
        let name = limit.condition.keyword
        var changes = [ValueChange(name: name + " dropped", location: limit.location) { $0.limits.remove(at: index) }]
        for (label, condition) in limit.condition.moved(value.kinds) {
            changes.append(ValueChange(name: name + " " + label, location: limit.location) { $0.limits[index].condition = condition })
        }
        changes.append(ValueChange(name: name + "/code swapped", location: limit.location) { $0.limits[index].code = 999 })
        if limit.code != nil {
            changes.append(ValueChange(name: name + "/code dropped", location: limit.location) { $0.limits[index].code = nil })
        }
        if index + 1 < value.limits.count {
            changes.append(ValueChange(name: name + " after the next", location: limit.location) { $0.limits.swapAt(index, index + 1) })
        }
        return changes
    }

    // MARK: Members and items

    private static func members(_ value: ValueDeclaration) -> [ValueChange] {
        guard let members = value.members else { return [] }
        var changes = [ValueChange(name: "members dropped", location: value.location) { $0.members = nil }]
        for (index, member) in members.enumerated() {
            changes.append(ValueChange(name: member.name + " dropped", location: member.location) { $0.members?.remove(at: index) })
            for change in MemberChange.all(of: member) {
                changes.append(
                    ValueChange(name: member.name + "/" + change.name, location: change.location) { declaration in
                        guard var members = declaration.members else { return }
                        change.apply(&members[index])
                        declaration.members = members
                    })
            }
        }
        return changes
    }

    private static func items(_ value: ValueDeclaration) -> [ValueChange] {
        guard let item = value.items.first else { return [] }
        return [ValueChange(name: "items dropped", location: item.location) { $0.items = [] }]
            + all(of: item).map { change in
                ValueChange(name: "item/" + change.name, location: change.location) { change.apply(&$0.items[0]) }
            }
    }
}

extension ValueChange {
    private static func values(_ declaration: ValueDeclaration) -> [ValueChange] {
        guard let value = declaration.values.first else { return [] }
        return [ValueChange(name: "values dropped", location: value.location) { $0.values = [] }]
            + all(of: value).map { change in
                ValueChange(name: "value/" + change.name, location: change.location) { change.apply(&$0.values[0]) }
            }
    }
}

extension Limit.Condition {
    /// The same limit a little further in or out, or with a value more or less.
    fileprivate func moved(_ kinds: [ValueDeclaration.Kind]) -> [(String, Limit.Condition)] {
        switch self {
        case .notBlank, .pattern: []
        case .oneOf(let texts) where !kinds.contains(.string):
            // A word must be of the type.
            kinds.flatMap(TypeTable.entries).lazy.compactMap { entry -> String? in
                if case .string(let text)? = entry.bound, !texts.contains(text) { text } else { nil }
            }.prefix(1).map { ("and another", .oneOf(texts + [$0])) }
                + texts.map { text in ("without \(text)", .oneOf(texts.filter { $0 != text })) }
        case .oneOf(let texts):
            [("and another", .oneOf(texts + ["Unlisted"])), ("in lower case too", .oneOf(texts + texts.map { $0.lowercased() }))]
                + texts.map { text in ("without \(text)", .oneOf(texts.filter { $0 != text })) }
        case .oneOfIntegers(let numbers):
            (numbers.max().map { $0.addingReportingOverflow(1) }.flatMap { $0.overflow ? nil : $0.partialValue }.map {
                [("and another", .oneOfIntegers(numbers + [$0]))]
            } ?? []) + numbers.map { number in ("without \(number)", .oneOfIntegers(numbers.filter { $0 != number })) }
        case .minLength(let count): [("less", .minLength(count - 1)), ("more", .minLength(count + 1))]
        case .maxLength(let count): [("more", .maxLength(count + 1)), ("less", .maxLength(count - 1))]
        case .minimum(let number): [("less", .minimum(number - 1)), ("more", .minimum(number + 1))]
        case .maximum(let number): [("more", .maximum(number + 1)), ("less", .maximum(number - 1))]
        case .minItems(let count): [("less", .minItems(count - 1)), ("more", .minItems(count + 1))]
        case .maxItems(let count): [("more", .maxItems(count + 1)), ("less", .maxItems(count - 1))]
        }
    }
}
