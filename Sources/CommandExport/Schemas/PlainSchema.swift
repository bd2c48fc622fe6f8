// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// The schema of a value in JSON's own type: what a program that is generated from the document should send, where ``ValueSchema`` says all
/// that the binder takes.
///
/// Each value that it accepts is bound, but for what docs/export.md lists. It uses what generators of clients read: no `if`, no texts
/// for numbers, and `allOf` around a single reference, or for the rare second pattern, alone.
enum PlainSchema {
    /// An object of parameters or members, which refuses others. Other names of a parameter are not among them.
    static func object(_ parameters: [ParameterDeclaration]) -> JSON {
        let due = parameters.filter { $0.required != nil }.map(\.name)
        return JSON([
            "type": "object", "properties": .object(parameters.map { ($0.name, property($0)) }),
            "required": due.isEmpty ? nil : .texts(due), "additionalProperties": false,
        ])
    }

    /// The names of time zones, which stand once in a document.
    static let timezone = JSON(["type": "string", "description": "As `timezone`: an IANA name"]).adding(SharedTypes.zoneNames.members)

    private static func property(_ parameter: ParameterDeclaration) -> JSON {
        JSON([
            "description": parameter.notes.isEmpty ? nil : .string(parameter.notes),
            "default": parameter.value.defaultValue.flatMap { JSON($0, as: parameter.value) },
            "deprecated": parameter.deprecated == nil ? nil : true, "writeOnly": parameter.value.isSecret ? true : nil,
        ]).adding(value(parameter.value, isRequired: parameter.required != nil).beside.members)
    }

    /// As deep as declarations nest.
    static func value(_ declaration: ValueDeclaration, isRequired: Bool = false) -> JSON {
        let kinds = declaration.kinds.map { kind($0, declaration, isRequired) }
        return kinds.count == 1 ? kinds[0] : ["anyOf": .array(kinds)]
    }

    private static func kind(_ kind: ValueDeclaration.Kind, _ declaration: ValueDeclaration, _ isRequired: Bool) -> JSON {
        switch kind {
        case .integer, .id: integer(kind, declaration)
        case .idList: list(ReplySchema.id, declaration)
        case .number: number(declaration)
        case .boolean: ["type": "boolean"]
        case .object: map(declaration)
        case .array: list(declaration.items.first.map { value($0) }, declaration)
        case .timezone where declaration.choices == nil && declaration.limits.allSatisfy({ !$0.isDeclared }):
            SchemaPlace.components.reference(kind.rawValue)
        case .string, .date, .time, .datetime, .timezone, .url, .email: text(kind, declaration, isRequired)
        }
    }

    private static func integer(_ kind: ValueDeclaration.Kind, _ declaration: ValueDeclaration) -> JSON {
        if let choices = declaration.integerChoices { return ["type": "integer", "enum": .array(choices.map(JSON.integer))] }
        let range = declaration.wholeNumbers(kind)
        return ["type": "integer", "minimum": .integer(range.low), "maximum": .integer(range.high)]
    }

    private static func number(_ declaration: ValueDeclaration) -> JSON {
        let (least, most) = declaration.numberLimits
        let greatest = Double.greatestFiniteMagnitude
        return ["type": "number", "minimum": .number(least ?? -greatest), "maximum": .number(most ?? greatest)]
    }

    private static func list(_ item: JSON?, _ declaration: ValueDeclaration) -> JSON {
        let (least, most) = declaration.itemLimits
        return JSON([
            "type": "array", "items": item ?? [:], "minItems": least.map(JSON.integer), "maxItems": most.map(JSON.integer),
        ])
    }

    private static func map(_ declaration: ValueDeclaration) -> JSON {
        if let members = declaration.members { return object(members) }
        return JSON(["type": "object", "additionalProperties": declaration.values.first.map { value($0) }])
    }

    private static func text(_ kind: ValueDeclaration.Kind, _ declaration: ValueDeclaration, _ isRequired: Bool) -> JSON {
        if let choices = declaration.choices {
            let sent = isRequired ? choices.filter { !$0.isEmpty } : choices
            return JSON(["type": "string", "enum": .texts(sent)]).adding(["x-enum-varnames": EnumNames.names(of: sent).map { .texts($0) }])
        }
        let schema = TextLimits(declaration, leastSent: isRequired ? 1 : 0).plain(kind, trims: declaration.trims)
        return JSON(["type": "string", "format": format(kind).map(JSON.string)]).adding(schema)
    }

    private static func format(_ kind: ValueDeclaration.Kind) -> String? {
        switch kind {
        case .date: "date"
        case .url: "uri"
        case .email: "idn-email"
        default: nil
        }
    }
}

extension JSON {
    /// A schema that others stand beside: a reference does so in `allOf`, since some tools read nothing beside it.
    var beside: JSON { self["$ref"] == nil ? self : ["allOf": [self]] }
}

extension PlainSchema {
    /// A value of an example in JSON's own type, where a manifest writes a list of ids as a text.
    static func example(_ value: JSON, _ declaration: ValueDeclaration) -> JSON {
        guard case .string(let text) = value, declaration.kinds == [.idList] else { return value }
        return .array(text.split(separator: ",").compactMap { Int($0.trimmingPrefix { $0 == " " }) }.map(JSON.integer))
    }
}

extension JSON {
    /// A default in JSON's own type; nil where a manifest writes it in another one.
    fileprivate init?(_ value: ManifestValue, as declaration: ValueDeclaration) {
        switch (value, declaration.kinds.first) {
        case (.string, .integer), (.string, .id), (.string, .number), (.string, .boolean), (.string, .idList): return nil
        default: self.init(value)
        }
    }
}
