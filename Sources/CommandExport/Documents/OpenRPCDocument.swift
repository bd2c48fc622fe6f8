// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import CommandWire

/// OpenRPC 1.3 of the commands on `/rpc`.
/// - SeeAlso: https://spec.open-rpc.org
struct OpenRPCDocument {
    let manifest: Manifest
    let server: String

    var document: JSON {
        [
            "openrpc": "1.3.2", "info": ["title": "Commands", "version": "1", "description": .string(Self.note)],
            "servers": [["name": "this server", "url": .string(server + "/rpc")]],
            "methods": .array(manifest.commands.filter { $0.surfaces.contains(.rpc) }.map(method)),
            "components": ["schemas": .object(SharedTypes.all)],
        ]
    }

    private static let note =
        "Parameters are given by name. A credential is one of them, or `Authorization: Bearer KEY`. The data of an error is the object that /api.php answers."

    private func method(_ command: CommandDeclaration) -> JSON {
        let schemas = ParameterSchemas(place: .components)
        // Discovery itself answers with a document like this one, and with nothing around it.
        let reply: JSON =
            command.name == "rpc.discover" ? ["type": "object"] : CommandSchemas(command: command, place: .components).reply
        let errors = errors(command)
        return JSON([
            "name": .string(command.name), "summary": .string(command.summary), "description": command.description.map(JSON.string),
            "tags": [["name": .string(command.plugin)]], "paramStructure": "by-name",
            "params": .array(
                (command.parameters.filter { $0.required != nil } + command.parameters.filter { $0.required == nil })
                    .filter { $0.role != .command }.map { parameter(schemas, $0) }),
            "result": ["name": "reply", "schema": reply], "errors": .array(errors),
            "examples": .array(examples(command)), "deprecated": command.deprecated == nil ? nil : true,
        ]).adding(Facts.of(command)).adding([("x-codes", Facts.codes(command))])
    }

    private func parameter(_ schemas: ParameterSchemas, _ parameter: ParameterDeclaration) -> JSON {
        let schema = schemas.property(parameter, code: StandardCode.invalid.rawValue)
        return JSON([
            "name": .string(parameter.name), "summary": parameter.summary.isEmpty ? nil : .string(parameter.summary),
            "required": .boolean(parameter.required != nil), "deprecated": parameter.deprecated == nil ? nil : true, "schema": schema,
        ])
    }

    /// The error objects, one for each of JSON-RPC's codes, as the format wants it; the first way to each is shown.
    private func errors(_ command: CommandDeclaration) -> [JSON] {
        var seen: Set<Int> = []
        let standard: [ShownRefusal] =
            (command.access == [.none]
                ? []
                : [
                    .standard(.unauthenticated, .unauthenticated, manifest), .standard(.forbidden, .forbidden, manifest),
                ]) + [
                .standard(.limited, .limited(retryAfter: 1), manifest), .standard(.unavailable, .unavailable, manifest),
                .standard(.unexpected, .unexpected, manifest),
            ]
        return (CommandRefusals(command, manifest).all + standard).map(\.rpcError).filter { error in
            guard case .integer(let code)? = error["code"] else { return false }
            return seen.insert(code).inserted
        }
    }

    private func examples(_ command: CommandDeclaration) -> [JSON] {
        let shown = command.examples.filter { $0.reply != nil }
        return shown.enumerated().map { number, example in
            JSON([
                "name": .string(shown.count == 1 ? command.name : "\(command.name) \(number + 1)"),
                "params": .array(Request.body(example, of: command).members.map { ["name": .string($0.name), "value": $0.value] }),
                "result": ["name": "reply", "value": Reply.body(example)],
            ])
        }
    }
}

/// The parameters of a request, from an example. Examples are without credentials; where one is required it stands there.
enum Request {
    static func body(_ example: ExampleDeclaration, of command: CommandDeclaration) -> JSON {
        let credentials = command.parameters.filter { $0.role?.isCredential == true && $0.required != nil }
        return JSON(example.request).adding(credentials.map { ($0.name, .string("your \($0.name)")) })
    }
}

/// The body of a reply, from an example.
enum Reply {
    static func body(_ example: ExampleDeclaration) -> JSON {
        JSON(["Success": true, "ErrorCode": 0]).adding(example.reply.map { JSON($0).members } ?? [])
    }
}
