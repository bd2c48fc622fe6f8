// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import CommandWire

/// `/api/v1/NAME`: one command's path.
struct AliasPath {
    let document: OpenAPIDocument
    let command: CommandDeclaration

    var path: JSON {
        let operation = JSON([
            "operationId": .string(command.name), "summary": .string(command.summary), "description": command.description.map(JSON.string),
            "tags": [.string(command.plugin)], "deprecated": command.deprecated == nil ? nil : true,
            "security": SecuritySchemes(document.manifest, document.body).requirements(command, takesBearer: true),
            "parameters": document.body == .json ? nil : [["$ref": "#/components/parameters/mode"]],
            "requestBody": JSON(["required": command.parameters.contains { $0.required != nil } ? true : nil, "content": content]),
            "responses": .object(responses.sorted { $0.name < $1.name }),
        ])
        return ["post": operation.adding(Facts.of(command)).adding([("x-codes", Facts.codes(command))])]
    }

    private var content: JSON {
        if document.body == .json {
            let examples = RequestContent.examples(command, plain: true)
            return [
                "application/json": JSON(["schema": SchemaPlace.components.reference(command.name + ".parameters"), "examples": examples])
            ]
        }
        let schema: JSON = [
            "allOf": [SchemaPlace.components.reference(command.name + ".parameters")], "unevaluatedProperties": false,
        ]
        return RequestContent.content(schema, [command], examples: RequestContent.examples(command))
    }

    private var responses: [(name: String, value: JSON)] {
        let refusals = CommandRefusals(command, document.manifest).all + [.standard(.unknownParameter, .parameters, document.manifest)]
        let own = Dictionary(grouping: refusals, by: \.status).map { status, refusals in
            (
                String(status),
                JSON(["description": .string(Self.description(status)), "content": OpenAPIDocument.content(refusals)])
            )
        }
        let shared = [
            ("400", "Malformed"), ("401", "Unauthenticated"), ("403", "Forbidden"), ("413", "TooLarge"), ("415", "MediaType"),
            ("429", "Limited"), ("500", "Unexpected"), ("501", "NotInstalled"), ("503", "Unavailable"),
        ].filter { command.access != [.none] || ($0.0 != "401" && $0.0 != "403") }
        return [("200", success)] + own + shared.map { ($0.0, OpenAPIDocument.response($0.1)) }
    }

    private static func description(_ status: Int) -> String {
        switch status {
        case 404: "Something that it names is not there, or is not the caller's"
        case 409: "It cannot be done in the state that it is about"
        default: "Parameters break their declaration, or it failed"
        }
    }

    private var reply: JSON { SchemaPlace.components.reference(command.name + ".reply") }

    private var success: JSON {
        let examples = command.examples.filter { $0.reply != nil }.enumerated().map { number, example in
            ("example\(number + 1)", JSON(["value": Reply.body(example)]))
        }
        return [
            "description": document.body == .json ? "Done" : "Done, or validated",
            "content": [
                "application/json": JSON([
                    "schema": document.body == .json ? reply : ["anyOf": [reply, SchemaPlace.components.reference("Validated")]],
                    "examples": examples.isEmpty ? nil : .object(examples),
                ])
            ],
        ]
    }
}

/// What requests may be sent as: JSON, and the two kinds of form.
enum RequestContent {
    static func content(_ schema: JSON, _ commands: [CommandDeclaration], examples: JSON?) -> JSON {
        let form = JSON(["schema": schema, "encoding": encoding(commands)])
        return [
            "application/json": JSON(["schema": schema, "examples": examples]), "application/x-www-form-urlencoded": form,
            "multipart/form-data": form,
        ]
    }

    /// How a form writes what is no text: a list of ids with commas, an object or array as JSON.
    private static func encoding(_ commands: [CommandDeclaration]) -> JSON? {
        var seen: Set<String> = []
        let encodings = commands.flatMap(\.parameters).compactMap { parameter -> (name: String, value: JSON)? in
            guard seen.insert(parameter.name).inserted else { return nil }
            if parameter.value.kinds.contains(.idList) { return (parameter.name, ["style": "form", "explode": false]) }
            if parameter.value.kinds.contains(where: \.isComposite) { return (parameter.name, ["contentType": "application/json"]) }
            return nil
        }
        return encodings.isEmpty ? nil : .object(encodings)
    }

    /// The requests of a command's examples that are done.
    static func examples(_ command: CommandDeclaration, flat: Bool = false, plain: Bool = false) -> JSON? {
        let shown = command.examples.filter { $0.reply != nil }.enumerated().map { number, example in
            let name = flat ? command.name + (number == 0 ? "" : "-\(number + 1)") : "example\(number + 1)"
            let head: JSON = flat ? ["Command": .string(command.name)] : [:]
            let members = Request.body(example, of: command).members.map { member in
                let declared = plain ? command.parameters.first { $0.answers(to: member.name) } : nil
                return (name: member.name, value: declared.map { PlainSchema.example(member.value, $0.value) } ?? member.value)
            }
            return (name, JSON(["value": head.adding(members)]))
        }
        return shown.isEmpty ? nil : .object(shown)
    }
}
