// SPDX-License-Identifier: Apache-2.0

extension Limit.Condition {
    /// The least scalars or items that it asks for; nil for what asks for none.
    fileprivate var leastCount: Int? {
        switch self {
        case .minLength(let least), .minItems(let least): least
        default: nil
        }
    }
}

extension ValueDeclaration {
    /// The most Unicode scalars of a `string` that a caller sends, where neither `maxLength` nor `oneOf` is declared.
    package static let defaultMaxLength = 65_536
    /// The most items of an `array` or `idList` that a caller sends, where no `maxItems` is declared.
    package static let defaultMaxItems = 10_000

    /// The limit that a value which a caller sends has under this keyword, beside these, where none is declared; nil where it needs
    /// none. It leaves room for the least that is declared.
    func defaultLimit(_ keyword: String, beside limits: [Limit], hasChoices: Bool) -> Limit? {
        let least = limits.lazy.compactMap(\.condition.leastCount).max() ?? 0
        var limit: Limit
        switch keyword {
        case "maxLength" where kinds.contains(.string) && !hasChoices:
            limit = Limit(.maxLength(max(least, Self.defaultMaxLength)), location: location)
        case "maxItems" where kinds.contains(.array) || kinds.contains(.idList):
            limit = Limit(.maxItems(max(least, Self.defaultMaxItems)), location: location)
        default: return nil
        }
        limit.isDeclared = false
        return limit
    }

    /// With the limits that bound what a caller sends; a manifest's declarations have them already.
    package var bounded: ValueDeclaration {
        var result = self
        for keyword in ["maxLength", "maxItems"] where !limits.contains(where: { $0.condition.keyword == keyword }) {
            if let limit = defaultLimit(keyword, beside: limits, hasChoices: choices != nil) { result.limits.append(limit) }
        }
        return result
    }

    /// The texts of its `oneOf`; nil where it has none.
    package var choices: [String]? {
        limits.lazy.compactMap { limit in if case .oneOf(let texts) = limit.condition { texts } else { nil } }.first
    }

    /// The whole numbers of its `oneOf`; nil where it has none.
    package var integerChoices: [Int]? {
        limits.lazy.compactMap { limit in if case .oneOfIntegers(let numbers) = limit.condition { numbers } else { nil } }.first
    }

    /// What stands in it without a name of the manifest's: an array's items, and the values of an object with names of the caller's.
    package var parts: [ValueDeclaration] { items + values }

    /// Its types in words, with what an array's items, or an object's values, are: `string or array of id`.
    package func types(joinedBy separator: String) -> String {
        kinds.map { kind in
            let part = kind == .array ? items.first : kind == .object ? values.first : nil
            guard let part else { return kind.rawValue }
            return kind.rawValue + " of " + part.kinds.map(\.rawValue).joined(separator: separator)
        }.joined(separator: separator)
    }

    /// Every member inside of it, in declared order, by the name that a reader knows it by: `Address.Town`, with `[]` behind an
    /// array whose items have members, and `.*` behind an object whose values have. As deep as declarations nest.
    package func members(within name: String) -> [(name: String, member: ParameterDeclaration)] {
        (members ?? []).flatMap { member -> [(name: String, member: ParameterDeclaration)] in
            let inner = name + "." + member.name
            return [(inner, member)] + member.value.members(within: inner)
        } + items.flatMap { $0.members(within: name + "[]") } + values.flatMap { $0.members(within: name + ".*") }
    }
}
