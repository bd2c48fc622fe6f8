// SPDX-License-Identifier: Apache-2.0

/// One of the few things that a request can say about a parameter, as far as rules can tell.
///
/// A rule sees whether a parameter is there, and which of the values that conditions name it has; two requests of which
/// every parameter is in the same class break the same rules.
package struct ValueClass: Sendable {
    /// What makes the class.
    package enum Kind: Sendable {
        /// The parameter is left out; its default counts.
        case absent
        /// An empty text is sent, which is a value of its own and yet not there.
        case empty
        /// A value that a condition names, in bound form.
        case named(ManifestValue)
        /// Any other valid value.
        case other
    }

    /// What makes the class.
    package let kind: Kind
    /// What a request of this class sends; nil where it sends nothing, and where no such value was found.
    package let sample: ManifestValue?
    /// Whether rules count the parameter as there.
    package let isThere: Bool
    /// Whether there are such requests for sure; otherwise no value was found, and none was ruled out.
    package let isCertain: Bool
    /// The value that conditions see; nil for none.
    let seen: ManifestValue?

    private init(_ kind: Kind, sends sample: ManifestValue?, isThere: Bool, sees seen: ManifestValue?, isCertain: Bool = true) {
        self.kind = kind
        self.sample = sample
        self.isThere = isThere
        self.seen = seen
        self.isCertain = isCertain
    }

    /// Whether a request of this class meets a condition.
    func meets(_ test: RuleDeclaration.Condition.Test) -> Bool {
        switch test {
        case .isOneOf(let values): seen.map { seen in values.contains { $0.isMet(by: seen) } } ?? false
        case .isPresent: isThere
        case .isAbsent: !isThere
        }
    }

    /// The classes of a parameter of which conditions name these values, in order: absent, empty, each value, any other.
    static func all(of parameter: ParameterDeclaration, named operands: [ManifestValue]) -> [ValueClass] {
        let search = ValueSearch(parameter.value)
        var result: [ValueClass] = []
        if parameter.required == nil {
            result.append(ValueClass(.absent, sends: nil, isThere: false, sees: parameter.value.defaultValue))
            if let empty = emptyText(parameter, search, operands) { result.append(empty) }
        }
        for operand in operands {
            guard let sample = sample(of: operand, search) else { continue }
            result.append(ValueClass(.named(operand), sends: sample, isThere: true, sees: operand))
        }
        switch search.value(besides: operands) {
        case .value(let value): result.append(ValueClass(.other, sends: value, isThere: true, sees: search.bound(value)))
        case .unknown: result.append(ValueClass(.other, sends: nil, isThere: true, sees: nil, isCertain: false))
        case .none: break
        }
        return result
    }

    /// An empty text, where it differs from an absent value in what conditions see.
    private static func emptyText(_ parameter: ParameterDeclaration, _ search: ValueSearch, _ operands: [ManifestValue]) -> ValueClass? {
        let empty = ManifestValue.string("")
        guard let bound = search.bound(empty) else { return nil }
        let initial = parameter.value.defaultValue
        let differs = operands.contains { $0.isMet(by: bound) != (initial.map($0.isMet) ?? false) }
        return differs ? ValueClass(.empty, sends: empty, isThere: false, sees: bound) : nil
    }

    /// What binds to a value and counts as there.
    private static func sample(of operand: ManifestValue, _ search: ValueSearch) -> ManifestValue? {
        let written: [ManifestValue] = operand.isEmptyText ? [.string(" ")] : [operand]
        return written.first { search.bound($0).map(operand.isMet) ?? false }
    }
}
