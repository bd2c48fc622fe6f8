// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import Testing

/// A manifest that says something with nearly every word of the language, for others to differ from.
enum DiffBase {
    static let text = """
        manifest: 1
        permissions:
          Tag.Create: Create tags
          Tag.Get: Read tags
        errors:
          99998: Not authenticated
        groups:
          key:
            APIKey: { type: string, role: key, secret: true, summary: "The key" }
        commands:
          tag.create:
            summary: Create a tag
            description: More about it
            plugin: tags
            access: [user, admin]
            permissions: [Tag.Create]
            effects: write
            idempotent: true
            surfaces: [api, v1]
            groups: [key]
            since: "1.0"
            parameters:
              Tag: { type: string, required: 1, invalid: 2, trim: true, maxLength: 20, minLength: 2, aliases: [Name], summary: The tag }
              Kind: { type: string, oneOf: [soon, late, never], default: soon, since: "1.1" }
              Weight: { type: number, minimum: 1, maximum: { is: 9, code: 3 }, invalid: 4 }
              Color: { type: string, pattern: { is: "[a-f]+", says: must be dull }, notBlank: true, nfc: true, deprecated: Use Kind }
              IDs: { type: idList, minItems: 1, maxItems: 5 }
              Where: { type: object, emptyAllowed: true, members: { City: { type: string, required: 5 }, Zip: { type: string } } }
              Rows: { type: array, items: { type: integer, minimum: 0 } }
              Any: { type: object }
              Union: { type: [integer, string], invalid: 2 }
              Notes: { type: object, values: { type: string, maxLength: 9 } }
              Level: { type: integer, oneOf: [1, 2, 3] }
            rules:
              - { id: late-needs-color, when: { Kind: [late, never] }, requires: [Color], code: 6, message: A color }
              - { id: weight-or-color, requiresAny: [Weight, Color, IDs], code: 7 }
              - { id: heavy-alone, whenPresent: [Weight, Color], atMostOne: [Rows, IDs, Level], code: 7 }
              - { id: light-has-notes, whenAbsent: [Weight, Kind], requires: [Notes], code: 7 }
            errors:
              1: Missing Tag
              2: { text: Bad Tag, sends: Bad }
              3: { text: Too heavy, status: 409 }
              4: { text: Bad weight, shape: array }
              5: { text: Bad place, field: Text, returns: { Place: { type: string } } }
              6: Missing color
              7: { text: Missing something, extension: true }
            reserved: [20]
            returns:
              TagID: { type: id, summary: Its id }
              State: { type: string, oneOf: [new, old], optional: true }
              Mark: { type: string, value: x }
              Day: { type: date }
              Parts: { type: object, members: { A: { type: integer, minimum: 1, optional: true }, B: { type: string } } }
              List: { type: array, items: { type: string, maxLength: 5 } }
              Sums: { type: object, values: { type: integer, minimum: 0 } }
          tag.get:
            summary: Read a tag
            plugin: tags
            access: [none]
            permissions: []
            effects: read
            parameters: { Q: { type: string, required: 1 } }
            errors: { 1: Missing Q }
            returns: { Count: { type: integer } }
            examples:
              - { request: { Q: summer }, reply: { Count: 5 } }
              - { request: {}, refusal: { ErrorCode: [1] } }
        """

    /// The base with one text put in the place of another, which must be there once.
    static func replacing(_ old: String, with new: String) throws -> Manifest {
        let parts = text.split(separator: old, omittingEmptySubsequences: false)
        try #require(parts.count == 2, "`\(old)` stands \(parts.count - 1) times in the base")
        return try read(parts.joined(separator: new))
    }

    static func read(_ text: String) throws -> Manifest {
        let (manifest, diagnostics) = ManifestReader().read(text: Array(text.utf8), name: "commands.yaml")
        return try #require(manifest, "\(diagnostics.map { "\($0.location) \($0.message)" })")
    }
}
