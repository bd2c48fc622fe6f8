// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// The types of the language as schemas of what a call may send for them, each written once in a document and referred to.
enum SharedTypes {
    /// The types that are written once, by name; the others are said in place.
    static let all: [(name: String, value: JSON)] = ValueDeclaration.Kind.allCases.compactMap { kind in
        schema(of: kind).map { (kind.rawValue, $0.adding(["description": .string("As `\(kind.rawValue)`: " + kind.accepts)])) }
    }

    private static func schema(of kind: ValueDeclaration.Kind) -> JSON? {
        switch kind {
        case .integer: integer(from: .min, to: .max)
        case .id: integer(from: 1, to: .max)
        case .idList: idList
        case .number: number
        case .boolean: boolean
        case .timezone: timezone
        case .date: text(kind, format: "date")
        case .time, .datetime: text(kind, format: nil)
        case .url: text(kind, format: "uri")
        case .email: text(kind, format: "idn-email")
        case .string, .object, .array: nil
        }
    }

    private static func text(_ kind: ValueDeclaration.Kind, format: String?) -> JSON {
        JSON([
            "type": "string", "format": format.map(JSON.string),
            "pattern": TextShape.kind(kind).map { .string($0.anchored(trims: false)) },
            "maxLength": lengths[kind].map(JSON.integer),
        ])
    }

    /// The most scalars of types that have such a limit of their own.
    static let lengths: [ValueDeclaration.Kind: Int] = [.url: 8192, .email: 254]

    /// A whole number in a range or its digits.
    static func integer(from low: Int, to high: Int) -> JSON {
        [
            "type": ["integer", "string"], "minimum": .integer(low), "maximum": .integer(high),
            "pattern": .string("^(?:\(DigitRange.between(low, high)))$"),
        ]
    }

    private static let idList: JSON = {
        let id = DigitRange.id
        let (space, item) = ("[ \\t\\r\\n]*", "(?:\(DigitRange.jsonID)|\"(?: *|\(id))\")")
        let list = " *(?:(?:\(id)) *)?(?:, *(?:(?:\(id)) *)?)*"
        let json = "\(space)\\[\(space)(?:\(item)\(space)(?:,\(space)\(item)\(space))*)?\\]\(space)"
        return [
            "anyOf": [
                ["type": "integer", "minimum": 1, "maximum": .integer(.max)],
                ["type": "string", "pattern": .string("^(?:\(list)|\(json))$")],
                [
                    "type": "array",
                    "items": [
                        "type": ["integer", "string"], "minimum": 1, "maximum": .integer(.max),
                        "pattern": .string("^(?: *|\(id))$"),
                    ],
                ],
            ]
        ]
    }()

    private static let number = number(-Double.greatestFiniteMagnitude, .greatestFiniteMagnitude)

    /// A number in a range or its text.
    static func number(_ least: Double, _ most: Double) -> JSON {
        [
            "type": ["number", "string"], "minimum": .number(least), "maximum": .number(most), "maxLength": 512,
            "pattern": "^-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+\\-]?[0-9]+)?$",
        ]
    }

    private static let (yesTexts, noTexts) = ("1|[tT][rR][uU][eE]|[yY][eE][sS]|[oO][nN]", "0|[fF][aA][lL][sS][eE]|[nN][oO]|[oO][fF][fF]")

    private static let boolean = words(["type": "boolean"], [0, 1], "\(yesTexts)|\(noTexts)")
    /// What is read as true.
    static let yes = words(["type": "boolean", "const": true], [1], yesTexts)
    /// What is read as false.
    static let no = words(["type": "boolean", "const": false], [0], noTexts)

    private static func words(_ flag: JSON, _ digits: JSON, _ texts: String) -> JSON {
        [
            "anyOf": [
                flag, ["type": "integer", "enum": digits], ["type": "string", "pattern": .string("^(?:\(texts))$")],
            ]
        ]
    }

    private static let timezone: JSON = [
        "type": "string",
        "anyOf": [
            zoneNames,
            [
                "allOf": .array([TextShape.zoneLabel, .named].map { ["pattern": .string($0.anchored(trims: false))] })
            ],
        ],
    ]

    /// The names of time zones, with what generators are to call them.
    static let zoneNames: JSON = {
        let names = Format.zones.sorted()
        return JSON(["enum": .texts(names), "x-enum-varnames": EnumNames.names(of: names).map { .texts($0) }])
    }()
}
