// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import CommandWire

/// The schemas of one command: what it takes, and what it answers.
struct CommandSchemas {
    let command: CommandDeclaration
    let place: SchemaPlace

    /// What a call's parameters are, names of others let in.
    var parameters: JSON {
        let schemas = ParameterSchemas(place: place)
        let rules = command.rules.map(RuleSchema(parameters: command.parameters).schema)
        var demands = schemas.demands(command.parameters)
        if !rules.isEmpty {
            if let index = demands.firstIndex(where: { $0.name == "allOf" }), case .array(let others) = demands[index].value {
                demands[index].value = .array(others + rules)
            } else {
                demands.append(("allOf", .array(rules)))
            }
        }
        return JSON([
            "title": .string(command.name), "description": .string(command.summary), "type": "object",
            "properties": schemas.properties(command.parameters, code: StandardCode.invalid.rawValue),
        ]).adding(demands)
    }

    /// What a client should send: each value in JSON's own type. Credentials are among it where the command asks for one.
    var plainParameters: JSON {
        let sent = command.parameters.filter { $0.role == nil || $0.required != nil }
        return JSON(["title": .string(command.name), "description": .string(command.summary)]).adding(PlainSchema.object(sent).members)
    }

    /// The same, where names that the command does not declare are refused.
    var closedParameters: JSON { parameters.adding(["additionalProperties": false]) }

    /// What a call that was done is answered.
    var reply: JSON {
        let fields = command.returns.map { field in (field.name, ReplySchema.field(field)) }
        let due = ["Success", "ErrorCode"] + command.returns.filter { !$0.isOptional }.map(\.name)
        return JSON([
            "title": .string("Reply of \(command.name)"), "type": "object",
            "properties": .object([("Success", ["const": true]), ("ErrorCode", ["const": 0])] + fields), "required": .texts(due),
        ])
    }

    /// What a call with `Command-Mode: validate` is answered where it would run: the same form for all.
    static let validated: JSON = [
        "title": "Validated", "description": "With Command-Mode: validate, what a call would be run with.", "type": "object",
        "properties": [
            "Success": ["const": true], "ErrorCode": ["const": 0], "Validated": ["const": true],
            "Bound": ["type": "object", "description": "Each parameter's value; secrets and credentials are left out."],
        ],
        "required": ["Success", "ErrorCode", "Validated", "Bound"],
    ]

    /// What a command that was called wrongly, or failed, is answered: the same form for all.
    static let refusal: JSON = [
        "title": "Refusal", "type": "object", "required": ["Success", "ErrorCode", "Errors"],
        "properties": [
            "Success": ["const": false],
            "ErrorCode": [
                "description": "The code; of several parameters that are missing, the codes of all.",
                "anyOf": [["type": "integer"], ["type": "array", "items": ["type": "integer"]]],
            ],
            "ErrorText": ["anyOf": [["type": "string"], ["type": "array", "items": ["type": "string"]]]],
            "Errors": [
                "description": "Everything that was found wrong, at most 32.", "type": "array",
                "items": [
                    "type": "object", "required": ["Code", "Rule", "Message"],
                    "properties": [
                        "Code": ["type": "integer"], "Parameter": ["type": "string"],
                        "Rule": ["type": "string", "description": "The rule's id, which stays the same."],
                        "Message": ["type": "string"],
                    ],
                ],
            ],
        ],
    ]
}

/// The schemas of what a caller reads: the kind itself, and no text that stands for it.
enum ReplySchema {
    static func field(_ field: FieldDeclaration) -> JSON {
        guard let constant = field.constant else { return noted(value(field.value), field.summary) }
        return noted(["const": .string(constant)], field.summary)
    }

    static let id: JSON = ["type": "integer", "minimum": 1]

    private static func noted(_ schema: JSON, _ text: String) -> JSON {
        text.isEmpty ? schema : JSON(["description": .string(text)]).adding(schema.members)
    }

    private static func value(_ declaration: ValueDeclaration) -> JSON {
        let kinds = declaration.kinds.map { kind($0, declaration) } + (declaration.allowsEmpty ? [["const": ""]] : [])
        return kinds.count == 1 ? kinds[0] : ["anyOf": .array(kinds)]
    }

    private static func kind(_ kind: ValueDeclaration.Kind, _ declaration: ValueDeclaration) -> JSON {
        switch kind {
        case .integer: ["type": "integer"]
        case .id: id
        case .idList: ["type": "array", "items": id]
        case .number: ["type": "number"]
        case .boolean: ["type": "boolean"]
        case .object: object(declaration)
        case .array: JSON(["type": "array", "items": declaration.items.first.map(value)])
        case .date: ["type": "string", "format": "date"]
        case .time: ["type": "string", "pattern": "^[0-9]{2}:[0-9]{2}:[0-9]{2}$"]
        case .datetime: ["type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}$"]
        case .url: ["type": "string", "format": "uri"]
        case .email: ["type": "string", "format": "idn-email"]
        case .string, .timezone: ["type": "string"]
        }
    }

    private static func object(_ declaration: ValueDeclaration) -> JSON {
        guard let members = declaration.members else {
            return JSON(["type": "object", "additionalProperties": declaration.values.first.map(value)])
        }
        let due = members.filter { !$0.isOptional }.map(\.name)
        return JSON([
            "type": "object", "properties": .object(members.map { ($0.name, noted(value($0.value), $0.summary)) }),
            "required": due.isEmpty ? nil : .texts(due),
        ])
    }
}
