// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// JSON Schema 2020-12 of each command's parameters and reply: `$defs` of `NAME.parameters` and `NAME.reply`.
struct JSONSchemaDocument {
    let manifest: Manifest

    var document: JSON {
        let commands = manifest.commands.flatMap { command -> [(name: String, value: JSON)] in
            let schemas = CommandSchemas(command: command, place: .definitions)
            return [
                (command.name + ".parameters", schemas.closedParameters.adding(Facts.of(command)).adding(examples(command))),
                (command.name + ".reply", schemas.reply),
            ]
        }
        return [
            "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "urn:command-router:commands", "title": "Commands",
            "description":
                "What each command takes as JSON on /api/v1 and /rpc, and what it answers. Patterns are ECMAScript's with the flag u.",
            "$defs": .object(commands + [("Refusal", CommandSchemas.refusal)] + SharedTypes.all),
        ]
    }

    private func examples(_ command: CommandDeclaration) -> [(name: String, value: JSON)] {
        let accepted = command.examples.filter { $0.reply != nil }.map { Request.body($0, of: command) }
        return accepted.isEmpty ? [] : [("examples", .array(accepted))]
    }
}

/// What a document carries of a command that its own format has no words for.
enum Facts {
    static func of(_ command: CommandDeclaration) -> [(name: String, value: JSON)] {
        [
            ("x-permissions", .texts(command.permissions)), ("x-access", .texts(command.access.map(\.rawValue).sorted())),
            ("x-effects", .string(command.effects.rawValue)), ("x-idempotent", .boolean(command.isIdempotent)),
            ("x-plugin", .string(command.plugin)),
        ] + (command.rules.isEmpty ? [] : [("x-conditional-rules", .array(command.rules.map(rule)))])
    }

    private static func rule(_ rule: RuleDeclaration) -> JSON {
        ["rule": .string(rule.id), "code": .integer(rule.code), "message": .string(Wording.demand(rule))]
    }

    /// Its codes, with what they mean.
    static func codes(_ command: CommandDeclaration) -> JSON {
        .array(
            command.errors.filter { !command.reserved.contains($0.code) }.map { error in
                JSON([
                    "code": .integer(error.code), "text": .string(error.text), "status": .integer(error.status),
                    "extension": error.isExtension ? true : nil,
                ])
            })
    }
}
