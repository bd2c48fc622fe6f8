// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// Parameters, and members of objects that callers send.
extension ManifestDiff {
    /// The codes of what encloses a value, in the old manifest and in the new one.
    typealias Codes = (old: Int?, new: Int?)

    /// The recursion follows declarations, which are finite.
    mutating func parameters(
        _ old: [ParameterDeclaration], _ new: [ParameterDeclaration], at place: String, enclosing codes: Codes
    ) {
        let pairs = Self.pairs(old, new)
        for (number, parameter) in new.enumerated() {
            if let earlier = pairs[number] {
                compare(old[earlier], parameter, at: place + "." + parameter.name, codes)
            } else {
                let isDue = parameter.required != nil
                add(
                    isDue ? .parameterDemanded : .parameterAdded, place + "." + parameter.name,
                    "`\(parameter.name)` is new" + (isDue ? " and required" : ""), nil, parameter.location)
            }
        }
        let kept = Set(pairs.compactMap(\.self))
        for (number, parameter) in old.enumerated() where !kept.contains(number) {
            add(.parameterRemoved, place + "." + parameter.name, "`\(parameter.name)` is gone", parameter.location, nil)
        }
        order(old, new, pairs, at: place, codes)
    }

    /// For each new parameter, the old one that it is: by its name, else by a name that either takes.
    private static func pairs(_ old: [ParameterDeclaration], _ new: [ParameterDeclaration]) -> [Int?] {
        var free = Set(old.indices)
        var result = new.map { parameter in
            let found = old.indices.first { free.contains($0) && old[$0].name.isSameWord(as: parameter.name) }
            if let found { free.remove(found) }
            return found
        }
        for number in new.indices where result[number] == nil {
            let names = [new[number].name] + new[number].aliases
            let found = old.indices.first { place in
                free.contains(place)
                    && ([old[place].name] + old[place].aliases).contains { name in names.contains { $0.isSameWord(as: name) } }
            }
            if let found { free.remove(found) }
            result[number] = found
        }
        return result
    }

    private mutating func compare(_ old: ParameterDeclaration, _ new: ParameterDeclaration, at place: String, _ codes: Codes) {
        names(old, new, at: place)
        presence(old, new, at: place)
        if old.role != new.role {
            let roles = [old.role, new.role].map { $0.map { "`\($0.rawValue)`" } ?? "none" }
            add(.roleChanged, place, "its role is \(roles[1]) and was \(roles[0])", old.location, new.location)
        }
        words(old.summary, new.summary, place, "the summary", old.location, new.location)
        words(old.since, new.since, place, "`since`", old.location, new.location)
        deprecation(old.deprecated, new.deprecated, place, old.location, new.location)
        values(old.value, new.value, at: place, enclosing: codes)
    }

    private mutating func names(_ old: ParameterDeclaration, _ new: ParameterDeclaration, at place: String) {
        if old.name != new.name { add(.parameterRenamed, place, "it was called `\(old.name)`", old.location, new.location) }
        let (before, after) = ([old.name] + old.aliases, [new.name] + new.aliases)
        for name in before where !after.contains(where: { $0.isSameWord(as: name) }) {
            add(.aliasRemoved, place, "the name `\(name)` is not taken any more", old.location, new.location)
        }
        for name in new.aliases where !before.contains(where: { $0.isSameWord(as: name) }) {
            add(.aliasAdded, place, "the name `\(name)` is taken too", old.location, new.location)
        }
    }

    private mutating func presence(_ old: ParameterDeclaration, _ new: ParameterDeclaration, at place: String) {
        switch (old.required, new.required) {
        case (nil, .some): add(.requiredAdded, place, "it is required", old.location, new.location)
        case (.some, nil): add(.requiredRemoved, place, "it is not required any more", old.location, new.location)
        case (.some(let before), .some(let after)): code(before, after, at: place + ".required", old.location, new.location)
        case (nil, nil):
            let (before, after) = (old.value.defaultValue, new.value.defaultValue)
            guard before?.json != after?.json else { return }
            add(
                .defaultChanged, place, "its default is \(after?.json ?? "none") and was \(before?.json ?? "none")", old.location,
                new.location)
        }
    }

    mutating func code(_ old: Int, _ new: Int, at place: String, _ before: SourceLocation, _ after: SourceLocation) {
        guard old != new else { return }
        add(.codeChanged, place, "it is answered with \(new) and was with \(old)", before, after)
    }
}
