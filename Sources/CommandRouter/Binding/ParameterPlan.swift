// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import CommandWire

/// A declared parameter, or member of an object, compiled for binding. Held by reference: a declaration is a copy of many
/// texts, and a call binds each of them.
final class ParameterPlan: Sendable {
    let name: String
    /// The code when it is missing.
    let required: Int?
    /// Whether the router reads it itself; then it is bound only for a handler that asks for it.
    let isRouters: Bool
    /// Its role where it is a credential.
    let credential: ParameterDeclaration.Role?
    let value: ValuePlan
    /// Its value when it is absent.
    let initial: BoundValue

    /// Whether an empty text is a value of it, whatever becomes of that value: else it counts as not sent. A form has no other
    /// way of saying so than an empty field; in JSON there are null and leaving out.
    func takesEmpty(inForm isForm: Bool) -> Bool { required == nil && (!isForm || value.takesEmptyField) }

    /// Whether what was sent counts as sent. The first `formLength` bytes of a call's source were made of a form.
    func isGiven(_ spot: JSONSpot, _ formLength: Int) -> Bool {
        !spot.kind.isNull && (!Binder.isEmptyText(spot) || takesEmpty(inForm: spot.start < formLength))
    }

    init(_ declaration: ParameterDeclaration) {
        name = declaration.name
        required = declaration.required
        isRouters = declaration.role != nil
        credential = declaration.role.flatMap { $0.isCredential ? $0 : nil }
        value = ValuePlan(declaration.value)
        initial = BoundDefault.value(of: declaration.value)
    }
}

/// What a call looks at of each of its parameters, in a few bytes: most need no more of the plan.
struct SlotFacts: Sendable {
    private let number: Int32
    let isRequired: Bool
    let isCredential: Bool
    /// Whether it is the API key.
    let isKey: Bool
    /// The least whole number that it takes, where it takes those alone and has no limit; nil where there is more to it.
    let least: Int?

    /// Its place among what the handler gets; nil for one that is not among it.
    var place: Int? { number >= 0 ? Int(number) : nil }

    init(_ plan: ParameterPlan, place: Int?) {
        number = Int32(place ?? -1)
        isRequired = plan.required != nil
        isCredential = plan.credential != nil
        isKey = plan.credential == .key
        least = plan.value.limits.isEmpty && plan.value.kinds.count == 1 ? Self.least(plan.value.kinds[0]) : nil
    }

    private static func least(_ kind: ValueDeclaration.Kind) -> Int? {
        switch kind {
        case .integer: .min
        case .id: 1
        default: nil
        }
    }
}

/// A declared value, compiled for binding.
final class ValuePlan: Sendable {
    let kinds: [ValueDeclaration.Kind]
    /// The code when it breaks its type, or a limit that has none; nil for that of the value around it.
    let invalid: Int?
    let trims: Bool
    let normalizes: Bool
    let allowsEmpty: Bool
    /// Whether a form's empty field is a value: of a free text, a list of ids, or where it is declared.
    let takesEmptyField: Bool
    let limits: [Limit]
    /// The most bytes of a text that is looked at, and the limit that a longer one breaks; nil where it is no `string`.
    let longest: (bytes: Int, limit: Limit)?
    /// The most items of an array or list of ids.
    let mostItems: Int
    /// An object's members with their names; nil where it takes any.
    let members: (plans: [ParameterPlan], index: NameIndex)?
    /// The values of an object with names of the caller's; nil for another one.
    let values: ValuePlan?
    /// An array's items; nil where it takes any.
    let item: ValuePlan?

    init(_ declaration: ValueDeclaration) {
        kinds = declaration.kinds
        invalid = declaration.invalid
        trims = declaration.trims
        normalizes = declaration.normalizes
        allowsEmpty = declaration.allowsEmpty
        takesEmptyField = declaration.takesEmptyField
        let declaration = declaration.bounded
        limits = declaration.limits
        longest = declaration.longestText
        mostItems = declaration.limits.lazy.compactMap { if case .maxItems(let most) = $0.condition { most } else { nil } }.min() ?? 0
        members = declaration.members.map { ($0.map(ParameterPlan.init), NameIndex(parameters: $0)) }
        values = declaration.values.first.map(ValuePlan.init)
        item = declaration.items.first.map(ValuePlan.init)
    }
}

extension ValueDeclaration {
    /// White space that is taken off counts too, up to so many bytes beside the text.
    private static let roomForSpace = 1024

    /// The most bytes that a text may have which keeps the limits once it is trimmed and composed, and the limit that says so:
    /// a scalar has up to four bytes, and what composes to one scalar has up to four.
    fileprivate var longestText: (bytes: Int, limit: Limit)? {
        guard kinds.contains(.string) else { return nil }
        let bounds = limits.lazy.compactMap { limit -> (bytes: Int, limit: Limit)? in
            let bytes: Int
            switch limit.condition {
            case .maxLength(let most): bytes = 4 * most
            case .oneOf(let texts): bytes = texts.lazy.map(\.utf8.count).max() ?? 0
            default: return nil
            }
            return ((normalizes ? 4 * bytes : bytes) + Self.roomForSpace, limit)
        }
        return bounds.min { $0.bytes < $1.bytes }
    }

    /// Whether an empty text is one of its values, or breaks nothing but a demand on free texts. A text of `oneOf` is chosen,
    /// not written, so that an empty one says that none was.
    fileprivate var takesEmptyField: Bool {
        if allowsEmpty || kinds.contains(.idList) { return true }
        guard kinds.contains(.string) else { return false }
        return choices?.contains("") ?? true
    }
}

extension NameIndex {
    /// Names and other names, each with the number of its parameter.
    init(parameters: [ParameterDeclaration]) {
        self.init(
            parameters.enumerated().flatMap { number, parameter in
                ([parameter.name] + parameter.aliases).map { ($0, number) }
            })
    }
}
