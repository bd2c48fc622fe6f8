// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandManifest

/// Holds one handler against its declaration.
struct HandlerCheck {
    let command: CommandDeclaration
    let handler: Registration

    var diagnostics: [Diagnostic] {
        let faults = plugin + parameters + failures + ReplyContract(command, handler.gives).diagnostics
        // What a wrong property leaves unused is told of once it is right.
        return faults + (faults.contains { $0.severity == .error } ? [] : unused)
    }

    private var plugin: [Diagnostic] {
        guard command.plugin != handler.plugin else { return [] }
        return [
            Diagnostic(
                .contractPlugin, at: command.pluginLocation ?? command.location,
                "`\(command.name)` is declared for the plugin `\(command.plugin)`, and handled by `\(handler.plugin)`.",
                note: "Write `plugin: \(handler.plugin)`, or move the handler.")
        ]
    }

    private var parameters: [Diagnostic] {
        switch handler.asks {
        case .object(let keys): check(keys, command.parameters, in: "Parameters", at: command.location)
        case .nothing: untaken([], command.parameters)
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

    /// Declared parameters, or members of an object, that the handler does not take, but for the router's own: callers send them
    /// in vain.
    private func untaken(_ keys: [ProbedKey], _ declared: [ParameterDeclaration]) -> [Diagnostic] {
        let taken = Set(keys.map { DecodingShape.fold($0.name) })
        return declared.filter { $0.role == nil && !taken.contains(DecodingShape.fold($0.name)) }.map { parameter in
            Diagnostic(
                .warning, .contractUntaken, at: parameter.location,
                "The handler of `\(command.name)` does not take `\(parameter.name)`.",
                note: "Add the property to its `Parameters`, or take the parameter out.")
        }
    }

    /// Properties that are not declared and parameters that are not taken. Where one of these is near to one of those in its
    /// name, they are taken for one, and told of once.
    private func strangers(
        _ keys: [ProbedKey], _ declared: [ParameterDeclaration], _ owner: String, _ location: SourceLocation
    ) -> [Diagnostic] {
        var untaken = untaken(keys, declared)
        let known = Set(declared.map { DecodingShape.fold($0.name) })
        let strange = keys.filter { !known.contains(DecodingShape.fold($0.name)) }
        var free = declared.filter { parameter in untaken.contains { $0.location == parameter.location } }
        return strange.map { key in
            let nearest = Suggestion.nearest(to: key.name, among: free.map(\.name))
            let meant = free.first { $0.name == nearest }
            if let meant {
                free.removeAll { $0.name == meant.name }
                untaken.removeAll { $0.location == meant.location }
            }
            return undeclared(key, meant, owner, location)
        } + untaken
    }

    func check(
        _ keys: [ProbedKey], _ declared: [ParameterDeclaration], in owner: String, at location: SourceLocation
    ) -> [Diagnostic] {
        strangers(keys, declared, owner, location)
            + keys.flatMap { key -> [Diagnostic] in
                let parameter = declared.first { DecodingShape.fold($0.name) == DecodingShape.fold(key.name) }
                return parameter.map { optionality(key, $0) + kind(key, $0) } ?? []
            }
    }

    private func undeclared(
        _ key: ProbedKey, _ meant: ParameterDeclaration?, _ owner: String, _ location: SourceLocation
    ) -> Diagnostic {
        let place = owner == "Parameters" ? "parameters" : "members"
        return Diagnostic(
            .contractParameter, at: meant?.location ?? location,
            "The handler's `\(owner)` of `\(command.name)` has `\(key.name)`, which is not declared.",
            note: meant.map { "Did you mean `\($0.name)`? Write one name in both places." }
                ?? "Declare it under `\(place)`, or remove the property.")
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
        let parts = (members ?? []).flatMap { [$0.required].compactMap(\.self) + $0.value.codes } + self.parts.flatMap(\.codes)
        return [invalid].compactMap(\.self) + limits.compactMap(\.code) + parts
    }
}
