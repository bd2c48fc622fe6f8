// SPDX-License-Identifier: Apache-2.0

/// Looks for valid values of a declaration, to make requests of.
///
/// What is found is valid for sure: each candidate is held against the declaration as a call's value is. That there is
/// none is said only where the candidates are known to be all.
package struct ValueSearch: Sendable {
    /// How a search ended.
    package enum Found: Sendable {
        /// A value as a request sends it.
        case value(ManifestValue)
        /// No value is valid, or none beside those that were excluded.
        case none
        /// None was found, and it is not known that there is none.
        case unknown
    }

    /// Candidates of one type, and whether no other value of that type can be valid.
    struct Candidates {
        var values: [ManifestValue]
        var areAll = false
    }

    /// What a sample may weigh: nodes and bytes together.
    static let heaviest = 10_000

    let declaration: ValueDeclaration

    /// A search for values of a declaration.
    package init(_ declaration: ValueDeclaration) { self.declaration = declaration }

    /// A value that a request can send, that is not an empty text, and that binds to none of `operands`.
    package func value(besides operands: [ManifestValue] = []) -> Found {
        let found = search(operands)
        if case .value = found { return found }
        guard declaration.allowsEmpty, let empty = ManifestValue.array([]).emptyComposite(declaration.kinds) else { return found }
        return .value(empty)
    }

    private func search(_ operands: [ManifestValue]) -> Found {
        var areAll = !declaration.kinds.isEmpty
        let excluded = Set(operands.compactMap(\.operandKey))
        for kind in declaration.kinds {
            let candidates = candidates(kind, operands.count + 1)
            for value in candidates.values where isWanted(value, excluded) { return .value(value) }
            areAll = areAll && candidates.areAll
        }
        return areAll ? .none : .unknown
    }

    private func isWanted(_ value: ManifestValue, _ excluded: Set<[UInt8]>) -> Bool {
        guard !value.isEmptyText, let bound = bound(value) else { return false }
        return bound.operandKey.map(excluded.contains) != true
    }

    /// The value in bound form; nil where it is not valid.
    func bound(_ value: ManifestValue) -> ManifestValue? {
        var check = ValueCheck()
        return check.bind(value, to: declaration)
    }

    private func candidates(_ kind: ValueDeclaration.Kind, _ count: Int) -> Candidates {
        switch kind {
        case .boolean: Candidates(values: [.boolean(true), .boolean(false)], areAll: true)
        case .integer, .id: integers(from: kind == .id ? 1 : Int.min, count)
        case .number: numbers(count)
        case .idList: ids()
        case .object: object()
        case .array: array()
        default: texts(kind, count)
        }
    }
}

extension ManifestValue {
    /// Whether a bound value is the one that a condition asks for: texts are compared scalar by scalar, numbers as numbers.
    package func isMet(by value: ManifestValue) -> Bool {
        switch (self, value) {
        case (.string(let left), .string(let right)): left.utf8.elementsEqual(right.utf8)
        case (.integer(let left), .number(let right)): Double(left) == right
        case (.boolean, .boolean), (.integer, .integer), (.number, .number): self == value
        default: false
        }
    }

    /// What is equal for two values exactly where one meets a condition that names the other; nil for what conditions
    /// do not compare.
    var operandKey: [UInt8]? {
        switch self {
        case .string(let text): Array("t".utf8) + Array(text.utf8)
        case .boolean(let value): value ? [1] : [0]
        case .integer(let number): Array("\(number)".utf8)
        case .number(let number): Array((Int(exactly: number).map(String.init) ?? "\(number)").utf8)
        case .null, .array, .object: nil
        }
    }

    /// What it weighs as a sample: its nodes, and the bytes of its texts.
    var weight: Int {
        switch self {
        case .null, .boolean, .integer, .number: 1
        case .string(let text): 1 + text.utf8.count
        case .array(let items): 1 + items.reduce(0) { $0 + $1.weight }
        case .object(let members): 1 + members.reduce(0) { $0 + $1.name.utf8.count + $1.value.weight }
        }
    }
}
