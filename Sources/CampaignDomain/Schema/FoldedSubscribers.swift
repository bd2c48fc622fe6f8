// SPDX-License-Identifier: Apache-2.0

import CommandStorage

/// Subscribers of a list with the same address become the older one, which takes the tags of both and the stricter state.
enum FoldedSubscribers {
    private static let slots = 1...CustomField.maximumOfKind
    /// The columns that are read: the texts, then their folded forms in the same order.
    private static let texts = ["address", "first_name", "last_name"] + slots.map { "text\($0)" }
    private static let folded = ["address_folded", "first_folded", "last_folded"] + slots.map { "folded\($0)" }
    private static let columns = SQL(column: (texts + folded).joined(separator: ", "))

    static func fold(_ database: any Writing, after: String?, count: Int) throws -> FoldingSchema.Step {
        var step = FoldingSchema.Step()
        var gone: Set<Int> = []
        let rows = try database.rows(
            """
            SELECT subscriber_id, list_id, \(columns) FROM subscribers WHERE subscriber_id > \(after.flatMap { Int($0) } ?? 0)
            ORDER BY subscriber_id LIMIT \(count)
            """)
        for row in rows {
            let (id, list): (Int, Int) = (try row.get(0), try row.get(1))
            step.rows += 1
            step.last = String(id)
            guard !gone.contains(id) else { continue }
            var changes = try changes(row)
            if case .text(let address)? = changes["address_folded"] {
                let other = try database.row(
                    "SELECT subscriber_id FROM subscribers WHERE list_id = \(list) AND address_folded = \(address) AND subscriber_id <> \(id)"
                )
                if let other = try other?.get(0, as: Int.self) {
                    try merge(max(id, other), into: min(id, other), in: database)
                    gone.insert(max(id, other))
                    step.notes.append(
                        "Subscriber \(max(id, other)) of list \(list) has the address of subscriber \(min(id, other)), and became it")
                    if other < id { changes = [:] }
                }
            }
            try write(changes, to: id, in: database)
        }
        return step
    }

    /// The folded columns that change, with their values.
    private static func changes(_ row: Row) throws -> [String: SQLValue] {
        var changes: [String: SQLValue] = [:]
        for (place, name) in folded.enumerated() {
            let text: String? = try row.optional(2 + place)
            guard let text, text.utf8.contains(where: { $0 >= 0x80 }) else { continue }
            let new = FoldedText(text).text
            // What is its own folded form is kept once, but for what is always there.
            let value: SQLValue = place >= 3 && new.utf8.elementsEqual(text.utf8) ? .null : .text(new)
            if row.values[2 + texts.count + place] != value { changes[name] = value }
        }
        return changes
    }

    private static func write(_ changes: [String: SQLValue], to subscriber: Int, in database: any Writing) throws {
        guard !changes.isEmpty else { return }
        var sql: SQL = "UPDATE subscribers SET subscriber_id = subscriber_id"
        for (name, value) in changes.sorted(by: { $0.key < $1.key }) { sql += ", \(SQL(column: name)) = \(value)" }
        if let address = changes["address_folded"] {
            sql += """
                , is_subscribed = CASE WHEN EXISTS (SELECT 1 FROM suppressions x WHERE x.owner_id = subscribers.owner_id
                    AND x.address_folded = \(address) AND x.reason = \(CampaignEvent.Kind.unsubscription.rawValue))
                    THEN 0 ELSE is_subscribed END
                """
        }
        sql += " WHERE subscriber_id = \(subscriber)"
        try database.execute(sql)
    }

    private static func merge(_ younger: Int, into older: Int, in database: any Writing) throws {
        try database.execute(
            """
            INSERT INTO subscriber_tags (subscriber_id, tag_id) SELECT \(older), tag_id FROM subscriber_tags WHERE subscriber_id = \(younger)
            ON CONFLICT DO NOTHING
            """)
        try database.execute(
            """
            UPDATE subscribers SET is_subscribed = 0
            WHERE subscriber_id = \(older) AND EXISTS (SELECT 1 FROM subscribers WHERE subscriber_id = \(younger) AND is_subscribed = 0)
            """)
        try database.execute("DELETE FROM subscriber_tags WHERE subscriber_id = \(younger)")
        try database.execute("DELETE FROM subscribers WHERE subscriber_id = \(younger)")
    }
}
