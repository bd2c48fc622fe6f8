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

    init(owner: Int, database: any Reading) {
        self.owner = owner
        self.database = database
    }

    /// The condition that rules set on a row, which is `s` or another of this program's names.
    ///
    /// - Throws: ``RuleFault`` for a field, segment or tag that is not there, or that is used as it cannot be; what the
    ///   database throws.
    mutating func condition(_ set: RuleSet, list: Int, row: String) throws -> SQL {
        var condition: SQL = "("
        for (index, alternative) in set.alternatives.enumerated() {
            if index > 0 { condition += " OR " }
            for (index, rule) in alternative.enumerated() {
                if index > 0 { condition += " AND " }
                condition += try self.condition(rule, list: list, row: row)
            }
        }
        condition += ")"
        return condition
    }

    /// The condition that a segment sets; of any list's segments only this list's can be.
    mutating func segment(_ segment: Int, list: Int, row: String) throws -> SQL {
        guard openSegments.count < 8, !openSegments.contains(segment) else {
            throw RuleFault(place: "segment \(segment)", reason: "is made of itself")
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
        guard rules <= 1000 else { throw RuleFault(place: "", reason: "segments make too many rules") }
        switch rule.subject {
        case .segment(let segment):
            let inner = try self.segment(segment, list: list, row: row)
            // Unset fields make no condition unknown here, since each test decides for them itself.
            return rule.test == .is ? inner : "NOT \(inner)"
        case .tag(let tag): return try condition(tag: tag, rule, row: row)
        case .field(let name): return try condition(field: name, rule, list: list, row: row)
        }
    }

    private func condition(tag: Int, _ rule: Rule, row: String) throws -> SQL {
        guard try database.row("SELECT 1 FROM tags WHERE tag_id = \(tag) AND owner_id = \(owner)") != nil else {
            throw RuleFault(place: "tag \(tag)", reason: "there is no such tag")
        }
        let isThere: SQL =
            """
            EXISTS (SELECT 1 FROM subscriber_tags st
            WHERE st.subscriber_id = \(SQL(column: row + ".subscriber_id")) AND st.tag_id = \(tag))
            """
        return rule.test == .is ? isThere : "NOT \(isThere)"
    }

    private mutating func condition(field name: String, _ rule: Rule, list: Int, row: String) throws -> SQL {
        let folded = FoldedText(name).text
        if let column = SubscriberColumn.builtIn.first(where: { $0.folded == folded }) {
            return FieldTest(column: SQL(column: "\(row).\(column.column)")).text(rule)
        }
        if fields[list] == nil { fields[list] = try StoredField.all(of: list, in: database) }
        guard let field = fields[list]?[folded] else { throw RuleFault(place: name, reason: "the list has no such field") }
        switch field.field.kind {
        case .text: return FieldTest(column: SQL(column: "COALESCE(\(row).\(field.foldedColumn), \(row).\(field.column))")).text(rule)
        case .number: return try FieldTest(column: SQL(column: "\(row).\(field.column)")).number(rule, name)
        }
    }
}

/// A test of one column.
private struct FieldTest {
    let column: SQL

    /// A test of a text, which is unset when it is NULL or empty.
    func text(_ rule: Rule) -> SQL {
        let value = FoldedText(rule.value).text
        let literal = value.map { "%_\\".contains($0) ? "\\\($0)" : "\($0)" }.joined()
        switch rule.test {
        case .is: return set("\(column) = \(value)")
        case .isNot: return unset("\(column) <> \(value)")
        case .contains: return set("\(column) LIKE \("%\(literal)%") ESCAPE '\\'")
        case .containsNot: return unset("\(column) NOT LIKE \("%\(literal)%") ESCAPE '\\'")
        case .beginsWith: return set("\(column) LIKE \("\(literal)%") ESCAPE '\\'")
        case .endsWith: return set("\(column) LIKE \("%\(literal)") ESCAPE '\\'")
        case .isSet: return "(\(column) IS NOT NULL AND \(column) <> '')"
        case .isNotSet: return "(\(column) IS NULL OR \(column) = '')"
        case .isLess, .isLessOrEqual, .isGreater, .isGreaterOrEqual:
            return "(\(column) IS NOT NULL AND \(column) <> '' AND \(column) \(order(rule.test)) \(value))"
        }
    }

    /// A test of a number.
    func number(_ rule: Rule, _ name: String) throws(RuleFault) -> SQL {
        if rule.test == .isSet { return "(\(column) IS NOT NULL)" }
        if rule.test == .isNotSet { return "(\(column) IS NULL)" }
        guard let value = Double(rule.value), value.isFinite else { throw RuleFault(place: name, reason: "is compared with numbers alone") }
        switch rule.test {
        case .is: return set("\(column) = \(value)")
        case .isNot: return unset("\(column) <> \(value)")
        case .isLess, .isLessOrEqual, .isGreater, .isGreaterOrEqual: return set("\(column) \(order(rule.test)) \(value)")
        default: throw RuleFault(place: name, reason: "is a number, which has no part to look for")
        }
    }

    private func set(_ condition: SQL) -> SQL { "(\(column) IS NOT NULL AND \(condition))" }
    private func unset(_ condition: SQL) -> SQL { "(\(column) IS NULL OR \(condition))" }

    private func order(_ test: Rule.Operator) -> SQL {
        switch test {
        case .isLess: "<"
        case .isLessOrEqual: "<="
        case .isGreater: ">"
        default: ">="
        }
    }
}
