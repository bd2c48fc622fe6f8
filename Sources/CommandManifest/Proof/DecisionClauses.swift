// SPDX-License-Identifier: Apache-2.0

/// A part of a decision table as clauses over bits, for one search after another.
struct DecisionClauses {
    /// The most groups of classes that one column has here, and the most parameters of which a rule demands at most one: what it
    /// demands of each two of them is a clause.
    static let most = 64

    /// What a row must do to one rule.
    enum Goal {
        /// The rule applies.
        case applies(Int)
        /// The rule does not apply, or what it demands is so.
        case satisfies(Int)
        /// The rule applies, and what it demands is not so.
        case breaks(Int)
    }

    /// The columns of the part.
    let columns: [Int]
    /// By place in `columns`: the class that stands for each bit.
    private let leaders: [[Int]]
    /// By place in `columns`: the bits of all classes, of those that are certain, and of those that are there.
    let all: [UInt64]
    let certain: [UInt64]
    private let there: [UInt64]
    /// By rule: its conditions as literals, and the places that its demand names.
    private let conditions: [Int: [DecisionSearch.Literal]]
    private let demanded: [Int: [Int]]
    private let table: DecisionTable

    /// The clauses of a part; nil where a column has more groups of classes than there are bits.
    init?(_ table: DecisionTable, _ part: DecisionTable.Part) {
        self.table = table
        columns = part.columns
        let places = Dictionary(part.columns.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        var groups = part.columns.map { _ in ColumnGroups() }
        for (place, column) in part.columns.enumerated() { groups[place].start(table.columns[column].classes) }
        for rule in part.rules {
            for (column, test) in table.rules[rule].conditions {
                if case .isOneOf(let values) = test, let place = places[column] { groups[place].split(by: values) }
            }
        }
        for place in groups.indices { groups[place].close() }
        guard groups.allSatisfy({ $0.leaders.count <= Self.most }), part.rules.allSatisfy({ !table.isWide($0) }) else { return nil }
        leaders = groups.map(\.leaders)
        all = groups.map { $0.bits { _ in true } }
        certain = groups.map { $0.bits(where: \.isCertain) }
        there = groups.map { $0.bits(where: \.isThere) }
        var conditions: [Int: [DecisionSearch.Literal]] = [:]
        var demanded: [Int: [Int]] = [:]
        for rule in part.rules {
            conditions[rule] = table.rules[rule].conditions.compactMap { column, test in
                places[column].map { DecisionSearch.Literal(column: $0, classes: groups[$0].bits(meeting: test)) }
            }
            demanded[rule] = table.rules[rule].demanded.compactMap { places[$0] }
        }
        self.conditions = conditions
        self.demanded = demanded
    }

    /// The clauses that say so.
    func clauses(_ goal: Goal) -> [DecisionSearch.Clause] {
        switch goal {
        case .applies(let rule): (conditions[rule] ?? []).map { [$0] }
        case .satisfies(let rule): met(rule).map { (conditions[rule] ?? []).map(opposite) + $0 }
        case .breaks(let rule): (conditions[rule] ?? []).map { [$0] } + unmet(rule)
        }
    }

    private func opposite(_ literal: DecisionSearch.Literal) -> DecisionSearch.Literal {
        DecisionSearch.Literal(column: literal.column, classes: all[literal.column] & ~literal.classes)
    }

    /// What the demand asks for: each of these.
    private func met(_ rule: Int) -> [DecisionSearch.Clause] {
        let named = named(rule)
        return switch table.command.rules[rule].demand {
        case .requires: named.map { [$0] }
        case .requiresAny: [named]
        case .atMostOne:
            named.enumerated().flatMap { number, one in named[..<number].map { [opposite($0), opposite(one)] } }
        case .forbids: named.map { [opposite($0)] }
        }
    }

    private func unmet(_ rule: Int) -> [DecisionSearch.Clause] {
        let named = named(rule)
        return switch table.command.rules[rule].demand {
        case .requires: [named.map(opposite)]
        case .requiresAny: named.map { [opposite($0)] }
        // Two are there where, whichever is left out, another one is.
        case .atMostOne: named.indices.map { left in named.indices.filter { $0 != left }.map { named[$0] } }
        case .forbids: [named]
        }
    }

    /// That each parameter of the demand is there.
    private func named(_ rule: Int) -> [DecisionSearch.Literal] {
        (demanded[rule] ?? []).map { DecisionSearch.Literal(column: $0, classes: there[$0]) }
    }

    /// A row of what a search left open: the first class of each column; other columns are as in `base`.
    func row(_ open: [UInt64], over base: DecisionTable.Row) -> DecisionTable.Row {
        var row = base
        for (place, column) in columns.enumerated() where open[place] != 0 {
            row.classes[column] = leaders[place][open[place].trailingZeroBitCount]
        }
        return row
    }
}

extension DecisionTable {
    /// Whether a rule demands at most one of more parameters than clauses are made of.
    fileprivate func isWide(_ rule: Int) -> Bool {
        if case .atMostOne(let names) = command.rules[rule].demand { names.count > DecisionClauses.most } else { false }
    }
}

/// The classes of one column, those put together that no rule of the part tells apart.
private struct ColumnGroups {
    private(set) var leaders: [Int] = []
    private var classes: [ValueClass] = []
    /// By class: the conditions that it meets.
    private var met: [[Int]] = []
    private var byKey: [[UInt8]: [Int]] = [:]
    private var group: [Int] = []
    private var count = 0

    mutating func start(_ classes: [ValueClass]) {
        self.classes = classes
        met = classes.map { _ in [] }
        for (number, valueClass) in classes.enumerated() {
            if let key = valueClass.seen?.operandKey { byKey[key, default: []].append(number) }
        }
    }

    /// Takes note of a condition.
    mutating func split(by values: [ManifestValue]) {
        count += 1
        for number in meeting(values) where met[number].last != count { met[number].append(count) }
    }

    /// Puts together what was not told apart.
    mutating func close() {
        var known: [[Int]: Int] = [:]
        for (number, valueClass) in classes.enumerated() {
            let signature = met[number] + [valueClass.isThere ? -1 : -2, valueClass.isCertain ? -1 : -2]
            if let first = known[signature] {
                group.append(first)
            } else {
                known[signature] = leaders.count
                group.append(leaders.count)
                leaders.append(number)
            }
        }
    }

    private func meeting(_ values: [ManifestValue]) -> [Int] { values.flatMap { $0.operandKey.flatMap { byKey[$0] } ?? [] } }

    func bits(where holds: (ValueClass) -> Bool) -> UInt64 {
        leaders.enumerated().reduce(0) { holds(classes[$1.element]) ? $0 | 1 << UInt64($1.offset) : $0 }
    }

    func bits(meeting test: RuleDeclaration.Condition.Test) -> UInt64 {
        switch test {
        case .isOneOf(let values): meeting(values).reduce(0) { $0 | 1 << UInt64(group[$1]) }
        case .isPresent: bits(where: \.isThere)
        case .isAbsent: bits { !$0.isThere }
        }
    }
}
