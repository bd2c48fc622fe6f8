// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import CommandManifest

@Suite("DecisionProof")
struct DecisionProofTests {
    @Test("Agrees with a look at every row, for rules made at random", arguments: 0..<80)
    func everyRow(seed: Int) throws {
        var random = Numbers(seed: UInt64(seed))
        let command = Self.command(parameters: 5, rules: 1 + seed % 6, &random)
        let table = DecisionTable(of: command)
        var budget = DecisionProof.budget
        let proof = DecisionProof(of: table, budget: &budget)
        let whole = DecisionTable.Part(rules: Array(command.rules.indices), columns: Array(table.columns.indices))
        let rows = Array(table.rows(of: whole))
        let broken = rows.map { table.broken(in: $0) }
        #expect((proof.satisfied.row != nil) == broken.contains([]))
        for part in table.parts {
            let inside = broken.map { $0.filter(part.rules.contains) }
            for rule in part.rules {
                let verdict = proof.verdicts[rule]
                let applying = rows.indices.filter { table.applies(rule, in: rows[$0]) }
                #expect((verdict.applies.row != nil) == !applying.isEmpty)
                #expect((verdict.accepted.row != nil) == applying.contains { inside[$0].isEmpty })
                #expect((verdict.alone.row != nil) == inside.contains([rule]))
                #expect((verdict.first.row != nil) == inside.contains { $0.first == rule })
                let own = { (row: DecisionTable.Row) in table.broken(in: row).filter(part.rules.contains) }
                if let row = verdict.alone.row { #expect(own(row) == [rule]) }
                if let row = verdict.first.row { #expect(own(row).first == rule) }
                if let row = verdict.accepted.row { #expect(table.applies(rule, in: row) && own(row).isEmpty) }
                if case .impossible(let core) = verdict.first { Self.checkCore(core, broken.filter { $0.contains(rule) }) }
            }
        }
    }

    /// What keeps a rule from being the first that is broken must do so, and each part of it must be needed.
    private static func checkCore(_ core: [Int], _ broken: [[Int]]) {
        #expect(!broken.contains { row in core.allSatisfy { !row.contains($0) } })
        for one in core { #expect(broken.contains { row in core.allSatisfy { $0 == one || !row.contains($0) } }) }
    }

    @Test("Ends soon for rules that nobody could see through, and says what was not proven", arguments: [(64, 64), (40, 170)])
    func hostile(parameters: Int, rules: Int) {
        var random = Numbers(seed: 7)
        let command = Self.command(parameters: parameters, rules: rules, &random, conditions: 2)
        let clock = ContinuousClock()
        var budget = DecisionProof.budget
        let time = clock.measure {
            let proof = DecisionProof(of: DecisionTable(of: command), budget: &budget)
            let unproven = proof.verdicts.contains { if case .unproven = $0.accepted { true } else { false } }
            #expect(
                unproven == RuleFaults(proof).diagnostics.contains { $0.id == .commandUnproven && $0.severity == .warning }
                    || !proof.unpaired.isEmpty)
        }
        #expect(budget > -1_000_000)
        #expect(time < .seconds(20), "a debug build is slow, an exponential search is endless")
    }

    @Test("Says what was not proven where a budget is used up")
    func poor() {
        var random = Numbers(seed: 3)
        var budget = 50
        let proof = DecisionProof(of: DecisionTable(of: Self.command(parameters: 6, rules: 6, &random)), budget: &budget)
        let diagnostic = RuleFaults(proof).diagnostics.first { $0.id == .commandUnproven }
        #expect(diagnostic?.message.contains("`r5`") == true)
    }

    /// A command with boolean and text parameters, some of them required or with a default, and rules among them.
    private static func command(parameters: Int, rules: Int, _ random: inout Numbers, conditions: Int = 1) -> CommandDeclaration {
        let place = CommandManifest.SourceLocation(file: "commands.yaml", line: 1, column: 1)
        var command = CommandDeclaration(name: "a.b", location: place)
        for number in 0..<parameters {
            var value = ValueDeclaration(kinds: [number % 2 == 0 ? .boolean : .string], location: place)
            if number % 4 == 1 { value.limits = [Limit(.oneOf(["x", "y"]), location: place)] }
            if number % 5 == 2 { value.defaultValue = .boolean(true) }
            command.parameters.append(
                ParameterDeclaration(name: "P\(number)", required: number % 7 == 6 ? 1 : nil, value: value, location: place))
        }
        for number in 0..<rules {
            let when = Set((0..<(conditions + random.next(2))).map { _ in random.next(parameters) }).sorted().map { parameter in
                RuleDeclaration.Condition(
                    parameter: "P\(parameter)",
                    values: parameter % 2 == 0 ? [.boolean(random.next(2) == 0)] : [.string(random.next(2) == 0 ? "x" : "y")])
            }
            let names = Set((0...random.next(2)).map { _ in "P\(random.next(parameters))" }).sorted()
            let presence = (0..<random.next(3)).map { _ in
                RuleDeclaration.Condition(parameter: "P\(random.next(parameters))", random.next(2) == 0 ? .isPresent : .isAbsent)
            }
            let demand: RuleDeclaration.Demand =
                [.requires(names), .requiresAny(names), .forbids(names), .atMostOne(names)][random.next(4)]
            command.rules.append(RuleDeclaration(id: "r\(number)", when: when + presence, demand: demand, code: 1, location: place))
        }
        return command
    }
}

/// Numbers that look like chance and are the same each time.
private struct Numbers {
    private var state: UInt64
    init(seed: UInt64) { state = seed &* 2_654_435_761 &+ 1 }

    mutating func next(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }
}
