// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// The schema of a value in JSON's own type: what a program that is generated from the document should send, where ``ValueSchema`` says all
/// that the binder takes.
///
/// Each value that it accepts is bound. It uses what generators of clients read: no `allOf`, no `if`, no texts for numbers.
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
    static let timezone: JSON = [
        "type": "string", "description": .string("As `timezone`: an IANA name"), "enum": .texts(zones),
        "x-enum-varnames": EnumNames.names(of: zones).map { .texts($0) } ?? [],
    ]
    private static let zones = Format.zones.sorted()

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
        let (least, most) = declaration.numberLimits
        let low = max(kind == .id ? 1 : .min, least.flatMap { Int(exactly: $0.rounded(.up)) } ?? .min)
        let high = most.flatMap { Int(exactly: $0.rounded(.down)) } ?? .max
        return ["type": "integer", "minimum": .integer(low), "maximum": .integer(high)]
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

/// Names for the values of an enum, where those that generators make of the values would be alike.
enum EnumNames {
    /// A name for each value; nil where their own letters and digits tell them apart.
    static func names(of values: [String]) -> [String]? {
        let plain = values.map { identifier($0.unicodeScalars.map { isWord($0) ? $0 : "_" }) }
        let isPlain = plain.allSatisfy { name in name.contains { $0 != "_" } && !("0"..."9" ~= (name.first ?? "0")) }
        guard Set(plain).count < plain.count || !isPlain else { return nil }
        var counts: [String: Int] = [:]
        return values.map { value in
            let name = spelled(value)
            let count = counts[name, default: 0] + 1
            counts[name] = count
            return count == 1 ? name : "\(name)_\(count)"
        }
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool { "a"..."z" ~= scalar || "A"..."Z" ~= scalar || "0"..."9" ~= scalar }

    private static func identifier(_ scalars: [Unicode.Scalar]) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view).uppercased()
    }

    /// With signs said in words: `Etc/GMT+3` is `ETC_GMT_PLUS_3`, and `<=` is `LESS_EQUAL`.
    private static func spelled(_ value: String) -> String {
        let words: [Unicode.Scalar: String] = [
            "+": "plus", "-": "minus", "<": "less", ">": "greater", "=": "equal", "!": "not", "~": "like",
        ]
        let text = value.unicodeScalars.map { isWord($0) ? String($0) : "_\(words[$0] ?? "")_" }.joined()
        let parts = text.split(separator: "_").joined(separator: "_").uppercased()
        let isName = parts.unicodeScalars.first.map { "A"..."Z" ~= $0 } ?? false
        return isName ? parts : parts.isEmpty ? "EMPTY" : "VALUE_" + parts
    }
}
