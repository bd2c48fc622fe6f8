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
                "\(command.name) is declared for the plugin \(command.plugin), and handled by \(handler.plugin).",
                note: "Write plugin: \(handler.plugin), or move the handler.")
        ]
    }

    private var parameters: [Diagnostic] {
        switch handler.asks {
        case .object(let keys): check(keys, command.parameters, in: "Parameters", at: command.location)
        case .nothing: []
        case .none:
            [
                Diagnostic(
                    .contractProbe, at: command.location,
                    "The Parameters of \(command.name) cannot be decoded from samples: \(handler.problem ?? "").",
                    note: "A type that validates what it decodes conforms to SampledParameter.")
            ]
        case .some: [mismatch("Parameters", "an object of its parameters", at: command.location)]
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
            .contractParameter, at: location, "\(owner) of \(command.name) has \(key.name), which is not declared.",
            note: nearest.map { "Did you mean \($0)?" } ?? "Declare it under parameters, or remove the property.")
    }

    private func optionality(_ key: ProbedKey, _ parameter: ParameterDeclaration) -> [Diagnostic] {
        guard !key.isOptional, parameter.required == nil, parameter.value.defaultValue == nil else { return [] }
        return [
            Diagnostic(
                .contractOptional, at: parameter.location,
                "\(parameter.name) may be absent, and the handler's \(key.name) is not optional.",
                note: "Make the property optional, or the parameter required, or give it a default.")
        ]
    }

    private func kind(_ key: ProbedKey, _ parameter: ParameterDeclaration) -> [Diagnostic] {
        if case .object(let keys) = element(key.kind), let members = members(parameter.value) {
            return check(keys, members, in: parameter.name, at: parameter.location)
        }
        guard !parameter.value.kinds.contains(where: { fits(key.kind, $0, parameter.value) }) else { return [] }
        return [mismatch(parameter.name, key.kind.noun, at: parameter.location)]
    }

    private func element(_ kind: ProbedKind) -> ProbedKind {
        if case .array(let item) = kind { item } else { kind }
    }

    private func members(_ value: ValueDeclaration) -> [ParameterDeclaration]? { value.members ?? value.items.first?.members }

    private func fits(_ asked: ProbedKind, _ declared: ValueDeclaration.Kind, _ value: ValueDeclaration) -> Bool {
        switch (asked, declared) {
        case (.custom, _), (.json, .object), (.json, .array), (.array, .array): true
        case (.array(.integer), .idList): true
        case (.integer, .integer), (.integer, .id), (.number, .number), (.number, .integer), (.boolean, .boolean): true
        case (.string, .string), (.string, .date), (.string, .time), (.string, .datetime), (.string, .timezone),
            (.string, .url), (.string, .email):
            true
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

    private func mismatch(_ name: String, _ noun: String, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .contractKind, at: location, "The handler of \(command.name) takes \(name) as \(noun), which its type is not.",
            note: "Give the property the kind that docs/manifest.md lists for the type, or change the type.")
    }

    // MARK: Codes

    private var failures: [Diagnostic] {
        handler.failures.compactMap { code -> Diagnostic? in
            if command.reserved.contains(code) {
                return Diagnostic(
                    .contractReserved, at: command.location, "\(command.name) can fail with \(code), which is reserved.",
                    note: "Use another code.")
            }
            guard !command.errors.contains(where: { $0.code == code }) else { return nil }
            return Diagnostic(
                .contractFailure, at: command.location, "\(command.name) can fail with \(code), which it does not declare.",
                note: "List \(code) under its errors.")
        }
    }

    private var unused: [Diagnostic] {
        let used = Set(handler.failures + command.declaredCodes)
        return command.errors.filter { !used.contains($0.code) }.map { error in
            Diagnostic(
                .warning, .contractUnused, at: error.location,
                "Nothing sends \(error.code) of \(command.name): no declaration uses it and its handler cannot throw it.",
                note: "Use it, list it under reserved, or remove it.")
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
