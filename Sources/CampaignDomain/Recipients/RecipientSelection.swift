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
        let selection =
            if let rules { try Self.selection(RuleBundle(json: rules), &compiler) } else {
                try Self.selection(ListReference.all(in: lists ?? ""), &compiler)
            }
        var condition: SQL = "\(selection.condition) AND s.is_subscribed = 1"
        if rules == nil {
            for reference in ListReference.all(in: excluded ?? "") {
                condition += " AND NOT \(try Self.isOn(reference, &compiler))"
            }
        }
        condition += """
             AND NOT EXISTS (SELECT 1 FROM suppressions b
            WHERE b.owner_id = \(owner) AND b.address_folded = s.address_folded)
            """
        self.condition = condition
        spansLists = selection.spansLists
    }

    /// Those who are on one of these lists.
    private static func selection(
        _ references: [ListReference], _ compiler: inout RuleCompiler
    ) throws -> (condition: SQL, spansLists: Bool) {
        var condition: SQL = "("
        for (index, reference) in references.enumerated() {
            if index > 0 { condition += " OR " }
            condition += try rows(of: reference, "s", &compiler)
        }
        condition += ")"
        return (condition, Set(references.map(\.list)).count > 1)
    }

    /// Those who satisfy all criteria of a bundle, or one.
    private static func selection(
        _ bundle: RuleBundle, _ compiler: inout RuleCompiler
    ) throws -> (condition: SQL, spansLists: Bool) {
        guard let first = bundle.criteria.first else { throw RuleFault(place: "criteria", reason: "there is none") }
        var condition: SQL = "(\(try rows(of: first, "s", &compiler))"
        for criterion in bundle.criteria.dropFirst() {
            if !bundle.needsAll {
                condition += " OR \(try rows(of: criterion, "s", &compiler))"
            } else if criterion.list == first.list {
                condition += " AND \(try rows(of: criterion, "s", &compiler))"
            } else {
                condition += """
                     AND EXISTS (SELECT 1 FROM subscribers o
                    WHERE o.address_folded = s.address_folded AND \(try rows(of: criterion, "o", &compiler)))
                    """
            }
        }
        condition += ")"
        return (condition, !bundle.needsAll && Set(bundle.criteria.map(\.list)).count > 1)
    }

    private static func rows(of criterion: RuleBundle.Criterion, _ row: String, _ compiler: inout RuleCompiler) throws -> SQL {
        try check(criterion.list, compiler)
        let list: SQL = "\(SQL(column: row + ".list_id")) = \(criterion.list)"
        guard let rules = criterion.rules else { return list }
        return "(\(list) AND \(try compiler.condition(rules, list: criterion.list, row: row)))"
    }

    private static func rows(of reference: ListReference, _ row: String, _ compiler: inout RuleCompiler) throws -> SQL {
        try check(reference.list, compiler)
        let list: SQL = "\(SQL(column: row + ".list_id")) = \(reference.list)"
        guard reference.segment != 0 else { return list }
        return "(\(list) AND \(try compiler.segment(reference.segment, list: reference.list, row: row)))"
    }

    private static func isOn(_ reference: ListReference, _ compiler: inout RuleCompiler) throws -> SQL {
        """
        EXISTS (SELECT 1 FROM subscribers x
        WHERE x.address_folded = s.address_folded AND \(try rows(of: reference, "x", &compiler)))
        """
    }

    private static func check(_ list: Int, _ compiler: RuleCompiler) throws {
        guard try ListStore.has(list, compiler.owner, in: compiler.database) else {
            throw RuleFault(place: "list \(list)", reason: "there is no such list")
        }
    }
}

/// A list, or a segment of it: `ListID:SegmentID`.
struct ListReference: Hashable, Sendable {
    let list: Int
    /// 0 for the whole list.
    let segment: Int

    /// Those of a comma-separated text, each once; what is not one is passed over, since the manifest lets none in.
    static func all(in text: String) -> [ListReference] {
        var references: [ListReference] = []
        for part in text.split(separator: ",") {
            let numbers = part.filter { $0 != " " }.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
            guard let list = numbers.first ?? nil, let segment = numbers.count > 1 ? numbers[1] : 0 else { continue }
            let reference = ListReference(list: list, segment: segment)
            if !references.contains(reference) { references.append(reference) }
        }
        return references
    }
}
