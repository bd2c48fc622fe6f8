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
        // What every command takes, such as the credentials, comes behind what this one takes.
        let own = command.parameters.filter { $0.role == nil }
        let parts = (own + command.parameters.filter { $0.role != nil }).flatMap { DescribedPart.parts(of: $0) }
        let names = (parts.map(\.name.count).max() ?? 0) + 2
        let types = (parts.map(\.type.count).filter { $0 <= Self.widestType }.max() ?? 0) + 2
        return parts.flatMap { part in
            let first = part.name.padding(to: names) + (part.summary.isEmpty ? part.type : part.type.padding(to: types) + part.summary)
            return [first] + part.limits.map { String(repeating: " ", count: names + 2) + $0 }
        }
    }

    /// A type that is wider moves its own summary alone.
    private static let widestType = 40

    private var rules: [String] {
        command.rules.map { rule in
            let when = rule.when.map { condition in
                switch condition.test {
                case .isOneOf(let values): "\(condition.parameter) = \(values.map(\.json).joined(separator: " or "))"
                case .isPresent: "\(condition.parameter) is there"
                case .isAbsent: "\(condition.parameter) is not there"
                }
            }
            let demand =
                switch rule.demand {
                case .requires(let names): "requires " + names.joined(separator: ", ")
                case .requiresAny(let names): "requires one of " + names.joined(separator: ", ")
                case .atMostOne(let names): "takes at most one of " + names.joined(separator: ", ")
                case .forbids(let names): "forbids " + names.joined(separator: ", ")
                }
            return "\(rule.id): \(when.isEmpty ? "always" : "when " + when.joined(separator: " and ")) \(demand) (\(rule.code))"
        }
    }

    private var codes: [String] {
        command.errors.map { "\($0.code)".padding(to: 5) + $0.callerText + ($0.isExtension ? "  (extension)" : "") }
    }

    private var reply: [String] {
        command.returns.flatMap(DescribedPart.parts(of:)).map { $0.name + ": " + $0.type }
    }

    private var example: [String] { command.examples.first.map { [$0.request.json] } ?? [] }
}
