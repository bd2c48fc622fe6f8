// SPDX-License-Identifier: Apache-2.0

import CommandManifest

extension CommandDeclaration {
    /// What a list says of it.
    var overview: ManifestValue {
        .object([
            .init("name", .string(name)), .init("summary", .string(summary)), .init("plugin", .string(plugin)),
            .init("access", .array(access.map(\.rawValue).sorted().map(ManifestValue.string))),
            .init("permissions", .array(permissions.map(ManifestValue.string))),
            .init("effects", .string(effects.rawValue)),
            .init("surfaces", .array(surfaces.map(\.rawValue).sorted().map(ManifestValue.string))),
        ])
    }

    /// All that `describe` says of it.
    var details: ManifestValue {
        guard case .object(let members) = overview else { return overview }
        return .object(
            members + [
                .init("parameters", .array(parameters.map(\.details))), .init("rules", .array(rules.map(\.details))),
                .init("errors", .array(errors.map(\.details))), .init("returns", .array(returns.map(\.details))),
                .init("examples", .array(examples.map(\.request))),
            ])
    }
}

extension ParameterDeclaration {
    fileprivate var details: ManifestValue {
        .object(
            [
                .init("name", .string(name)), .init("summary", .string(summary)), .init("required", .boolean(required != nil)),
                .init("missing", required.map(ManifestValue.integer) ?? .null),
            ] + value.details)
    }
}

extension FieldDeclaration {
    fileprivate var details: ManifestValue {
        .object([.init("name", .string(name)), .init("optional", .boolean(isOptional))] + value.details)
    }
}

extension ValueDeclaration {
    /// Members of an object that says what values are valid; what is inside follows in the same form.
    fileprivate var details: [ManifestValue.Member] {
        let inside: [ManifestValue.Member] =
            (members.map { [.init("members", .array($0.map(\.details)))] } ?? [])
            + (values.first.map { [.init("values", .object($0.details))] } ?? [])
            + (items.first.map { [.init("items", .object($0.details))] } ?? [])
        return [
            .init("type", .array(kinds.map { .string($0.rawValue) })), .init("default", defaultValue ?? .null),
            .init("invalid", invalid.map(ManifestValue.integer) ?? .null), .init("limits", .array(limits.map(\.details))),
        ] + inside
    }
}

extension Limit {
    fileprivate var details: ManifestValue {
        .object([
            .init("limit", .string(condition.keyword)), .init("code", code.map(ManifestValue.integer) ?? .null),
            .init("demand", .string(Wording.demand(self))),
        ])
    }
}

extension RuleDeclaration {
    fileprivate var details: ManifestValue {
        .object([
            .init("id", .string(id)), .init("code", .integer(code)), .init("demand", .string(Wording.demand(self))),
        ])
    }
}

extension ErrorDeclaration {
    fileprivate var details: ManifestValue {
        .object([
            .init("code", .integer(code)), .init("text", .string(callerText)), .init("status", .integer(status)),
            .init("extension", .boolean(isExtension)),
        ])
    }
}
