// SPDX-License-Identifier: Apache-2.0

import CommandCases
import CommandKit
import CommandManifest
import CommandRouter
import Testing

@Suite struct CaseGeneratorTests {
    /// A manifest of another business, with everything that the language has.
    static let manifest = """
        manifest: 1
        permissions: { Loans.Write: Lend and take back, Loans.Read: See loans }
        errors: { 99998: Who is calling, 99999: Not allowed, 100006: Invalid }
        groups: { key: { Key: { type: string, role: key, secret: true, summary: Key } } }
        commands:
          loan.extend:
            summary: Lend for longer
            plugin: loans
            access: [user]
            permissions: [Loans.Write]
            effects: write
            groups: [key]
            parameters:
              LoanID: { type: id, required: 1, invalid: 2, summary: The loan }
              Days: { type: integer, minimum: { is: 1, code: 3 }, maximum: { is: 30, code: 4 }, default: 7, summary: How many days }
              Mode: { type: string, oneOf: [Normal, Fee, Never], invalid: 5, summary: How }
              Fee: { type: number, minimum: 0, invalid: 6, summary: What it costs }
              Until: { type: date, invalid: 7, summary: The day }
              Notes: { type: string, trim: true, nfc: true, notBlank: true, maxLength: 20, pattern: '[A-Za-z ]+', aliases: [Remark], summary: Notes }
              Copies: { type: array, maxItems: 3, items: { type: object, members: { Shelf: { type: string, required: 8, maxLength: 12, summary: Where }, Count: { type: integer, minimum: 1, summary: How many } } }, summary: Copies }
            rules:
              - { id: fee-needs-amount, when: { Mode: Fee }, requires: [Fee], code: 9 }
              - { id: never-forbids-days, when: { Mode: Never }, forbids: [Until], code: 10 }
            errors: { 1: No loan, 2: Bad loan, 3: Too few, 4: Too many, 5: Bad mode, 6: Bad fee, 7: Bad day, 8: No shelf, 9: No fee, 10: No day here }
            returns: {}
          loan.find:
            summary: Find loans
            plugin: loans
            access: [user, admin]
            permissions: [Loans.Read]
            effects: read
            surfaces: [api, rpc]
            groups: [key]
            parameters: { Titles: { type: [string, array], maxLength: 200, maxItems: 9, items: { type: string, maxLength: 20 }, invalid: 1, summary: Titles } }
            errors: { 1: { text: Bad titles, shape: array } }
            returns: {}
        """

    static func read(_ text: String) throws -> Manifest {
        let read = ManifestReader().read(text: Array(text.utf8), name: "commands.yaml")
        return try #require(read.manifest, "\(read.diagnostics)")
    }

    @Test(arguments: [Self.manifest, nil]) func `Every case gets its exact answer on every surface`(text: String?) async throws {
        let manifest = try text.map(Self.read) ?? #require(ManifestReader().read(file: "commands.yaml").manifest)
        var selection = CaseSuite.Selection()
        selection.randomCount = 50
        let found = FoundResults()
        try await CaseSuite(manifest, selection).run(with: [.trial(manifest), .trial(manifest)]) { results, _, _ in found.add(results) }
        let failures = found.all.compactMap { result in result.failure.map { "\(result.name): \($0.differences)" } }
        #expect(failures.isEmpty, "\(failures.prefix(5).joined(separator: "\n"))")
        if text == nil { #expect(found.all.count >= 3_000) }
    }

    @Test func `Names of cases are the same each time, and no two are alike`() throws {
        let manifest = try Self.read(Self.manifest)
        let names = { manifest.commands.flatMap { CaseGenerator.cases(of: $0, in: manifest).map(\.name) } }
        #expect(names() == names())
        #expect(Set(names()).count == names().count)
    }

    @Test(arguments: [
        ("loan.extend/LoanID/required/absent", "[1]", "LoanID.required"), ("loan.extend/LoanID/type/two-to-the-63", "2", "LoanID.type"),
        ("loan.extend/Days/maximum/above", "4", "Days.maximum"), ("loan.extend/Mode/oneOf/another-case-1-of-Normal", "5", "Mode.oneOf"),
        ("loan.extend/Mode/oneOf/look-alike", "5", "Mode.oneOf"), ("loan.extend/Until/type/february-30", "7", "Until.type"),
        ("loan.extend/Fee/fee-needs-amount/missing", "9", "fee-needs-amount"),
        ("loan.extend/Until/never-forbids-days/given", "10", "never-forbids-days"),
        ("loan.extend/Copies/item/Shelf/required/absent", "8", "Copies.Shelf.required"),
        ("loan.extend/Copies/maxItems/above", "100006", "Copies.maxItems"),
        ("loan.find/Titles/type/number", "[1]", "Titles.type"),
        ("loan.extend/permissions/Loans.Write/user-without", "99999", "call.permissions"),
        ("loan.extend/access/admin", "99999", "call.permissions"), ("loan.find/surfaces/v1", "100003", "call.command"),
    ]) func `A case is there under its name, with its code and rule`(name: String, code: String, rule: String) throws {
        let manifest = try Self.read(Self.manifest)
        let all = manifest.commands.flatMap { CaseGenerator.cases(of: $0, in: manifest) }
        let one = try #require(all.first { $0.name == name })
        let codes = one.expected.codes.map(String.init).joined(separator: ",")
        #expect((one.expected.isArray ? "[\(codes)]" : codes) == code)
        #expect(one.expected.violations.first?.rule == rule)
    }

    @Test func `The same seed gives the same random cases, and another gives others`() throws {
        let manifest = try Self.read(Self.manifest)
        func texts(_ seed: UInt64) -> [String] {
            var selection = CaseSuite.Selection()
            (selection.randomCount, selection.seed, selection.patterns) = (40, seed, ["*/random/*"])
            let suite = CaseSuite(manifest, selection)
            var texts: [String] = []
            for command in manifest.commands {
                suite.forEachCase(of: command) { texts.append(CaseDocument.text($0, on: .api, of: command)) }
            }
            return texts
        }
        #expect(texts(1) == texts(1))
        #expect(texts(1) != texts(2))
    }

    @Test(
        arguments: [
            ("loan.extend/valid/minimal", 3), ("loan.extend/valid/minimal@api", 1), ("LOAN.EXTEND/VALID/MINIMAL@V1", 1),
            ("loan.extend/random/1-3@rpc", 1), ("loan.extend/random/1-3", 3), ("loan.extend/random/77-100000@v1", 1),
            ("loan.find@api", nil),
            ("loan.extend/valid/minimal@xml", 0), ("loan.extend/random/x-1", 0), ("loan.extend/random/1-", 0),
            ("loan.find/valid/minimal@v1", 0),
        ] as [(String, Int?)]) func `Every name that is printed finds its case, with and without its surface`(name: String, count: Int?)
        async throws
    {
        let manifest = try Self.read(Self.manifest)
        var selection = CaseSuite.Selection()
        (selection.patterns, selection.randomCount, selection.seed) = ([name], 5, 1)
        let found = FoundResults()
        try await CaseSuite(manifest, selection).run(with: [.trial(manifest)]) { results, _, _ in found.add(results) }
        if let count {
            #expect(found.all.count == count)
        } else {
            #expect(!found.all.isEmpty && found.all.allSatisfy { $0.name.hasSuffix("@api") })
        }
        if count == 1 { #expect(found.all[0].name.lowercased() == name.lowercased()) }
    }
}
