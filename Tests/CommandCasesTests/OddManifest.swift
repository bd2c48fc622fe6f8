// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// A manifest of what few declare: limits of every format, unions, words without letters, no room for a key.
enum OddManifest {
    static let text = """
        manifest: 1
        permissions: { P.Write: Write, P.Read: Read }
        errors: { 99998: Who is calling, 99999: Not allowed, 100006: Invalid }
        groups: { key: { Key: { type: string, role: key, secret: true, summary: Key } } }
        commands:
          odd.limits:
            summary: Limits
            plugin: odd
            access: [user]
            permissions: [P.Write]
            effects: write
            groups: [key]
            parameters:
              Zone: { type: timezone, oneOf: [UTC, Europe/Rome], summary: Zone }
              Link: { type: url, pattern: 'https://[a-z.]+/[a-z]*', maxLength: 40, notBlank: true, summary: Link }
              Time: { type: time, pattern: '12.*', summary: Time }
              Op: { type: string, maxLength: 9, oneOf: ["<=", ">=", "==", "="], summary: Operator }
              Ratio: { type: number, minimum: 0.1, maximum: 0.9, required: 1, summary: Ratio }
              None: { type: array, maxItems: 0, items: { type: id }, summary: None }
              Loose: { type: array, minItems: 2, maxItems: 3, summary: Items that nothing is said of }
              Either: { type: [boolean, integer], summary: Either }
              Union: { type: [integer, string], minimum: 3, minLength: 4, maxLength: 8, summary: Union }
              Huge: { type: array, minItems: 2147483647, summary: Huge }
              Nested: { type: object, members: { Unit: { type: string, default: cm, maxLength: 9, aliases: [Measure], summary: Unit } }, summary: Nested }
            errors: { 1: No ratio }
            returns: {}
          odd.presence:
            summary: Presence, numbers and names
            plugin: odd
            access: [user]
            permissions: [P.Write]
            effects: write
            surfaces: [v1]
            groups: [key]
            parameters:
              Zone: { type: timezone, oneOf: [UTC], summary: Zone }
              Time: { type: time, summary: Time }
              Op: { type: boolean, summary: Operator }
              Unit: { type: date, summary: Unit }
              Size: { type: integer, oneOf: [1, 5, -3], summary: One of some numbers }
              Rank: { type: id, oneOf: { is: [1, 2], code: 1 }, summary: One of two ids }
              Labels: { type: object, values: { type: string, maxLength: 3, invalid: 1 }, summary: Texts by names of the caller's }
              Scores: { type: object, emptyAllowed: true, values: { type: object, members: { Points: { type: integer, required: 1, summary: Points } } }, summary: Objects by names }
            rules:
              - { id: one-of-three, atMostOne: [Rank, Unit, Size], code: 2 }
              - { id: zone-needs-time, whenPresent: [Zone], requires: [Time], code: 3 }
              - { id: no-rank-without-op, whenAbsent: [Op], forbids: [Rank], code: 4 }
              - { id: both, when: { Size: [5, -3] }, whenPresent: [Labels], whenAbsent: [Unit], requiresAny: [Op, Scores], code: 2 }
            errors: { 1: Wrong, 2: Too many, 3: No time, 4: No operator }
            returns: {}
          odd.keyless:
            summary: No parameter for a key
            plugin: odd
            access: [user]
            permissions: [P.Read]
            effects: read
            parameters: {}
            returns: {}
          odd.admins:
            summary: For admins
            plugin: odd
            access: [admin]
            permissions: [P.Read]
            effects: read
            surfaces: [v1]
            parameters: { Key: { type: string, role: adminKey, required: 1, secret: true, summary: Key } }
            errors: { 1: No key }
            returns: {}
        """

    static func read() throws -> Manifest { try CaseGeneratorTests.read(text) }
}
