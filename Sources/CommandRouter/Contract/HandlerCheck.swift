// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandManifest

/// Holds one handler against its declaration.
struct HandlerCheck {
    let command: CommandDeclaration
    let handler: Registration

    var diagnostics: [Diagnostic] { plugin + parameters + failures + unused }

    private var plugin: [Diagnostic] {
        guard command.plugin != handler.plugin else { return [] }
        return [
            Diagnostic(
                .contractPlugin, at: command.location,
                "`\(command.name)` is declared for the plugin `\(command.plugin)`, and handled by `\(handler.plugin)`.",
                note: "Write `plugin: \(handler.plugin)`, or move the handler.")
        ]
    }

    private var parameters: [Diagnostic] {
        switch handler.asks {
        case .object(let keys): check(keys, command.parameters, in: "Parameters", at: command.location) + untaken(keys)
        case .nothing: untaken([])
        case .none:
            [
                Diagnostic(
                    .contractProbe, at: command.location,
                    "The `Parameters` of `\(command.name)` cannot be decoded from samples: \(handler.problem ?? "").",
                    note: "Let an enum of texts conform to `CaseIterable`, and a type that validates what it decodes to `SampledParameter`."
                )
            ]
        case .some:
            [
                Diagnostic(
                    .contractKind, at: command.location, "The `Parameters` of `\(command.name)` are no object of its parameters.",
                    note: "Make it a struct with a property for each parameter.")
            ]
        }
    }

    /// Declared parameters that the handler does not take, but for the router's own: callers send them in vain.
    private func untaken(_ keys: [ProbedKey]) -> [Diagnostic] {
        let taken = Set(keys.map { DecodingShape.fold($0.name) })
        return command.parameters.filter { $0.role == nil && !taken.contains(DecodingShape.fold($0.name)) }.map { parameter in
            Diagnostic(
                .warning, .contractUntaken, at: parameter.location,
                "The handler of `\(command.name)` does not take `\(parameter.name)`.",
                note: "Add the property to its `Parameters`, or take the parameter out.")
        }
    }

    private func check(
        _ keys: [ProbedKey], _ declared: [ParameterDeclaration], in owner: String, at location: SourceLocation
    ) -> [Diagnostic] {
        keys.flatMap { key -> [Diagnostic] in
            guard let parameter = declared.first(where: { DecodingShape.fold($0.name) == DecodingShape.fold(key.name) }) else {
                return [undeclared(key, declared, owner, location)]
            }
            return optionality(key, parameter) + kind(key, parameter)
        }
    }

    private func undeclared(
        _ key: ProbedKey, _ declared: [ParameterDeclaration], _ owner: String, _ location: SourceLocation
    ) -> Diagnostic {
        let nearest = Suggestion.nearest(to: key.name, among: declared.map(\.name))
        return Diagnostic(
            .contractParameter, at: location, "`\(owner)` of `\(command.name)` has `\(key.name)`, which is not declared.",
            note: nearest.map { "Did you mean `\($0)`?" } ?? "Declare it under `parameters`, or remove the property.")
    }

    private func optionality(_ key: ProbedKey, _ parameter: ParameterDeclaration) -> [Diagnostic] {
        guard !key.isOptional, parameter.required == nil, parameter.value.defaultValue == nil else { return [] }
        return [
            Diagnostic(
                .contractOptional, at: parameter.location,
                "`\(parameter.name)` may be absent, and the handler's `\(key.name)` is not optional.",
                note: "Make the property optional, or write `required` or `default`.")
        ]
    }

    private func kind(_ key: ProbedKey, _ parameter: ParameterDeclaration) -> [Diagnostic] {
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
        case (.json, .object), (.object, .object): (value.members == nil) == (asked == .json)
        case (.json, .array): value.items.isEmpty
        case (.array(let item), .array): value.items.first.map { fits(item, $0) } ?? false
        case (.array(let item), _): value.kinds.contains(.array) && fits(item, declared, value)  // a union's single value, as a list
        case (.integer, .integer), (.integer, .id), (.number, .number), (.number, .integer), (.number, .id): true
        case (.boolean, .boolean): true
        case (.string, _): declared.isText
        case (.oneOf(let cases), .string): covers(cases, value)
        default: false
        }
    }

    /// Whether an enum has a case for each text that the declaration lets through.
    private func covers(_ cases: [String], _ value: ValueDeclaration) -> Bool {
        value.limits.contains { limit in
            if case .oneOf(let texts) = limit.condition { Set(texts).isSubset(of: cases) } else { false }
        }
    }

    private func mismatch(_ asked: ProbedKind, _ parameter: ParameterDeclaration) -> Diagnostic {
        Diagnostic(
            .contractKind, at: parameter.location,
            "The handler of `\(command.name)` takes `\(parameter.name)` as \(asked.noun), which does not fit its type.",
            note: parameter.value.advice(against: asked))
    }

    // MARK: Codes

    private var failures: [Diagnostic] {
        handler.failures.compactMap { code -> Diagnostic? in
            if command.reserved.contains(code) {
                return Diagnostic(
                    .contractReserved, at: command.location, "`\(command.name)` can fail with \(code), which is reserved.",
                    note: "Use another code, or take it out of `reserved`.")
            }
            guard !command.errors.contains(where: { $0.code == code }) else { return nil }
            return Diagnostic(
                .contractFailure, at: command.location, "`\(command.name)` can fail with \(code), which it does not declare.",
                note: "List \(code) under its `errors`, or throw one that it has.")
        }
    }

    private var unused: [Diagnostic] {
        let used = Set(handler.failures + command.declaredCodes)
        return command.errors.filter { !used.contains($0.code) }.map { error in
            Diagnostic(
                .warning, .contractUnused, at: error.location,
                "Nothing sends \(error.code) of `\(command.name)`: no declaration uses it and its handler cannot throw it.",
                note: "Use it, list it under `reserved`, or take it out.")
        }
    }
}

extension CommandDeclaration {
    /// The codes that its parameters, limits and rules send.
    var declaredCodes: [Int] {
        parameters.flatMap { [$0.required].compactMap(\.self) + $0.value.codes } + rules.map(\.code)
    }
}

extension ValueDeclaration {
    /// The codes that this value, its limits and its parts send.
    var codes: [Int] {
        let parts = (members ?? []).flatMap { [$0.required].compactMap(\.self) + $0.value.codes } + items.flatMap(\.codes)
        return [invalid].compactMap(\.self) + limits.compactMap(\.code) + parts
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
        case .array(let item): "an array of " + item.noun
        case .object: "an object"
        case .json: "JSON text (JSONText)"
        case .custom: "a type of its own"
        case .nothing: "nothing"
        }
    }
}
