// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import CommandWire

/// OpenAPI 3.1 of the commands on `/api/v1/NAME` and `/api.php`.
/// - SeeAlso: https://spec.openapis.org/oas/v3.1.1
struct OpenAPIDocument {
    let manifest: Manifest
    let server: String
    /// Whether it says all that the gateway takes, or what a client that is generated from it should send.
    var body = RequestBody.any

    var document: JSON {
        let aliases = manifest.commands.filter { $0.surfaces.contains(.v1) }
        let flat = body == .json ? [] : manifest.commands.filter { $0.surfaces.contains(.api) }
        let api = flat.isEmpty ? [] : [("/api.php", FlatPath(document: self, commands: flat).path)]
        return JSON([
            "openapi": "3.1.0",
            "info": ["title": "Commands", "version": "1", "description": .string(body == .json ? Self.plainNote : Self.note)],
            "servers": [["url": .string(server.isEmpty ? "/" : server)]],
            "tags": .array(plugins.map { ["name": .string($0)] }),
            "paths": .object(aliases.map { ("/api/v1/\($0.name)", AliasPath(document: self, command: $0).path) } + api),
            "components": .object(
                [
                    ("schemas", body == .json ? plainSchemas : schemas(flat)), ("responses", responses),
                    ("securitySchemes", SecuritySchemes(manifest, body).schemes),
                ] + (body == .json ? [] : [("parameters", ["mode": Self.mode])])),
            "x-permissions": .object(manifest.permissions.map { ($0.name, .string($0.summary)) }),
        ])
    }

    private static let note =
        "Every command has a path under /api/v1, with HTTP's own statuses; on /api.php they are told apart by `Command`, and a refusal has status 200 in nearly every case. Names of commands and parameters are written in any case. Conditional rules stand in the schemas; `x-rules` names each rule with its code."

    private static let plainNote =
        "Every command has a path under /api/v1, with HTTP's own statuses. Requests are JSON, each value in its own type; the gateway takes more than is said here. `x-conditional-rules` says which parameters ask for others."

    /// A header that both paths take.
    private static let mode: JSON = [
        "name": "Command-Mode", "in": "header", "schema": ["type": "string", "enum": ["validate"]],
        "description": "With `validate` the call goes through every check and stops before it is done.",
    ]

    private var plugins: [String] {
        manifest.commands.map(\.plugin).reduce(into: []) { all, name in if !all.contains(name) { all.append(name) } }
    }

    private func schemas(_ flat: [CommandDeclaration]) -> JSON {
        let commands = manifest.commands.flatMap { command -> [(name: String, value: JSON)] in
            let schemas = CommandSchemas(command: command, place: .components)
            return [(command.name + ".parameters", schemas.parameters), (command.name + ".reply", schemas.reply)]
        }
        let calls = flat.map { ($0.name + ".call", FlatPath.call($0)) }
        return .object(commands + calls + [("Refusal", CommandSchemas.refusal), ("Validated", CommandSchemas.validated)] + SharedTypes.all)
    }

    private var plainSchemas: JSON {
        let commands = manifest.commands.filter { $0.surfaces.contains(.v1) }.flatMap { command -> [(name: String, value: JSON)] in
            let schemas = CommandSchemas(command: command, place: .components)
            return [(command.name + ".parameters", schemas.plainParameters), (command.name + ".reply", schemas.reply)]
        }
        return .object(commands + [("Refusal", CommandSchemas.refusal), ("timezone", PlainSchema.timezone)])
    }

    // MARK: Refusals of no command

    static let shared: [(name: String, code: StandardCode, kind: Refusal.Kind)] = [
        ("Malformed", .malformed, .malformed), ("Unauthenticated", .unauthenticated, .unauthenticated),
        ("Forbidden", .forbidden, .forbidden), ("TooLarge", .tooLarge, .tooLarge), ("MediaType", .mediaType, .mediaType),
        ("Limited", .limited, .limited(retryAfter: 1)), ("Unexpected", .unexpected, .unexpected),
        ("NotInstalled", .notInstalled, .notInstalled), ("Unavailable", .unavailable, .unavailable),
    ]

    private var responses: JSON {
        .object(
            Self.shared.map { name, code, kind in
                let shown = ShownRefusal.standard(code, kind, manifest)
                let header: JSON? =
                    code == .limited ? ["Retry-After": ["description": "Seconds to wait.", "schema": ["type": "integer"]]] : nil
                return (
                    name,
                    JSON(["description": .string("\(shown.code): \(shown.text)"), "headers": header, "content": Self.content([shown])])
                )
            })
    }

    /// The media type of answers, with the exact bodies of some refusals.
    static func content(_ refusals: [ShownRefusal]) -> JSON {
        let examples = refusals.map { ($0.name, $0.code, $0.example) }
        return ["application/json": ["schema": SchemaPlace.components.reference("Refusal"), "examples": named(examples)]]
    }

    /// Examples by the rule that they show; where one rule has several codes, by the code too.
    static func named(_ examples: [(name: String, code: Int, value: JSON)]) -> JSON {
        var names: Set<String> = []
        return .object(
            examples.map { name, code, value in (names.insert(name).inserted ? name : "\(name):\(code)", value) })
    }

    static func response(_ name: String) -> JSON { ["$ref": .string("#/components/responses/\(name)")] }
}

/// Who is calling, as the format has it: a bearer key, or credentials among the parameters.
struct SecuritySchemes {
    private let roles: [(name: String, summary: String)]

    init(_ manifest: Manifest, _ body: RequestBody = .any) {
        // A client that is generated needs one place for its key.
        guard body == .any else {
            roles = []
            return
        }
        roles = ParameterDeclaration.Role.allCases.filter(\.isCredential).compactMap { role in
            manifest.commands.lazy.flatMap(\.parameters).first { $0.role == role }.map { ($0.name, $0.summary) }
        }
    }

    var schemes: JSON {
        let bearer: JSON = ["type": "http", "scheme": "bearer", "description": "An API key; on /api/v1 and /rpc."]
        return .object(
            [("bearer", bearer)]
                + roles.map { name, summary in
                    (
                        name,
                        [
                            "type": "apiKey", "in": "query", "name": .string(name),
                            "description": .string("\(summary). It is a parameter like the others: better in the body than in the query."),
                        ]
                    )
                })
    }

    /// What a command asks for; its permissions stand with each.
    func requirements(_ command: CommandDeclaration, takesBearer: Bool) -> JSON {
        // One that asks for a credential itself is called with that.
        if command.access == [.none]
            || (roles.isEmpty && command.parameters.contains { $0.role?.isCredential == true && $0.required != nil })
        {
            return []
        }
        let names = roles.map(\.name).filter { name in command.parameters.contains { $0.name == name } }
        return .array(((takesBearer ? ["bearer"] : []) + names).map { .object([($0, .texts(command.permissions))]) })
    }
}
