// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// Whether a property can be given what its declaration lets through.
extension HandlerCheck {
    func kind(_ key: ProbedKey, _ parameter: ParameterDeclaration) -> [Diagnostic] {
        guard fits(key.kind, parameter.value) else { return [mismatch(key.kind, parameter)] }
        guard let (keys, members, mayBeEmpty) = parts(key.kind, parameter.value) else { return [] }
        let emptied = mayBeEmpty ? keys.filter { !$0.isOptional } : []
        return check(keys, members, in: parameter.name, at: parameter.location)
            + emptied.map { empty(parameter, $0.name) }
    }

    private func empty(_ parameter: ParameterDeclaration, _ property: String) -> Diagnostic {
        Diagnostic(
            .contractOptional, at: parameter.location,
            "`\(parameter.name)` may be empty, and the handler's `\(property)` in it is not optional.",
            note: "Make the property optional, or take out `emptyAllowed`.")
    }

    /// An object's properties, alone or as an array's item, with the members that they are held against.
    private func parts(
        _ asked: ProbedKind, _ value: ValueDeclaration
    ) -> (keys: [ProbedKey], members: [ParameterDeclaration], mayBeEmpty: Bool)? {
        switch asked {
        case .object(let keys): value.members.map { (keys, $0, value.allowsEmpty) }
        case .array(let item): value.items.first.flatMap { parts(item, $0) }
        case .map(let item): value.values.first.flatMap { parts(item, $0) }
        default: nil
        }
    }

    /// Whether every value that the declaration lets through can be decoded as what is asked for.
    private func fits(_ asked: ProbedKind, _ value: ValueDeclaration) -> Bool {
        value.kinds.allSatisfy { fits(asked, $0, value) }
    }

    private func fits(_ asked: ProbedKind, _ declared: ValueDeclaration.Kind, _ value: ValueDeclaration) -> Bool {
        switch (asked, declared) {
        case (.custom, _), (.array(.integer), .idList): true
        case (.json, .object): value.members == nil && value.values.isEmpty
        case (.object, .object): value.members != nil
        case (.map(let item), .object): value.values.first.map { fits(item, $0) } ?? false
        case (.json, .array): value.items.isEmpty
        case (.array(let item), .array): value.items.first.map { fits(item, $0) } ?? false
        case (.array(let item), _): value.kinds.contains(.array) && fits(item, declared, value)  // a union's single value, as a list
        case (.integer, .integer), (.integer, .id), (.number, .number), (.number, .integer), (.number, .id): true
        case (.boolean, .boolean): true
        case (.string, _): declared.isText
        case (.oneOf(let cases), .string): covers(cases, value)
        case (.oneOfIntegers(let cases), .integer), (.oneOfIntegers(let cases), .id): covers(cases, value)
        default: false
        }
    }

    /// Whether an enum has a case for each text that the declaration lets through.
    private func covers(_ cases: [String], _ value: ValueDeclaration) -> Bool {
        value.choices.map { Set($0).isSubset(of: cases) } ?? false
    }

    /// Whether an enum has a case for each number that the declaration lets through.
    private func covers(_ cases: [Int], _ value: ValueDeclaration) -> Bool {
        value.integerChoices.map { Set($0).isSubset(of: cases) } ?? false
    }

    private func mismatch(_ asked: ProbedKind, _ parameter: ParameterDeclaration) -> Diagnostic {
        Diagnostic(
            .contractKind, at: place(of: asked, parameter),
            "The handler of `\(command.name)` takes `\(parameter.name)` as \(asked.noun), which does not fit its type.",
            note: parameter.value.advice(against: asked))
    }

    /// Where it disagrees: for an enum at the texts that it has to have.
    private func place(of asked: ProbedKind, _ parameter: ParameterDeclaration) -> SourceLocation {
        switch asked {
        case .oneOf, .oneOfIntegers: break
        default: return parameter.location
        }
        return parameter.value.limits.first { $0.condition.keyword == "oneOf" }?.location ?? parameter.location
    }
}

extension ProbedKind {
    /// As a person would say it.
    var noun: String {
        switch self {
        case .string: "a text (String)"
        case .integer: "a whole number (Int)"
        case .otherInteger: "a whole number of another width than Int"
        case .number: "a number (Double)"
        case .boolean: "a boolean (Bool)"
        case .oneOf(let cases): "an enum of \(cases.joined(separator: ", "))"
        case .oneOfIntegers(let cases): "an enum of \(cases.map(String.init).joined(separator: ", "))"
        case .array(let item): "an array of " + item.noun
        case .map(let item): "a dictionary of " + item.noun
        case .object: "an object"
        case .json: "JSON text (JSONText)"
        case .custom: "a type of its own"
        case .nothing: "nothing"
        }
    }
}
