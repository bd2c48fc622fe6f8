// SPDX-License-Identifier: Apache-2.0

/// Answers questions about one part of a decision table.
struct PartSolver {
    let part: DecisionTable.Part
    let clauses: DecisionClauses
    /// What the columns of other parts are in the rows that are given.
    var base: DecisionTable.Row

    private enum Answer {
        case row(DecisionTable.Row)
        case none
        case unproven
    }

    /// A row in which all rules are satisfied, or the fewest rules that cannot be.
    func satisfied(_ budget: inout Int) -> DecisionProof.Finding {
        switch solve(part.rules.map { .satisfies($0) }, &budget) {
        case .row(let row): .row(row)
        case .none: .impossible(because: core([], part.rules, &budget))
        case .unproven: .unproven
        }
    }

    /// A row in which these rules are satisfied.
    func row(satisfying rules: [Int], _ budget: inout Int) -> DecisionTable.Row? {
        if case .row(let row) = solve(rules.map { .satisfies($0) }, &budget) { row } else { nil }
    }

    /// A row in which all of these rules are broken.
    func row(breaking rules: [Int], _ budget: inout Int) -> DecisionProof.Finding {
        finding(rules.map { .breaks($0) }, others: [], &budget)
    }

    /// What is proven about one rule.
    func verdict(_ rule: Int, _ budget: inout Int) -> DecisionProof.Verdict {
        guard budget > 0 else { return .unproven }
        budget -= part.rules.count
        let others = part.rules.filter { $0 != rule }
        let accepted = finding([.applies(rule), .satisfies(rule)], others: others, &budget)
        let alone = finding([.breaks(rule)], others: others, &budget)
        // What shows the narrower statement shows the wider one too.
        let first = alone.row == nil ? finding([.breaks(rule)], others: others.filter { $0 < rule }, &budget) : alone
        let broken = first.row == nil ? finding([.breaks(rule)], others: [], &budget) : first
        let own = accepted.row == nil ? finding([.applies(rule), .satisfies(rule)], others: [], &budget) : accepted
        let applies = own.row == nil ? finding([.applies(rule)], others: [], &budget) : own
        return DecisionProof.Verdict(applies: applies, own: own, broken: broken, accepted: accepted, alone: alone, first: first)
    }

    /// A row in which both apply and all others are satisfied, where the two can be satisfied there each, and not both.
    func clash(_ one: Int, _ two: Int, _ budget: inout Int) -> DecisionTable.Row? {
        let both: [DecisionClauses.Goal] = [.applies(one), .applies(two)]
        guard case .none = solve(both + [.satisfies(one), .satisfies(two)], &budget),
            case .row = solve(both + [.satisfies(one)], &budget), case .row = solve(both + [.satisfies(two)], &budget)
        else { return nil }
        let others = part.rules.filter { $0 != one && $0 != two }.map(DecisionClauses.Goal.satisfies)
        guard case .row(let row) = solve(both + [.satisfies(one)] + others, &budget) else { return nil }
        return row
    }

    /// A row that reaches the goals and satisfies the other rules, or the fewest of these that keep it from that.
    private func finding(_ goals: [DecisionClauses.Goal], others: [Int], _ budget: inout Int) -> DecisionProof.Finding {
        switch solve(goals + others.map { .satisfies($0) }, &budget) {
        case .row(let row): .row(row)
        case .none: .impossible(because: core(goals, others, &budget))
        case .unproven: .unproven
        }
    }

    /// Of rules that cannot all be satisfied beside the goals, as few as cannot be either.
    private func core(_ goals: [DecisionClauses.Goal], _ rules: [Int], _ budget: inout Int) -> [Int] {
        var kept = rules
        // From the last on, so that what is left is what was declared first.
        for rule in rules.reversed() where budget > 0 {
            budget -= kept.count
            let fewer = kept.filter { $0 != rule }
            if case .none = solve(goals + fewer.map { .satisfies($0) }, &budget) { kept = fewer }
        }
        return kept
    }

    private func solve(_ goals: [DecisionClauses.Goal], _ budget: inout Int) -> Answer {
        guard budget > 0 else { return .unproven }
        let clauses = goals.flatMap(self.clauses.clauses)
        var certain = DecisionSearch(clauses, open: self.clauses.certain)
        switch certain.run(&budget) {
        case .found(let open): return .row(self.clauses.row(open, over: base))
        case .spent: return .unproven
        case .none: break
        }
        guard self.clauses.certain != self.clauses.all else { return .none }
        var any = DecisionSearch(clauses, open: self.clauses.all)
        if case .none = any.run(&budget) { return .none }
        return .unproven
    }
}
