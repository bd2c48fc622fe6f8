// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import CommandRouter
import Testing

/// What a decision table says about requests against what calls are answered.
@Suite("Agreement of decision tables and calls") struct DecisionAgreementTests {
    static let parameters = """
        Kind: { type: string, oneOf: [soon, late, never], default: soon }
        Text: { type: string, default: x }
        Trimmed: { type: string, trim: true, required: 1 }
        Count: { type: [integer, number] }
        At: { type: time }
        Flag: { type: boolean }
        List: { type: idList }
        Free: { type: object, emptyAllowed: true }
        """

    static let rules = [
        "- { id: a, when: { Kind: late }, requires: [At, Free], code: 3 }\n- { id: b, when: { Kind: [soon, never], Flag: true }, forbids: [Free], code: 4 }",
        "- { id: a, when: { Text: '' }, requiresAny: [List, Flag], code: 3 }\n- { id: b, when: { Text: [x, y] }, forbids: [Flag], code: 4 }",
        "- { id: a, when: { Trimmed: '' }, forbids: [Count], code: 3 }\n- { id: b, when: { Count: [1, 2] }, requires: [Text], code: 4 }",
        "- { id: a, when: { At: '12:30' }, requires: [List], code: 3 }\n- { id: b, requiresAny: [At, Free, Flag], code: 4 }",
        "- { id: a, whenPresent: [Text], requires: [List], code: 3 }\n- { id: b, whenAbsent: [Kind, Flag], forbids: [Free], code: 4 }",
        "- { id: a, atMostOne: [At, Free, List], code: 3 }\n- { id: b, when: { Kind: soon }, whenAbsent: [Kind], requires: [At], code: 4 }",
        "- { id: a, when: { Trimmed: '' }, whenPresent: [Trimmed], atMostOne: [At, Flag], code: 3 }\n- { id: b, whenPresent: [Flag], atMostOne: [Free, Trimmed], code: 4 }",
    ]

    @Test("A call breaks exactly the rules that its row breaks", arguments: rules)
    func agrees(rules: String) async throws {
        let bench = try Bench(parameters: Self.parameters, rules: rules)
        let manifest = try FixtureManifest.commands(FixtureManifest.command("test.bind", parameters: Self.parameters, rules: rules))
        let command = try #require(manifest.commands.first)
        let table = DecisionTable(of: command)
        var outcomes: Set<[Int]> = []
        for part in table.parts {
            for row in table.rows(of: part) {
                let request = try #require(table.request(for: row))
                let answer = await bench.answer(String(ManifestValue.object(request).json.dropFirst().dropLast()))
                let broken = table.broken(in: row)
                #expect(answer.rules == broken.map { command.rules[$0].id }, "\(ManifestValue.object(request).json)")
                #expect(answer.code == (broken.first.map { "\(command.rules[$0].code)" } ?? answer.code))
                outcomes.insert(broken)
            }
        }
        #expect(outcomes.count >= 3)
    }
}
