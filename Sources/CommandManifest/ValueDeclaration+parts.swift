// SPDX-License-Identifier: Apache-2.0

extension ValueDeclaration {
    /// The texts of its `oneOf`; nil where it has none.
    package var choices: [String]? {
        limits.lazy.compactMap { limit in if case .oneOf(let texts) = limit.condition { texts } else { nil } }.first
    }

    /// Its types in words, with what an array's items are: `string or array of id`.
    package func types(joinedBy separator: String) -> String {
        kinds.map { kind in
            guard kind == .array, let item = items.first else { return kind.rawValue }
            return "array of " + item.kinds.map(\.rawValue).joined(separator: separator)
        }.joined(separator: separator)
    }

    /// Every member inside of it, in declared order, by the name that a reader knows it by: `Address.Town`, with `[]` behind an
    /// array whose items have members. As deep as declarations nest.
    package func members(within name: String) -> [(name: String, member: ParameterDeclaration)] {
        (members ?? []).flatMap { member -> [(name: String, member: ParameterDeclaration)] in
            let inner = name + "." + member.name
            return [(inner, member)] + member.value.members(within: inner)
        } + items.flatMap { $0.members(within: name + "[]") }
    }
}
