// SPDX-License-Identifier: Apache-2.0

import CommandManifest

extension ExplainMethod {
    private static let place = SourceLocation(file: "rpc.explain", line: 1, column: 1)

    /// What it takes. What may hold the described call's secrets is a secret itself.
    static let declaration = CommandDeclaration(
        name: "rpc.explain", summary: "Explain what would become of a call, without running it",
        description: "For admins. The call is described by its parts, and explained gate by gate for whoever its own credentials say, "
            + "for the account that is named, or for a caller as described.",
        plugin: "router", access: [.admin], effects: .read, isIdempotent: true, surfaces: [.rpc], parameters: parameters,
        returns: [
            FieldDeclaration(
                name: "Explanation", summary: "The explanation; docs/explain.md has its keys",
                value: ValueDeclaration(kinds: [.object], location: place), location: place),
            FieldDeclaration(
                name: "Text", summary: "The same as text, where it was asked for", isOptional: true,
                value: ValueDeclaration(kinds: [.string], location: place), location: place),
        ], location: place)

    private static let parameters = [
        parameter("Surface", "Where it comes in", oneOf: CommandDeclaration.Surface.allCases.map(\.rawValue), default: .string("api")),
        parameter("Command", "The command, where the body does not name it", most: 200),
        parameter("Params", "Its parameters, as an object", .object, isSecret: true),
        parameter("Body", "The body as it would be sent, in place of parameters", isSecret: true, most: 1_048_576),
        parameter("ContentType", "The body's media type", default: .string("application/json"), most: 200),
        parameter("Query", "The query of a GET, in place of parameters", isSecret: true, most: 1_048_576),
        parameter("Bearer", "The key in Authorization: Bearer", isSecret: true, most: 1000),
        parameter("Account", "Explain on behalf of this account; the call's credentials are not looked at", .id),
        parameter("As", "Explain for a caller of this kind; the call's credentials are not looked at", oneOf: ["user", "admin", "nobody"]),
        parameter("Permissions", "What that caller may do; everything where it is left out", .array),
        parameter("Text", "Whether the explanation is given as text as well", .boolean, default: .boolean(false)),
    ]

    private static func parameter(
        _ name: String, _ summary: String, _ kind: ValueDeclaration.Kind = .string, oneOf texts: [String] = [],
        default value: ManifestValue? = nil, isSecret: Bool = false, most: Int? = nil
    ) -> ParameterDeclaration {
        let limits = (texts.isEmpty ? [] : [Limit.Condition.oneOf(texts)]) + (most.map { [.maxLength($0)] } ?? [])
        let items = kind == .array ? [ValueDeclaration(kinds: [.string], location: place)] : []
        return ParameterDeclaration(
            name: name, summary: summary,
            value: ValueDeclaration(
                kinds: [kind], defaultValue: value, isSecret: isSecret, limits: limits.map { Limit($0, location: place) }, items: items,
                location: place),
            location: place)
    }
}
