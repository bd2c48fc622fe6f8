// SPDX-License-Identifier: Apache-2.0

import CommandStorage

/// Who gets a campaign, as a statement over `subscribers s`.
struct RecipientSelection {
    /// The condition on a row.
    let condition: SQL
    /// Whether one person can be there in several rows, once for each list.
    let spansLists: Bool

    /// Composes the selection of a campaign's rules, or of its lists where it has no rules.
    ///
    /// - Throws: ``RuleFault`` for what is not there any more; what the database throws.
    init(rules: String?, lists: String?, excluded: String?, owner: Int, in database: any Reading) throws {
        var compiler = RuleCompiler(owner: owner, database: database)
        var conditions: [SQL] = []
        if let rules {
            let bundle = try RuleBundle(json: rules)
            conditions.append(try Self.rows(of: bundle, &compiler))
            spansLists = !bundle.needsAll && Set(bundle.criteria.map(\.list)).count > 1
        } else {
            let references = try ListReference.all(in: lists ?? "")
            conditions.append(try Self.rows(of: references, "s", &compiler))
            conditions += try Self.absence(from: ListReference.all(in: excluded ?? ""), &compiler)
            spansLists = Set(references.map(\.list)).count > 1
        }
        conditions.append("s.is_subscribed = 1")
        conditions.append(
            """
            NOT EXISTS (SELECT 1 FROM suppressions b
            WHERE b.owner_id = \(owner) AND b.address_folded = s.address_folded)
            """)
        condition = .all(conditions)
    }

    /// Those who satisfy all criteria of a bundle, or one. Where criteria of several lists must all be satisfied, the
    /// rows are those of the first one's list.
    private static func rows(of bundle: RuleBundle, _ compiler: inout RuleCompiler) throws -> SQL {
        var conditions: [SQL] = []
        for criterion in bundle.criteria {
            if !bundle.needsAll || criterion.list == bundle.criteria[0].list {
                conditions.append(try rows(of: criterion, "s", &compiler))
            } else {
                conditions.append(
                    """
                    EXISTS (SELECT 1 FROM subscribers o
                    WHERE o.address_folded = s.address_folded AND o.is_subscribed = 1 AND \(try rows(of: criterion, "o", &compiler)))
                    """)
            }
        }
        return bundle.needsAll ? .all(conditions) : .any(conditions)
    }

    private static func rows(of criterion: RuleBundle.Criterion, _ row: String, _ compiler: inout RuleCompiler) throws -> SQL {
        try compiler.require(list: criterion.list)
        let list: SQL = "\(SQL(column: row + ".list_id")) = \(criterion.list)"
        guard let rules = criterion.rules else { return list }
        return .all([list, try compiler.condition(rules, list: criterion.list, row: row)])
    }

    /// Those who are on one of these lists, or in one of these segments.
    private static func rows(of references: [ListReference], _ row: String, _ compiler: inout RuleCompiler) throws -> SQL {
        for list in Set(references.map(\.list)).sorted() { try compiler.require(list: list) }
        let column = SQL(column: row + ".list_id")
        let whole = references.filter { $0.segment == 0 }.map(\.list)
        var conditions: [SQL] = whole.isEmpty ? [] : ["\(column) IN \(list: whole)"]
        for reference in references where reference.segment != 0 {
            let segment = try compiler.segment(reference.segment, list: reference.list, row: row)
            conditions.append(.all(["\(column) = \(reference.list)", segment]))
        }
        return .any(conditions)
    }

    /// That nobody of the same address is there, subscribed or not.
    private static func absence(from references: [ListReference], _ compiler: inout RuleCompiler) throws -> [SQL] {
        let byKind = Dictionary(grouping: references) { $0.segment == 0 ? 0 : $0.list }
        return try byKind.sorted { $0.key < $1.key }.map { _, references in
            """
            NOT EXISTS (SELECT 1 FROM subscribers x
            WHERE x.address_folded = s.address_folded AND \(try rows(of: references, "x", &compiler)))
            """
        }
    }
}
