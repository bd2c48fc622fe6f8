// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import CommandWire

/// `/api.php`: all commands on one path, told apart by `Command`.
struct FlatPath {
    let document: OpenAPIDocument
    let commands: [CommandDeclaration]

    /// What a call of one command is there.
    static func call(_ command: CommandDeclaration) -> JSON {
        [
            "allOf": [
                SchemaPlace.components.reference(command.name + ".parameters"),
                ["type": "object", "required": ["Command"], "properties": ["Command": ["const": .string(command.name)]]],
            ]
        ]
    }

    var path: JSON { ["post": post, "get": get] }

    private var schema: JSON {
        [
            "oneOf": .array(commands.map { SchemaPlace.components.reference($0.name + ".call") }),
            "discriminator": [
                "propertyName": "Command",
                "mapping": .object(commands.map { ($0.name, .string(SchemaPlace.components.prefix + $0.name + ".call")) }),
            ],
        ]
    }

    private var security: JSON {
        let all = commands.map { SecuritySchemes(document.manifest).requirements($0, takesBearer: false) }
        var names: [String] = []
        for case .array(let items) in all {
            for name in items.flatMap(\.members).map(\.name) where !names.contains(name) { names.append(name) }
        }
        let open = commands.contains { $0.access == [.none] }
        return .array(names.map { JSON.object([($0, JSON.array([]))]) } + (open ? [JSON.object([])] : []))
    }

    private var post: JSON {
        let examples = commands.flatMap { (RequestContent.examples($0, flat: true) ?? [:]).members }
        return JSON([
            "operationId": "api-post", "summary": "Any command", "tags": .texts(tags), "security": security,
            "parameters": [["$ref": "#/components/parameters/mode"]],
            "requestBody": [
                "required": true, "content": RequestContent.content(schema, commands, examples: examples.isEmpty ? nil : .object(examples)),
            ],
            "responses": responses,
        ])
    }

    private var get: JSON {
        [
            "operationId": "api-get", "summary": "Any command, with its parameters in the query", "tags": .texts(tags),
            "security": security,
            "parameters": [
                ["$ref": "#/components/parameters/mode"],
                ["name": "call", "in": "query", "required": true, "style": "form", "explode": true, "schema": schema],
            ],
            "responses": responses,
        ]
    }

    private var tags: [String] { ["all"] }

    /// Status 200 says nothing of success: a refusal by a command's own codes has it too.
    private var responses: JSON {
        let replies = commands.map { SchemaPlace.components.reference($0.name + ".reply") }
        let done = commands.flatMap { command in
            command.examples.first { $0.reply != nil }.map { [(command.name, JSON(["value": Reply.body($0)]))] } ?? []
        }
        let refused = commands.flatMap { command in
            OpenAPIDocument.named(
                CommandRefusals(command, document.manifest).all.filter { $0.apiStatus == 200 }.map {
                    ("\(command.name):\($0.name)", $0.code, $0.example)
                }
            ).members
        }
        let ok: JSON = [
            "description": "Done, or refused with a code",
            "content": [
                "application/json": [
                    "schema": ["anyOf": .array(replies + ["Refusal", "Validated"].map(SchemaPlace.components.reference))],
                    "examples": .object(done + standard + refused),
                ]
            ],
        ]
        let shared = [("400", "Malformed"), ("413", "TooLarge"), ("415", "MediaType"), ("429", "Limited"), ("500", "Unexpected")]
        return .object([("200", ok)] + shared.map { ($0.0, OpenAPIDocument.response($0.1)) })
    }

    private var standard: [(name: String, value: JSON)] {
        OpenAPIDocument.shared.filter { $0.code == .unauthenticated || $0.code == .forbidden }.map { name, code, kind in
            (name, ShownRefusal.standard(code, kind, document.manifest).example)
        }
    }
}
