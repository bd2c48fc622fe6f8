// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import CommandManifest

@Suite("Rule proof")
struct RuleProofTests {
    /// Parameters that the rules below speak of.
    private static let parameters = [
        "ID: { type: id, required: 1 }", "Kind: { type: string, oneOf: [soon, late, never], default: soon }", "On: { type: boolean }",
        "A: { type: string }", "B: { type: string }", "C: { type: date }", "Low: { type: integer, minimum: 1, maximum: 2 }",
    ]

    @Test(
        "Tells of rules that hinder one another, and of nothing else",
        arguments: [
            // Each can be satisfied, broken alone, and none is in the way of another.
            (
                "a: when: { Kind: late }, requires: [C]; "
                    + "b: when: { Kind: soon }, forbids: [C]; c: when: { On: true }, requiresAny: [A, B]",
                ""
            ),
            ("a: when: { Kind: late }, requires: [A]; b: when: { Kind: late }, requires: [B]", ""),
            ("a: requiresAny: [A, B]; b: requires: [A]", ""), ("a: when: { Low: 1 }, requires: [A]; b: when: { Low: 2 }, forbids: [A]", ""),
            // A broken one always comes with an earlier one.
            ("a: requires: [A]; b: requiresAny: [A, B]", "rule.shadowed b"),
            ("a: forbids: [A]; b: when: { Kind: late }, forbids: [A]", "rule.shadowed b"),
            ("a: requires: [A]; b: requires: [B]; c: requires: [A, B]", "rule.shadowed c"),
            (
                "a: when: { On: true }, requires: [A]; "
                    + "b: when: { On: false }, requires: [A]; c: when: { On: [true, false] }, requires: [A]",
                "rule.shadowed c"
            ),
            ("a: when: { Kind: [soon, late, never] }, requires: [A]; b: requires: [A]", "rule.shadowed b"),
            ("a: when: { Kind: [soon, late] }, requires: [A]; b: requires: [A]", ""),
            // No request to which it applies is accepted.
            ("a: when: { On: true }, requires: [A]; b: when: { On: true }, forbids: [A]", "rule.contradiction b"),
            ("a: when: { On: [true, false] }, requires: [A]; b: when: { On: true }, forbids: [A]", "rule.contradiction b"),
            ("a: when: { On: true }, requires: [A]; b: forbids: [A]", "rule.contradiction a"),
            (
                "a: when: { On: true }, requires: [A]; "
                    + "b: when: { A: x }, requires: [B]; c: forbids: [A]",
                "rule.contradiction a, rule.contradiction b"
            ),
            // Where both apply, and only there.
            ("a: when: { On: true }, requires: [A]; b: when: { Kind: late }, forbids: [A]", "rule.contradiction b?"),
            ("a: when: { On: true }, requires: [A]; b: when: { Kind: late }, forbids: [A]; c: when: { Kind: late }, forbids: [On]", ""),
            ("a: when: { On: true }, requires: [A]; b: when: { Kind: late }, forbids: [On]", ""),
            // No call at all.
            ("a: requires: [A]; b: forbids: [A]", "command.unsatisfiable b"),
            ("a: requiresAny: [A, B]; b: forbids: [A, B]", "command.unsatisfiable b"),
            (
                "a: requires: [A]; "
                    + "b: when: { Kind: [soon, late] }, forbids: [A]; c: when: { Kind: never }, forbids: [A]",
                "command.unsatisfiable c"
            ),
            (
                "a: requires: [On]; b: when: { On: true }, forbids: [C]; "
                    + "c: when: { On: false }, forbids: [C]; d: requires: [C]",
                "command.unsatisfiable d"
            ),
            // Presence, and at most one.
            ("a: atMostOne: [A, B, C]; b: whenPresent: [A], requires: [On]", ""),
            ("a: atMostOne: [A, B, C]; b: atMostOne: [A, B]", "rule.shadowed b"), ("a: atMostOne: [A, B]; b: atMostOne: [A, B, C]", ""),
            ("a: atMostOne: [A, B]; b: whenPresent: [A], requires: [B]", "rule.contradiction b"),
            ("a: atMostOne: [A, B]; b: requires: [A, B]", "command.unsatisfiable b"),
            ("a: forbids: [A, B]; b: atMostOne: [A, B]", "rule.shadowed b"),
            ("a: whenAbsent: [A], requires: [B]; b: requiresAny: [A, B]", "rule.shadowed b"),
            ("a: whenAbsent: [A], requires: [B]; b: whenPresent: [A], forbids: [B]", ""),
            ("a: whenPresent: [A], requires: [B]; b: whenPresent: [A], forbids: [B]", "rule.contradiction b"),
            ("a: whenAbsent: [A], requires: [B]; b: whenPresent: [A], requires: [B]; c: forbids: [B]", "command.unsatisfiable c"),
            // One by itself.
            ("a: forbids: [ID]", "rule.always-fails a"), ("a: when: { Low: [1, 2] }, requires: [Low]", "rule.always-holds a"),
            ("a: when: { A: '' }, requires: [B]", ""), ("a: when: { A: '' }, forbids: [A]", "rule.always-holds a"),
        ])
    func faults(rules: String, expected: String) throws {
        let diagnostics = Self.read(rules).diagnostics
        let found = diagnostics.map {
            "\($0.id) \(Self.rule(at: $0.location, rules))\($0.severity == .error || $0.id == .ruleShadowed ? "" : "?")"
        }
        #expect(found.joined(separator: ", ") == expected, "\(diagnostics.map(\.text))")
    }

    @Test(
        "Shows the request that is a witness",
        arguments: [
            ("a: requires: [A]; b: requiresAny: [A, B]", #"`{"ID":1}` breaks it."#),
            ("a: when: { On: true }, requires: [A]; b: when: { On: true }, forbids: [A]", #"`{"ID":1,"On":true}` satisfies it alone."#),
            (
                "a: when: { On: true }, requires: [A]; "
                    + "b: when: { Kind: late }, forbids: [A]",
                #"`{"ID":1,"Kind":"late","On":true,"A":"a"}` satisfies `a` alone."#
            ),
            ("a: requires: [A]; b: forbids: [A]", #"`{"ID":1,"A":"a"}` breaks `b` alone."#),
        ])
    func witness(rules: String, text: String) throws {
        let diagnostic = try #require(Self.read(rules).diagnostics.first)
        #expect(diagnostic.message.hasSuffix(text), "\(diagnostic.message)")
    }

    static func read(_ rules: String) -> (manifest: Manifest?, diagnostics: [Diagnostic]) {
        let lines = rules.split(separator: "; ").map { rule in
            let parts = rule.split(separator: ": ", maxSplits: 1)
            return "      - { id: \(parts[0]), code: 1, \(parts[1]) }\n"
        }
        let text = ManifestText.command(
            "    parameters:\n" + parameters.map { "      \($0)\n" }.joined() + "    rules:\n" + lines.joined()
                + "    errors: { 1: Broken }")
        return ManifestReader().read(text)
    }

    private static func rule(at location: CommandManifest.SourceLocation, _ rules: String) -> String {
        let index = location.line - 12 - parameters.count - 1
        let all = rules.split(separator: "; ")
        return all.indices.contains(index) ? String(all[index].prefix { $0 != ":" }) : "\(location)"
    }
}
