// SPDX-License-Identifier: Apache-2.0

import CommandStorage

/// Turns rules into a condition on a row of `subscribers`, with bound values alone.
///
/// A negation matches an unset field. Texts are compared folded.
struct RuleCompiler {
    let owner: Int
    let database: any Reading
    private var fields: [Int: [String: StoredField]] = [:]
    private var openSegments: [Int] = []
    private var rules = 0

    /// How many segments may be in each other, and how many rules they may make in all.
    private static let maximumDepth = 8, maximumRules = 1000

    init(owner: Int, database: any Reading) {
        self.owner = owner
        self.database = database
    }

    /// The condition that rules set on a row, which is `s` or another of this program's names.
    ///
    /// - Throws: ``RuleFault`` for a field, segment or tag that is not there, or that is used as it cannot be; what the
    ///   database throws.
    mutating func condition(_ set: RuleSet, list: Int, row: String) throws -> SQL {
        var groups: [SQL] = []
        for group in set.groups {
            var conditions: [SQL] = []
            for rule in group { conditions.append(try condition(rule, list: list, row: row)) }
            groups.append(set.needsAll ? .any(conditions) : .all(conditions))
        }
        return set.needsAll ? .all(groups) : .any(groups)
    }

    /// Checks rules that are to become a segment, which stands a level deeper where it is used.
    /// - Throws: as ``condition(_:list:row:)``.
    mutating func checkSegment(of set: RuleSet, list: Int) throws {
        openSegments.append(0)
        defer { openSegments.removeLast() }
        _ = try condition(set, list: list, row: "s")
    }

    /// Whether a list is there and the owner's.
    /// - Throws: ``RuleFault`` where it is not.
    func require(list: Int) throws {
        guard try ListStore.has(list, owner, in: database) else {
            throw RuleFault(place: "list \(list)", reason: "there is no such list")
        }
    }

    /// The condition that a segment sets; of any list's segments only this list's can be.
    mutating func segment(_ segment: Int, list: Int, row: String) throws -> SQL {
        guard !openSegments.contains(segment) else { throw RuleFault(place: "segment \(segment)", reason: "is made of itself") }
        guard openSegments.count < Self.maximumDepth else {
            throw RuleFault(place: "segment \(segment)", reason: "there are too many segments in each other")
        }
        let found = try database.row(
            """
            SELECT g.rules FROM segments g JOIN lists l ON l.list_id = g.list_id
            WHERE g.segment_id = \(segment) AND g.list_id = \(list) AND l.owner_id = \(owner)
            """)
        guard let found else { throw RuleFault(place: "segment \(segment)", reason: "the list has no such segment") }
        openSegments.append(segment)
        defer { openSegments.removeLast() }
        return try condition(RuleSet(json: try found.get(0)), list: list, row: row)
    }

    private mutating func condition(_ rule: Rule, list: Int, row: String) throws -> SQL {
        rules += 1
        guard rules <= Self.maximumRules else { throw RuleFault(place: "", reason: "segments make too many rules") }
        switch rule.subject {
        case .segment(let segment):
            let inner = try self.segment(segment, list: list, row: row)
            return rule.test == .is ? inner : "(NOT \(inner))"
        case .tags(let tags, let needsAll):
            let holds = try tags.map { try condition(tag: $0, row: row) }
            let inner: SQL = needsAll ? .all(holds) : .any(holds)
            return rule.test == .is ? inner : "(NOT \(inner))"
        case .anyTag:
            let isThere: SQL = """
                EXISTS (SELECT 1 FROM subscriber_tags st JOIN tags g ON g.tag_id = st.tag_id
                WHERE st.subscriber_id = \(SQL(column: row + ".subscriber_id")) AND g.owner_id > 0)
                """
            return rule.test == .is ? isThere : "(NOT \(isThere))"
        case .suppression:
            let isThere: SQL = """
                EXISTS (SELECT 1 FROM suppressions sp
                WHERE sp.owner_id = \(owner) AND sp.address_folded = \(SQL(column: row + ".address_folded")))
                """
            return rule.test == .is ? isThere : "(NOT \(isThere))"
        case .field(let name): return try condition(field: name, rule, list: list, row: row)
        }
    }

    private func condition(tag: Int, row: String) throws -> SQL {
        guard try database.row("SELECT 1 FROM tags WHERE tag_id = \(tag) AND owner_id = \(owner)") != nil else {
            throw RuleFault(place: "tag \(tag)", reason: "there is no such tag")
        }
        return """
            EXISTS (SELECT 1 FROM subscriber_tags st
            WHERE st.subscriber_id = \(SQL(column: row + ".subscriber_id")) AND st.tag_id = \(tag))
            """
    }

    private mutating func condition(field name: String, _ rule: Rule, list: Int, row: String) throws -> SQL {
        let folded = FoldedText(name).text == "email" ? "emailaddress" : FoldedText(name).text
        if let column = SubscriberColumn.builtIn.first(where: { $0.folded == folded }) {
            return FieldTest(column: SQL(column: "\(row).\(column.column)")).text(rule)
        }
        if fields[list] == nil { fields[list] = try StoredField.all(of: list, in: database) }
        guard let field = fields[list]?[folded] ?? fields[list]?["customfield" + folded] else {
            throw RuleFault(place: name, reason: "the list has no such field")
        }
        switch field.field.kind {
        case .text:
            let column = "COALESCE(\(row).\(field.foldedColumn), \(row).\(field.column), '')"
            return FieldTest(column: SQL(column: column)).text(rule)
        case .number: return try FieldTest(column: SQL(column: "\(row).\(field.column)")).number(rule, name)
        }
    }
}
