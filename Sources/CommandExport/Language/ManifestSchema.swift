// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// A JSON Schema of the manifest language, for editors.
///
/// It uses what draft-07 and 2020-12 have in common, so that an editor's YAML server reads it whichever it knows: nothing
/// stands beside a `$ref`. It says which keys there are, what they hold and what they are for. Whether names and codes are
/// declared, and whether values satisfy their declarations, `check` says.
struct ManifestSchema {
    /// The version of the language, which is part of the schema's name.
    static let id = "urn:command-router:manifest:1"

    static let document: JSON = {
        let root = schema(of: .manifest)
        return JSON([
            "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": .string(id), "title": "Command manifest, version 1",
            "description": "Every command that a router has: what it takes, who may call it, what it refuses with.",
        ]).adding(members(root)).adding([
            "$defs": .object(KeySet.allCases.filter { $0 != .manifest }.map { ($0.rawValue, schema(of: $0)) } + [("type", kind)])
        ])
    }()

    private static func members(_ schema: JSON) -> [(name: String, value: JSON)] {
        if case .object(let members) = schema { members } else { [] }
    }

    // MARK: Mappings

    private static func schema(of set: KeySet) -> JSON {
        let required = set.keys.filter(\.isRequired).map(\.name)
        let conditions = conditions(of: set)
        return JSON([
            "type": "object", "properties": .object(set.keys.map { ($0.name, property($0, of: set)) }),
            "required": required.isEmpty ? nil : .texts(required), "additionalProperties": false, "oneOf": choices(of: set),
            "not": set.words.contains("values") ? ["required": ["members", "values"]] : nil,
            "allOf": conditions.isEmpty ? nil : .array(conditions),
        ])
    }

    private static func property(_ key: LanguageKey, of set: KeySet) -> JSON {
        let schema = schema(of: key.shape, set)
        let text = JSON.string(key.text.prefix(1).uppercased() + key.text.dropFirst())
        guard schema["$ref"] == nil else { return JSON(["description": text, "allOf": .array([schema])]) }
        return JSON(["description": text]).adding(members(schema))
    }

    /// Of which keys one must be there, and one alone.
    private static func choices(of set: KeySet) -> JSON? {
        let words: [String] =
            switch set {
            case .rule: ["requires", "requiresAny", "atMostOne", "forbids"]
            case .example: ["reply", "refusal"]
            default: []
            }
        return words.isEmpty ? nil : .array(words.map { JSON(["required": .texts([$0])]) })
    }

    /// Keys that say nothing about values of the declared type.
    private static func conditions(of set: KeySet) -> [JSON] {
        var groups: [(kinds: [ValueDeclaration.Kind], words: [String])] = []
        for key in set.keys {
            guard let kinds = key.kinds else { continue }
            if let place = groups.firstIndex(where: { $0.kinds == kinds }) {
                groups[place].words.append(key.name)
            } else {
                groups.append((kinds, [key.name]))
            }
        }
        return groups.map { group in
            let words = JSON.texts(group.kinds.map(\.rawValue))
            let has: JSON = ["anyOf": [["enum": words], ["type": "array", "contains": ["enum": words]]]]
            return [
                "if": ["required": ["type"], "properties": ["type": ["not": has]]],
                "then": ["properties": .object(group.words.map { ($0, false) })],
            ]
        }
    }

    // MARK: Shapes

    private static let scalar: JSON = ["type": ["string", "number", "boolean"]]
    private static let type: JSON = ["$ref": "#/$defs/type"]
    private static let kind: JSON = [
        "oneOf": .array(
            ValueDeclaration.Kind.allCases.map { ["const": .string($0.rawValue), "description": .string($0.accepts)] })
    ]

    private static func schema(of shape: LanguageShape, _ set: KeySet) -> JSON {
        switch shape {
        case .version: ["const": 1]
        case .text: scalar
        case .flag: ["type": "boolean"]
        case .yes: ["const": true]
        case .whole(let range): whole(range)
        case .number: ["type": "number"]
        case .word(let words): ["enum": .texts(words)]
        case .list(let item, let isFilled): list(schema(of: item, set), isFilled)
        case .types: ["anyOf": [type, ["type": "array", "items": type, "minItems": 1, "uniqueItems": true]]]
        case .map(let name, let value): map(name, schema(of: value, set))
        case .keys(let keys): ["$ref": .string("#/$defs/\(keys.rawValue)")]
        case .limit(let value): limit(schema(of: value, set), set)
        case .textOr(let keys): ["anyOf": [scalar, schema(of: .keys(keys), set)]]
        case .operands: ["anyOf": [scalar, ["type": "array", "items": scalar, "minItems": 1]]]
        case .object: ["type": "object"]
        case .anything: [:]
        }
    }

    private static func whole(_ range: ClosedRange<Int>) -> JSON {
        ["type": "integer", "minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound)]
    }

    private static func list(_ item: JSON, _ isFilled: Bool) -> JSON {
        JSON(["type": "array", "items": item, "minItems": isFilled ? 1 : nil, "uniqueItems": item["$ref"] == nil ? true : nil])
    }

    private static func map(_ name: LanguageName, _ value: JSON) -> JSON {
        let names: JSON =
            switch name {
            case .any: ["minLength": 1]
            case .command: ["pattern": "^[A-Za-z0-9_]+(\\.[A-Za-z0-9_]+)*$", "not": ["pattern": "^[Rr][Pp][Cc]\\."]]
            case .parameter: ["pattern": "^[A-Za-z_][A-Za-z0-9_]*$"]
            case .code: ["pattern": "^(0|[1-9][0-9]*)$"]
            }
        return ["type": "object", "propertyNames": names, "additionalProperties": value]
    }

    private static func limit(_ value: JSON, _ set: KeySet) -> JSON {
        let keys = (set.isReply ? KeySet.fieldLimit : .limit).keys
        let properties = keys.map { key -> (name: String, value: JSON) in
            let value = key.name == "is" ? value : schema(of: key.shape, set)
            return (key.name, JSON(["description": .string(key.text)]).adding(members(value)))
        }
        return [
            "anyOf": [
                value,
                ["type": "object", "properties": .object(properties), "required": ["is"], "additionalProperties": false],
            ]
        ]
    }
}

extension JSON {
    /// The same object with more members at its end.
    func adding(_ more: [(name: String, value: JSON)]) -> JSON {
        if case .object(let members) = self { .object(members + more) } else { self }
    }
}
