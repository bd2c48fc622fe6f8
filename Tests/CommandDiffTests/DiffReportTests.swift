// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import CommandDiff
@testable import CommandManifest

@Suite("DiffReport")
struct DiffReportTests {
    private static func changes() throws -> [Change] {
        let text = DiffBase.text.replacing("effects: write", with: "effects: destroy").replacing("maxLength: 20", with: "maxLength: 21")
            .replacing("id: weight-or-color", with: "id: one-of-three")
        return ManifestDiff(from: try DiffBase.read(DiffBase.text), to: try DiffBase.read(text)).changes
    }

    private static func exceptions(_ text: String) -> (all: [AcceptedChange], diagnostics: [Diagnostic]) {
        AcceptedChange.read(Array(text.utf8), name: "accepted.yaml")
    }

    @Test(
        "Fails for the refused classes alone",
        arguments: [([], 0), ([.breaking], 1), ([.tightening], 1), ([.breaking, .tightening], 2), (Set(ChangeClass.allCases), 3)]
            as [(Set<ChangeClass>, Int)])
    func refuses(classes: Set<ChangeClass>, count: Int) throws {
        #expect(DiffReport(try Self.changes(), refusing: classes).failures.count == count)
    }

    @Test("Takes what is accepted, and tells of exceptions that are no change's")
    func accepts() throws {
        let (all, diagnostics) = Self.exceptions(
            """
            - { change: rule.renamed, at: tag.create/rules.one-of-three, reason: Nobody reads it }
            - { change: rule.renamed, at: tag.create/rules.other, reason: Gone since }
            """)
        #expect(diagnostics.isEmpty)
        let report = DiffReport(try Self.changes(), refusing: [.breaking], accepting: all)
        #expect(report.failures.isEmpty)
        #expect(report.unused.map(\.location.line) == [2])
        #expect(report.text.contains("  accepted: Nobody reads it\n"))
        #expect(
            report.text.contains(
                "accepted.yaml:2:3: unused: there is no change rule.renamed at tag.create/rules.other; take the exception out\n"))
        #expect(report.text.hasSuffix("1 breaking, 1 tightening, 1 loosening, 0 neutral; 1 accepted; 1 unused exception"))
        #expect(ManifestValue(json: report.json) != nil)
        #expect(report.json.contains(#""accepted":"Nobody reads it""#) && report.json.contains(#""failures":0"#))
    }

    @Test("Prints a line for each change, the worst class first")
    func prints() throws {
        let report = DiffReport(try Self.changes(), refusing: [.breaking])
        #expect(
            report.text.split(separator: "\n") == [
                "commands.yaml:36:9: breaking: tag.create/rules.one-of-three: its id was `weight-or-color` [rule.renamed]",
                "commands.yaml:11:3: tightening: tag.create: its effects are `destroy` and were `write` [effects.grown]",
                "commands.yaml:23:65: loosening: tag.create/parameters.Tag.maxLength: it is 21 and was 20 [limit.loosened]",
                "1 breaking, 1 tightening, 1 loosening, 0 neutral",
            ])
    }

    @Test(
        "Refuses exceptions that say too little",
        arguments: [
            ("", ""), ("[]", ""), ("- { change: rule.renamed, at: x }", "key.missing"),
            ("- { change: rule.renamed, at: x, reason: '' }", "value.empty"),
            ("- { change: rule.rename, at: x, reason: y }", "value.choice"), ("a: b", "value.kind"), ("- a", "value.kind"),
            ("- { change: rule.renamed, at: x, reason: y, why: z }", "key.unknown"), ("- {", "yaml.syntax"),
            ("- { change: rule.renamed, at: x, reason: 'a\n\n  b' }", "value.multiline"),
        ])
    func faulty(text: String, ids: String) {
        #expect(Self.exceptions(text).diagnostics.map(\.id.rawValue).joined(separator: " ") == ids)
    }
}
