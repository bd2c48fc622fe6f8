// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import CommandManifest

@Suite("Rule")
struct RuleTests {
    @Test(
        "Is told of where every request, or none, satisfies it",
        arguments: [
            ("when: { Kind: late }, requires: [Kind]", .ruleAlwaysHolds), ("when: { Kind: soon }, requires: [Kind]", nil),
            ("when: { Kind: [late, soon] }, requires: [Kind]", nil), ("when: { Text: '' }, requires: [Text]", .ruleAlwaysFails),
            ("when: { Text: x }, requires: [Text]", .ruleAlwaysHolds), ("when: { Text: x }, requires: [Text, Kind]", nil),
            ("when: { Text: x }, requiresAny: [Text, Kind]", .ruleAlwaysHolds), ("requires: [ID]", .ruleAlwaysHolds),
            ("requires: [ID, Text]", nil),
            ("requiresAny: [ID, Text]", .ruleAlwaysHolds), ("requires: [Text]", nil), ("forbids: [Text]", nil),
            ("forbids: [Text, ID]", .ruleAlwaysFails),
            ("when: { Kind: late }, forbids: [Kind]", .ruleAlwaysFails), ("when: { Kind: soon }, forbids: [Kind]", nil),
            ("when: { Kind: never }, requires: [Text]", .ruleNeverApplies), ("when: { ID: 0 }, requires: [Text]", .ruleNeverApplies),
            ("when: { ID: ~ }, requires: [Text]", .ruleNeverApplies),
            ("whenPresent: [Text], requires: [Text]", .ruleAlwaysHolds), ("whenPresent: [Text], requires: [Kind]", nil),
            ("whenAbsent: [Text], requires: [Text]", .ruleAlwaysFails), ("whenAbsent: [Text], requires: [Kind]", nil),
            ("whenAbsent: [Must], requires: [Text]", .ruleNeverApplies), ("whenPresent: [Must, ID], requires: [Text]", nil),
            ("whenPresent: [Text], whenAbsent: [Text], requires: [Kind]", .ruleNeverApplies),
            ("when: { Kind: soon }, whenAbsent: [Kind], requires: [Text]", nil),
            ("when: { Kind: late }, whenAbsent: [Kind], requires: [Text]", .ruleNeverApplies),
            ("when: { Text: '' }, whenPresent: [Text], requires: [Kind]", .ruleNeverApplies),
            ("atMostOne: [Text, Kind]", nil), ("atMostOne: [Text]", .ruleAlwaysHolds), ("atMostOne: [Must, ID]", .ruleAlwaysFails),
            ("atMostOne: [Must, Text]", nil), ("whenAbsent: [Text], atMostOne: [Text, Kind]", .ruleAlwaysHolds),
            ("when: { Must: '' }, requires: [Text]", .ruleNeverApplies), ("when: { ID: '7' }, requires: [Text]", nil),
        ] as [(String, Diagnostic.ID?)])
    func idle(rule: String, id: Diagnostic.ID?) {
        let text = ManifestText.parameters(
            "ID: { type: id, required: 1 }", "Kind: { type: string, oneOf: [soon, late], default: soon }", "Text: { type: string }",
            "Must: { type: string, required: 1 }",
            rest: "    rules: [{ id: one, code: 1, \(rule) }]\n    errors: { 1: Broken }")
        #expect(ManifestReader().read(text).diagnostics.map(\.id) == (id.map { [$0] } ?? []))
    }

    @Test("Compares values in the form in which a handler gets them")
    func bound() {
        let text = ManifestText.parameters(
            "On: { type: boolean }", "At: { type: time }", "ID: { type: id }", "Text: { type: string }",
            rest: "    rules: [{ id: one, code: 1, when: { On: [yes, 0], At: 12:30, ID: '007' }, requires: [Text] }]\n    errors: { 1: x }")
        let rule = ManifestReader().read(text).manifest?.commands.first?.rules.first
        #expect(rule?.when.map(\.values) == [[.boolean(true), .boolean(false)], [.string("12:30:00")], [.integer(7)]])
    }
}
