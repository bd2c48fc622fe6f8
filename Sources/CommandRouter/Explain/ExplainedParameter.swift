// SPDX-License-Identifier: Apache-2.0

package import CommandManifest

/// A declared parameter: what was sent for it, what it was bound to, and every check on the way.
package struct ExplainedParameter: Sendable {
    /// Where its value is from.
    package enum Source: String, Sendable {
        /// Sent by its declared name, in whatever case.
        case name
        /// Sent by one of its other names.
        case alias
        /// Not sent, or null; its declared default.
        case `default`
        /// Not sent, or null, and without a default.
        case absent
    }

    /// Something that was sent for it.
    package struct Sent: Sendable {
        /// The name by which it came.
        package let name: String
        /// Its JSON text, cut; `***` for a secret.
        package let raw: String
    }

    /// A value inside of its own: a member or an item.
    package struct Part: Sendable {
        /// The way to it: `ABTesting.Variations[0].Weight`.
        package let path: String
        /// What it was bound to, as JSON text; nil where nothing was.
        package let bound: String?
        /// What its declaration demands.
        package let checks: [ExplainedCheck]

        var json: ManifestValue {
            .object([
                .init("path", .string(path)), .init("bound", bound.map(ManifestValue.string) ?? .null),
                .init("checks", .array(checks.map(\.json))),
            ])
        }
    }

    /// As declared.
    package let declaration: ParameterDeclaration
    /// Where its value is from.
    package let source: Source
    /// What was sent for it, in order: more than one where it is given twice.
    package let sent: [Sent]
    /// What it was bound to, as JSON text, cut; nil where nothing was, and for what the router reads itself.
    package let bound: String?
    /// What its declaration demands, in the order in which it is checked.
    package let checks: [ExplainedCheck]
    /// The values inside of it that were looked at, a number of them at most.
    package let parts: [Part]
    /// How many parts are not among them.
    package let moreParts: Int

    /// Every check, those of its parts among them.
    var allChecks: [ExplainedCheck] { checks + parts.flatMap(\.checks) }

    var json: ManifestValue {
        var members: [ManifestValue.Member] = [
            .init("name", .string(declaration.name)), .init("declared", .string(declaration.location.description)),
            .init("type", .array(declaration.value.kinds.map { .string($0.rawValue) })), .init("source", .string(source.rawValue)),
        ]
        if let role = declaration.role { members.append(.init("role", .string(role.rawValue))) }
        if let deprecated = declaration.deprecated { members.append(.init("deprecated", .string(deprecated))) }
        members += [
            .init("sent", .array(sent.map { .object([.init("as", .string($0.name)), .init("raw", .string($0.raw))]) })),
            .init("bound", bound.map(ManifestValue.string) ?? .null), .init("checks", .array(checks.map(\.json))),
        ]
        if !parts.isEmpty { members.append(.init("parts", .array(parts.map(\.json)))) }
        if moreParts > 0 { members.append(.init("moreParts", .integer(moreParts))) }
        return .object(members)
    }
}

/// A parameter that the command does not declare. Its value is never shown: nothing reads it, and it may be a secret under
/// a misspelled name.
package struct ExplainedUnknown: Sendable {
    /// As it came, cut.
    package let name: String
    /// What its value is: `a text`.
    package let kind: String
    /// Whether the call is refused for it; else it is ignored.
    package let isRefused: Bool
    /// The parameter that may be meant.
    package let didYouMean: String?

    var json: ManifestValue {
        .object(
            [
                .init("name", .string(name)), .init("kind", .string(kind)),
                .init("decision", .string(isRefused ? "refused" : "ignored")),
            ] + (didYouMean.map { [.init("didYouMean", .string($0))] } ?? []))
    }
}
