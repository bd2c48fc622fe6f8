// SPDX-License-Identifier: Apache-2.0

extension Limit.Condition {
    /// Whether values of this type can be held against it.
    package func fits(_ kind: ValueDeclaration.Kind) -> Bool {
        switch self {
        case .notBlank, .oneOf, .pattern, .minLength, .maxLength: kind.isText
        case .oneOfIntegers: kind == .integer || kind == .id
        case .minimum, .maximum: kind.isNumeric
        case .minItems, .maxItems: kind == .array || kind == .idList
        }
    }

    /// Whether a value in bound form satisfies it.
    func holds(for value: ManifestValue) -> Bool {
        switch value {
        case .string(let text): holds(forText: text)
        case .integer(let number):
            if case .oneOfIntegers(let numbers) = self { numbers.contains(number) } else { holds(forNumber: Double(number)) }
        case .number(let number): holds(forNumber: number)
        case .array(let items): holds(forCount: items.count)
        case .null, .boolean, .object: true
        }
    }

    private func holds(forText text: String) -> Bool {
        switch self {
        case .notBlank: !Format.isBlank(text)
        case .oneOf(let texts): texts.contains { $0.utf8.elementsEqual(text.utf8) }
        case .pattern(let pattern): pattern.matches(text)
        case .minLength(let least): text.unicodeScalars.count >= least
        case .maxLength(let most): text.unicodeScalars.count <= most
        default: true
        }
    }

    private func holds(forNumber number: Double) -> Bool {
        switch self {
        case .minimum(let least): number >= least
        case .maximum(let most): number <= most
        default: true
        }
    }

    private func holds(forCount count: Int) -> Bool {
        switch self {
        case .minItems(let least): count >= least
        case .maxItems(let most): count <= most
        default: true
        }
    }
}
