// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// Objects and arrays, which forms send as texts of JSON. Validators do not look into such a text: its schema says how it
/// begins and ends.
extension ValueSchema {
    func object(_ declaration: ValueDeclaration, path: String, code: Int) -> JSON {
        let members = declaration.members.map { ParameterSchemas(place: place).object($0, path: path, code: code) }
        let whole =
            members
            ?? JSON([
                "type": "object",
                "additionalProperties": declaration.values.first.map {
                    ValueSchema(place: place).schema($0, path: path, code: code).orNull
                },
            ])
        let empty = declaration.allowsEmpty ? "|\\[\(Self.space)\\]" : ""
        let text = embedded("\\{[\\s\\S]*\\}\(empty)", declaration)
        guard declaration.allowsEmpty else { return ["anyOf": [whole, text]] }
        return ["anyOf": [whole, ["type": "object", "maxProperties": 0], ["type": "array", "items": [:], "maxItems": 0], text]]
    }

    func array(_ declaration: ValueDeclaration, path: String, code: Int) -> JSON {
        let (least, most) = declaration.itemLimits
        let item = declaration.items.first.map { ValueSchema(place: place).schema($0, path: path, code: code) }
        let whole = JSON([
            "type": "array", "items": item, "minItems": least.map(JSON.integer), "maxItems": most.map(JSON.integer),
        ])
        let empty = declaration.allowsEmpty ? "|\\{\(Self.space)\\}" : ""
        let text = embedded("\\[[\\s\\S]*\\]\(empty)", declaration)
        guard declaration.allowsEmpty else { return ["anyOf": [whole, text]] }
        return ["anyOf": [whole, ["type": "array", "items": [:], "maxItems": 0], ["type": "object", "maxProperties": 0], text]]
    }

    private static let space = "[ \\n\\r\\t]*"

    private func embedded(_ body: String, _ declaration: ValueDeclaration) -> JSON {
        let pattern = "\(Self.space)(?:\(body))\(Self.space)"
        let mayBeEmpty = declaration.allowsEmpty && !isRequired
        return [
            "type": "string", "contentMediaType": "application/json",
            "pattern": .string(mayBeEmpty ? "^(?:\(pattern))?$" : "^\(pattern)$"),
        ]
    }
}
