// SPDX-License-Identifier: Apache-2.0

/// A command's rules over everything that a request can say about the parameters that they speak of.
///
/// The language is closed, so that this is finite: each of those parameters is in one of a few classes, and the classes
/// decide which rules apply and which are broken. Rules that share no parameter stand in different parts, and what is
/// true in one part does not depend on another.
///
/// ```swift
/// let table = DecisionTable(of: command)
/// for part in table.parts {
///     for row in table.rows(of: part) { … table.broken(in: row), table.request(for: row) … }
/// }
/// ```
package struct DecisionTable: Sendable {
    /// A parameter that rules speak of, and its classes.
    package struct Column: Sendable {
        /// The parameter.
        package let parameter: ParameterDeclaration
        /// Its classes; none where no value of a required parameter is valid.
        package let classes: [ValueClass]
    }

    /// Rules that share parameters, directly or through one another.
    package struct Part: Sendable {
        /// The rules' numbers, in declared order.
        package let rules: [Int]
        /// The columns that they speak of.
        package let columns: [Int]
    }

    /// One class for each column: what a request says, as far as rules can tell.
    package struct Row: Hashable, Sendable {
        /// By column, the number of a class.
        package var classes: [Int]
    }

    /// The command.
    package let command: CommandDeclaration
    /// The parameters that rules speak of, in declared order.
    package let columns: [Column]
    /// The independent parts, in the order of their first rules.
    package let parts: [Part]
    /// By rule, its conditions and demands in terms of columns.
    let rules: [DecisionRule]

    /// The table of a command that was read without a fault.
    package init(of command: CommandDeclaration) {
        self.command = command
        let named = Set(command.rules.flatMap { $0.when.map(\.parameter) + $0.demand.parameters })
        let conditions = Dictionary(grouping: command.rules.flatMap(\.when), by: \.parameter)
        columns = command.parameters.filter { named.contains($0.name) }.map { parameter in
            let values = Self.distinct((conditions[parameter.name] ?? []).flatMap(\.values))
            return Column(parameter: parameter, classes: ValueClass.all(of: parameter, named: values))
        }
        let numbers = Dictionary(columns.enumerated().map { ($1.parameter.name, $0) }, uniquingKeysWith: { first, _ in first })
        rules = command.rules.map { DecisionRule($0, numbers) }
        parts = Self.parts(rules, columns.count)
    }

    private static func distinct(_ values: [ManifestValue]) -> [ManifestValue] {
        var seen: Set<[UInt8]> = []
        return values.filter { $0.operandKey.map { seen.insert($0).inserted } ?? false }
    }

    /// Rules joined wherever they speak of one parameter.
    private static func parts(_ rules: [DecisionRule], _ columnCount: Int) -> [Part] {
        var leaders = Array(0..<columnCount)
        func leader(_ column: Int) -> Int {
            var column = column
            while leaders[column] != column {
                leaders[column] = leaders[leaders[column]]
                column = leaders[column]
            }
            return column
        }
        for rule in rules {
            guard let first = rule.columns.first else { continue }
            for column in rule.columns { leaders[leader(column)] = leader(first) }
        }
        var members: [Int: [Int]] = [:]
        for (number, rule) in rules.enumerated() {
            if let first = rule.columns.first { members[leader(first), default: []].append(number) }
        }
        var columns: [Int: [Int]] = [:]
        for column in 0..<columnCount { columns[leader(column), default: []].append(column) }
        return members.sorted { $0.value[0] < $1.value[0] }.map { Part(rules: $0.value, columns: columns[$0.key] ?? []) }
    }
}

/// A rule in terms of columns.
struct DecisionRule: Sendable {
    /// What must hold of a column.
    let conditions: [(column: Int, test: RuleDeclaration.Condition.Test)]
    /// The columns that the demand names.
    let demanded: [Int]

    init(_ rule: RuleDeclaration, _ numbers: [String: Int]) {
        conditions = rule.when.compactMap { condition in numbers[condition.parameter].map { ($0, condition.test) } }
        demanded = rule.demand.parameters.compactMap { numbers[$0] }
    }

    /// All that it speaks of.
    var columns: [Int] { conditions.map(\.column) + demanded }
}
