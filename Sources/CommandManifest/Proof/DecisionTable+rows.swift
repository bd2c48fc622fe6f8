// SPDX-License-Identifier: Apache-2.0

extension DecisionTable {
    /// How many rows a part has; nil where that is more than can be counted.
    package func rowCount(of part: Part) -> Int? {
        part.columns.reduce(1 as Int?) { count, column in
            count.flatMap { count in
                let (product, overflows) = count.multipliedReportingOverflow(by: columns[column].classes.count)
                return overflows ? nil : product
            }
        }
    }

    /// All rows of a part, made one after another; the columns of other parts are as in `base`.
    package func rows(of part: Part, over base: Row? = nil) -> Rows {
        Rows(table: self, part: part, base: base ?? Row(classes: columns.map { _ in 0 }))
    }

    /// Whether a rule applies in a row.
    package func applies(_ rule: Int, in row: Row) -> Bool {
        rules[rule].conditions.allSatisfy { column, test in valueClass(column, row)?.meets(test) ?? false }
    }

    /// The numbers of the rules that a row breaks, in declared order.
    package func broken(in row: Row) -> [Int] {
        rules.indices.filter { applies($0, in: row) && !isMet($0, in: row) }
    }

    private func isMet(_ rule: Int, in row: Row) -> Bool {
        let isThere = { (column: Int) in valueClass(column, row)?.isThere ?? false }
        return switch command.rules[rule].demand {
        case .requires: rules[rule].demanded.allSatisfy(isThere)
        case .requiresAny: rules[rule].demanded.contains(where: isThere)
        case .atMostOne: rules[rule].demanded.count(where: isThere) <= 1
        case .forbids: !rules[rule].demanded.contains(where: isThere)
        }
    }

    /// A row in which all of these rules are broken, if there is one; searched for `budget`.
    package func row(breaking rules: [Int], _ budget: inout Int) -> DecisionProof.Finding {
        var row = Row(classes: columns.map { _ in 0 })
        for part in parts {
            let own = rules.filter(part.rules.contains)
            guard !own.isEmpty else { continue }
            guard let clauses = DecisionClauses(self, part) else { return .unproven }
            let found = PartSolver(part: part, clauses: clauses, base: row).row(breaking: own, &budget)
            guard let next = found.row else { return found }
            row = next
        }
        return .row(row)
    }

    /// A request of this row, without command and credentials: valid in all but its rules. Nil where no valid value is
    /// known of a parameter that has to be sent.
    package func request(for row: Row) -> [ManifestValue.Member]? {
        var chosen: [String: ValueClass] = [:]
        for (number, column) in columns.enumerated() { chosen[column.parameter.name] = valueClass(number, row) }
        var result: [ManifestValue.Member] = []
        for parameter in command.parameters where parameter.role == nil {
            if let valueClass = chosen[parameter.name] {
                guard valueClass.isCertain else { return nil }
                if let sample = valueClass.sample { result.append(ManifestValue.Member(parameter.name, sample)) }
            } else if parameter.required != nil {
                guard case .value(let sample) = ValueSearch(parameter.value).value() else { return nil }
                result.append(ManifestValue.Member(parameter.name, sample))
            }
        }
        return result
    }

    func valueClass(_ column: Int, _ row: Row) -> ValueClass? {
        let classes = columns[column].classes
        guard column < row.classes.count, row.classes[column] < classes.count else { return nil }
        return classes[row.classes[column]]
    }

    /// The rows of a part, the last column changing first.
    package struct Rows: Sequence, IteratorProtocol {
        private let table: DecisionTable
        private let part: Part
        private var upcoming: Row?

        init(table: DecisionTable, part: Part, base: Row) {
            self.table = table
            self.part = part
            var first = base
            for column in part.columns { first.classes[column] = 0 }
            upcoming = part.columns.allSatisfy { !table.columns[$0].classes.isEmpty } ? first : nil
        }

        /// The next row.
        package mutating func next() -> Row? {
            guard let row = upcoming else { return nil }
            upcoming = following(row)
            return row
        }

        private func following(_ row: Row) -> Row? {
            var row = row
            for column in part.columns.reversed() {
                row.classes[column] += 1
                if row.classes[column] < table.columns[column].classes.count { return row }
                row.classes[column] = 0
            }
            return nil
        }
    }
}
