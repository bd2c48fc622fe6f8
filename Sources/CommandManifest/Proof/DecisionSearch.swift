// SPDX-License-Identifier: Apache-2.0

/// Finds a row that satisfies a set of clauses, or that there is none.
///
/// Each column's classes are bits; a clause is a choice of columns with the bits that satisfy it. Clauses of which one
/// choice is left narrow its column; where nothing is narrowed any more, one choice is tried and then its opposite.
/// Neither the stack nor the time grows beyond what the budget pays for.
/// - SeeAlso: Davis, Logemann, Loveland, "A machine program for theorem-proving", 1962
struct DecisionSearch {
    /// One way to satisfy a clause: the column is in one of these classes.
    struct Literal {
        let column: Int
        let classes: UInt64
    }

    /// One of these must hold.
    typealias Clause = [Literal]

    /// How a search ended.
    enum Outcome {
        /// With what is left of each column: any class of each will do.
        case found([UInt64])
        /// No row satisfies all clauses.
        case none
        /// The budget was used up.
        case spent
    }

    private struct Decision {
        let trail: Int
        let column: Int
        let opposite: UInt64
    }

    private let clauses: [Clause]
    private var open: [UInt64]
    private let mentions: [[Int]]
    private var trail: [(column: Int, classes: UInt64)] = []
    private var decisions: [Decision] = []
    private var waiting: [Int]

    /// A search over columns of which these classes are open.
    init(_ clauses: [Clause], open: [UInt64]) {
        self.clauses = clauses
        self.open = open
        var mentions = [[Int]](repeating: [], count: open.count)
        for (number, clause) in clauses.enumerated() { for literal in clause { mentions[literal.column].append(number) } }
        self.mentions = mentions
        waiting = Array(clauses.indices)
    }

    /// Searches; each look at a literal takes one from `budget`.
    mutating func run(_ budget: inout Int) -> Outcome {
        // Making the clauses and the search costs more than a look at them.
        budget -= open.count + 8 * clauses.count
        // A column without classes, which is a required parameter that no value is valid for, leaves no row.
        guard !open.contains(0) else { return .none }
        while budget > 0 {
            if !propagate(&budget) {
                guard takeBack() else { return budget > 0 ? .none : .spent }
            } else if budget > 0, !decide(&budget) {
                return .found(open)
            }
        }
        return .spent
    }

    /// Narrows columns as far as clauses demand it; false where a clause cannot hold any more.
    private mutating func propagate(_ budget: inout Int) -> Bool {
        while budget > 0, let number = waiting.popLast() {
            var last: Literal?
            var choices = 0
            var holds = false
            for literal in clauses[number] {
                budget -= 1
                let classes = open[literal.column]
                if classes & ~literal.classes == 0 {
                    holds = true
                    break
                }
                if classes & literal.classes != 0 {
                    choices += 1
                    last = literal
                }
            }
            if holds || choices > 1 { continue }
            guard let last else { return false }
            narrow(last.column, to: last.classes)
        }
        return true
    }

    private mutating func narrow(_ column: Int, to classes: UInt64) {
        trail.append((column, open[column]))
        open[column] &= classes
        waiting += mentions[column]
    }

    /// Tries a choice of a clause that does not hold yet; false where all hold.
    private mutating func decide(_ budget: inout Int) -> Bool {
        for clause in clauses {
            budget -= clause.count
            guard !clause.contains(where: { open[$0.column] & ~$0.classes == 0 }),
                let literal = clause.first(where: { open[$0.column] & $0.classes != 0 })
            else { continue }
            let opposite = open[literal.column] & ~literal.classes
            decisions.append(Decision(trail: trail.count, column: literal.column, opposite: opposite))
            narrow(literal.column, to: literal.classes)
            return true
        }
        return false
    }

    /// Goes back to the last decision and takes its opposite; false where there is none left.
    private mutating func takeBack() -> Bool {
        waiting = []
        guard let decision = decisions.popLast() else { return false }
        while trail.count > decision.trail, let (column, classes) = trail.popLast() { open[column] = classes }
        narrow(decision.column, to: decision.opposite)
        return true
    }
}
