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
        case .integer: integer(.min, DigitRange.int64)
        case .id: integer(1, DigitRange.id)
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

    private static func integer(_ least: Int, _ digits: String) -> JSON { integer(.integer(least), .integer(.max), digits) }

    /// A whole number or its digits.
    static func integer(_ least: JSON, _ most: JSON, _ digits: String) -> JSON {
        ["type": ["integer", "string"], "minimum": least, "maximum": most, "pattern": .string("^(?:\(digits))$")]
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

    private static let boolean: JSON = [
        "anyOf": [
            ["type": "boolean"], ["type": "integer", "enum": [0, 1]],
            ["type": "string", "pattern": "^(?:0|1|[tT][rR][uU][eE]|[fF][aA][lL][sS][eE]|[yY][eE][sS]|[nN][oO]|[oO][nN]|[oO][fF][fF])$"],
        ]
    ]

    /// What is read as true.
    static let yes = words(true, 1, "1|[tT][rR][uU][eE]|[yY][eE][sS]|[oO][nN]")
    /// What is read as false.
    static let no = words(false, 0, "0|[fF][aA][lL][sS][eE]|[nN][oO]|[oO][fF][fF]")

    private static func words(_ flag: Bool, _ digit: Int, _ texts: String) -> JSON {
        [
            "anyOf": [
                ["type": "boolean", "const": .boolean(flag)], ["type": "integer", "enum": [.integer(digit)]],
                ["type": "string", "pattern": .string("^(?:\(texts))$")],
            ]
        ]
    }

    private static let timezone: JSON = [
        "type": "string",
        "anyOf": [
            JSON([
                "enum": .texts(Format.zones.sorted()), "x-enum-varnames": EnumNames.names(of: Format.zones.sorted()).map { .texts($0) },
            ]),
            [
                "allOf": .array([TextShape.zoneLabel, .named].map { ["pattern": .string($0.anchored(trims: false))] })
            ],
        ],
    ]
}
