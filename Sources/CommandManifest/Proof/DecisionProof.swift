// SPDX-License-Identifier: Apache-2.0

/// What is proven about a command's rules, each statement with the row that shows it.
///
/// ```swift
/// var budget = DecisionProof.budget
/// let proof = DecisionProof(of: DecisionTable(of: command), budget: &budget)
/// ```
package struct DecisionProof: Sendable {
    /// Whether there is a row of some kind.
    package enum Finding: Sendable {
        /// There is: this one.
        case row(DecisionTable.Row)
        /// There is none, because of these other rules; because of the rule itself where there are none.
        case impossible(because: [Int])
        /// It would have taken too long to find out.
        case unproven

        /// The row, where there is one.
        package var row: DecisionTable.Row? { if case .row(let row) = self { row } else { nil } }
    }

    /// What is proven about one rule.
    package struct Verdict: Sendable {
        /// Whether it can apply at all, whatever the other rules say.
        package var applies: Finding
        /// A row in which it applies and is satisfied, whatever the other rules say.
        package var own: Finding
        /// A row in which it is broken, whatever the other rules say.
        package var broken: Finding
        /// A row in which it applies and all rules are satisfied.
        package var accepted: Finding
        /// A row in which it is broken and no other rule is; what tells it from every other.
        package var alone: Finding
        /// A row in which it is the first that is broken, so that its code is the answer's.
        package var first: Finding

        /// Nothing.
        static let unproven = Verdict(
            applies: .unproven, own: .unproven, broken: .unproven, accepted: .unproven, alone: .unproven, first: .unproven)
    }

    /// Two rules that can apply at once, and cannot then both be satisfied, though each can.
    package struct Clash: Sendable {
        /// The rules' numbers.
        package var rules: (Int, Int)
        /// A row in which both apply, and that breaks no rule but one of the two or both.
        package var row: DecisionTable.Row
    }

    /// What a command's proof may cost, in looks at a literal: a tenth of a second.
    package static let budget = 8_000_000

    /// The table that it is about.
    package let table: DecisionTable
    /// A row in which all rules are satisfied; where there is none, the fewest rules that cannot be.
    package private(set) var satisfied: Finding
    /// Where there is none, a row in which all of those rules are satisfied but the last.
    package private(set) var nearest: DecisionTable.Row?
    /// By rule.
    package private(set) var verdicts: [Verdict]
    /// Pairs of rules that contradict each other somewhere.
    package private(set) var clashes: [Clash] = []
    /// Rules that were not held against all others for that.
    package private(set) var unpaired: [Int] = []

    /// Proves what can be proven for `budget`, which is taken down by what it cost.
    package init(of table: DecisionTable, budget: inout Int) {
        self.table = table
        var base = DecisionTable.Row(classes: table.columns.map { _ in 0 })
        satisfied = .row(base)
        verdicts = table.command.rules.map { _ in .unproven }
        var solvers: [PartSolver] = []
        for part in table.parts {
            budget -= part.columns.reduce(part.rules.count) { $0 + table.columns[$1].classes.count }
            guard budget > 0, let clauses = DecisionClauses(table, part) else {
                if case .row = satisfied { satisfied = .unproven }
                unpaired += part.rules
                continue
            }
            let solver = PartSolver(part: part, clauses: clauses, base: base)
            switch solver.satisfied(&budget) {
            case .row(let row): base = row
            case .impossible(let rules):
                satisfied = .impossible(because: rules)
                nearest = solver.row(satisfying: rules.dropLast(), &budget)
            case .unproven: if case .row = satisfied { satisfied = .unproven }
            }
            solvers.append(solver)
        }
        if case .row = satisfied { satisfied = .row(base) }
        for var solver in solvers {
            solver.base = base
            for rule in solver.part.rules { verdicts[rule] = solver.verdict(rule, &budget) }
            findClashes(solver, &budget)
        }
    }

    private mutating func findClashes(_ solver: PartSolver, _ budget: inout Int) {
        let rules = solver.part.rules.filter { verdicts[$0].accepted.row != nil }
        for (number, later) in rules.enumerated() {
            for earlier in rules[..<number] {
                budget -= 1
                guard budget > 0 else {
                    unpaired += rules[number...]
                    return
                }
                guard let row = solver.clash(earlier, later, &budget) else { continue }
                clashes.append(Clash(rules: (earlier, later), row: row))
            }
        }
    }
}
