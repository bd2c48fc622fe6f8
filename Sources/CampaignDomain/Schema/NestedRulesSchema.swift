// SPDX-License-Identifier: Apache-2.0

import CommandStorage

/// Keeps the meaning of nested rules that were stored while groups were alternatives whatever their operator said: where it asks for
/// all of them it becomes `or`.
enum NestedRulesSchema {
    static let migration = Migration("rules.1", []) { database, cursor in
        let isSegments = cursor?.hasPrefix("s") == true
        let after = cursor.flatMap { Int($0.dropFirst()) } ?? 0
        let table = isSegments ? segments : audiences
        let rows = try database.rows(
            """
            SELECT \(table.key), rules FROM \(table.name) WHERE \(table.key) > \(after) ORDER BY \(table.key) LIMIT \(batchRows)
            """)
        var notes: [String] = []
        for row in rows {
            let id: Int = try row.get(0)
            guard let text: String = try row.optional(1), let kept = NestedRules.keepingMeaning(of: text, isSegment: isSegments) else {
                continue
            }
            try database.execute("UPDATE \(table.name) SET rules = \(kept) WHERE \(table.key) = \(id)")
            notes.append("The nested rules of \(table.noun) \(id) have the operator or now, which is what they meant")
        }
        let last: Int? = try rows.last?.get(0)
        if let last, rows.count == batchRows { return MigrationProgress(cursor: (isSegments ? "s" : "a") + String(last), notes: notes) }
        return MigrationProgress(cursor: isSegments ? nil : "s0", notes: notes)
    }

    private static let batchRows = 1000

    private struct Table: Sendable {
        let name, key: SQL
        let noun: String
    }

    private static let audiences = Table(name: "campaign_audiences", key: "audience_id", noun: "the campaigns with audience")
    private static let segments = Table(name: "segments", key: "segment_id", noun: "segment")
}

/// The JSON of rules with another operator.
enum NestedRules {
    /// A text whose nested rules mean now what they meant; nil where they do already, or where it is no JSON of rules.
    static func keepingMeaning(of text: String, isSegment: Bool) -> String? {
        guard text.contains("["), case .object(var members)? = try? RuleJSON(text) else { return nil }
        if isSegment {
            guard isNestedForAll(members) else { return nil }
            members["operator"] = .text("or")
            return RuleJSON.object(members).json
        }
        guard case .array(let criteria)? = members["criteria"] else { return nil }
        var changes = false
        let kept = criteria.map { criterion -> RuleJSON in
            guard case .object(var inner) = criterion, isNestedForAll(inner) else { return criterion }
            inner["operator"] = .text("or")
            changes = true
            return .object(inner)
        }
        members["criteria"] = .array(kept)
        return changes ? RuleJSON.object(members).json : nil
    }

    private static func isNestedForAll(_ members: [String: RuleJSON]) -> Bool {
        guard case .array(let rules)? = members["rules"], rules.contains(where: { if case .array = $0 { true } else { false } }) else {
            return false
        }
        if case .text(let word)? = members["operator"] { return word.lowercased() != "or" }
        return true
    }
}

extension RuleJSON {
    /// The value as a text, members in the order of their names. It is as deep as what was read, which is bounded.
    var json: String {
        switch self {
        case .object(let members):
            "{" + members.sorted { $0.key < $1.key }.map { Self.quoted($0.key) + ":" + $0.value.json }.joined(separator: ",") + "}"
        case .array(let items): "[" + items.map(\.json).joined(separator: ",") + "]"
        case .text(let text): Self.quoted(text)
        case .number(let digits): digits
        case .flag(let flag): flag ? "true" : "false"
        case .null: "null"
        }
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\" + String(scalar)
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
