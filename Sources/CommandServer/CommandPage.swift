// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// One command as text for a terminal.
struct CommandPage {
    let command: CommandDeclaration

    var text: String {
        ([
            heading, section("Parameters", parameters), section("Rules", rules), section("Codes", codes),
            section("Reply", reply), section("Example", example),
        ].compactMap(\.self)).joined(separator: "\n\n")
    }

    private var heading: String {
        let permissions = command.permissions.isEmpty ? "none" : command.permissions.joined(separator: ", ")
        return """
            \(command.name): \(command.summary)
              access       \(command.access.map(\.rawValue).sorted().joined(separator: ", "))
              permissions  \(permissions)
              effects      \(command.effects.rawValue)\(command.isIdempotent ? ", idempotent" : "")
              surfaces     \(command.surfaces.map(\.rawValue).sorted().joined(separator: ", "))
              plugin       \(command.plugin)
            """
    }

    private func section(_ title: String, _ lines: [String]) -> String? {
        lines.isEmpty ? nil : title + "\n" + lines.map { "  " + $0 }.joined(separator: "\n")
    }

    private var parameters: [String] {
        let width = command.parameters.map(\.name.count).max() ?? 0
        return command.parameters.map { parameter in
            let type = parameter.value.kinds.map(\.rawValue).joined(separator: "/")
            let required = parameter.required.map { ", required (\($0))" } ?? ""
            let fallback = parameter.value.defaultValue.map { ", default \($0.json)" } ?? ""
            return parameter.name.padding(to: width + 2) + (type + required + fallback).padding(to: 26) + parameter.summary
        }
    }

    private var rules: [String] {
        command.rules.map { rule in
            let when = rule.when.map { "\($0.parameter) = \($0.values.map(\.json).joined(separator: " or "))" }
            let demand =
                switch rule.demand {
                case .requires(let names): "requires " + names.joined(separator: ", ")
                case .requiresAny(let names): "requires one of " + names.joined(separator: ", ")
                case .forbids(let names): "forbids " + names.joined(separator: ", ")
                }
            return "\(rule.id): \(when.isEmpty ? "always" : "when " + when.joined(separator: " and ")) \(demand) (\(rule.code))"
        }
    }

    private var codes: [String] {
        command.errors.map { "\($0.code)".padding(to: 5) + $0.callerText + ($0.isExtension ? "  (extension)" : "") }
    }

    private var reply: [String] {
        command.returns.map { field in
            field.name + ": " + field.value.kinds.map(\.rawValue).joined(separator: "/") + (field.isOptional ? ", optional" : "")
        }
    }

    private var example: [String] { command.examples.first.map { [$0.request.json] } ?? [] }
}

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
                .init("parameters", .array(parameters.map(\.details))),
                .init(
                    "errors",
                    .array(
                        errors.map {
                            .object([
                                .init("code", .integer($0.code)), .init("text", .string($0.callerText)),
                                .init("extension", .boolean($0.isExtension)),
                            ])
                        })),
                .init("examples", .array(examples.map(\.request))),
            ])
    }
}

extension ParameterDeclaration {
    fileprivate var details: ManifestValue {
        .object([
            .init("name", .string(name)), .init("type", .array(value.kinds.map { .string($0.rawValue) })),
            .init("required", .boolean(required != nil)), .init("default", value.defaultValue ?? .null),
            .init("summary", .string(summary)),
        ])
    }
}
