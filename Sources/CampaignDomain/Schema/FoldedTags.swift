// SPDX-License-Identifier: Apache-2.0

import CommandStorage

/// Tags that are the same become the older one, which takes the campaigns and subscribers of both.
enum FoldedTags {
    static func fold(_ database: any Writing, after: String?, count: Int) throws -> FoldingSchema.Step {
        var step = FoldingSchema.Step()
        var gone: Set<Int> = []
        let rows = try database.rows(
            """
            SELECT tag_id, owner_id, tag, tag_folded FROM tags WHERE tag_id > \(after.flatMap { Int($0) } ?? 0)
            ORDER BY tag_id LIMIT \(count)
            """)
        for row in rows {
            let (id, owner): (Int, Int) = (try row.get(0), try row.get(1))
            step.rows += 1
            step.last = String(id)
            // What is being removed has a name of its own, which nobody looks for.
            guard owner > 0, !gone.contains(id), let folded = try row.get(2, as: String.self).folded(unlike: row.get(3)) else { continue }
            let same = try database.row("SELECT tag_id FROM tags WHERE owner_id = \(owner) AND tag_folded = \(folded) AND tag_id <> \(id)")
            if let other = try same?.get(0, as: Int.self) {
                let (older, younger) = (min(id, other), max(id, other))
                try merge(younger, into: older, in: database)
                gone.insert(younger)
                step.notes.append("Tag \(younger) of account \(owner) is the same as tag \(older), which took what it was assigned to")
                if older != id { continue }
            }
            try database.execute("UPDATE tags SET tag_folded = \(folded) WHERE tag_id = \(id)")
        }
        return step
    }

    private static func merge(_ younger: Int, into older: Int, in database: any Writing) throws {
        for (table, item) in [("campaign_tags", "campaign_id"), ("subscriber_tags", "subscriber_id")] {
            try database.execute(
                """
                INSERT INTO \(SQL(column: table)) (\(SQL(column: item)), tag_id)
                SELECT \(SQL(column: item)), \(older) FROM \(SQL(column: table)) WHERE tag_id = \(younger)
                ON CONFLICT DO NOTHING
                """)
            try database.execute("DELETE FROM \(SQL(column: table)) WHERE tag_id = \(younger)")
        }
        try database.execute("DELETE FROM tags WHERE tag_id = \(younger)")
    }
}

/// Campaigns are found and sorted by their names; as many as like may have one.
enum FoldedCampaigns {
    static func fold(_ database: any Writing, after: String?, count: Int) throws -> FoldingSchema.Step {
        var step = FoldingSchema.Step()
        let rows = try database.rows(
            """
            SELECT campaign_id, name, name_folded FROM campaigns WHERE campaign_id > \(after.flatMap { Int($0) } ?? 0)
            ORDER BY campaign_id LIMIT \(count)
            """)
        for row in rows {
            let id: Int = try row.get(0)
            step.rows += 1
            step.last = String(id)
            guard let folded = try row.get(1, as: String.self).folded(unlike: row.get(2)) else { continue }
            try database.execute("UPDATE campaigns SET name_folded = \(folded) WHERE campaign_id = \(id)")
        }
        return step
    }
}

/// Fields of a list that are the same both stay, since each has values of its own: the younger one gets a number.
enum FoldedFields {
    static func fold(_ database: any Writing, after: String?, count: Int) throws -> FoldingSchema.Step {
        var step = FoldingSchema.Step()
        var renamed: Set<Int> = []
        let rows = try database.rows(
            """
            SELECT field_id, list_id, name FROM custom_fields WHERE field_id > \(after.flatMap { Int($0) } ?? 0)
            ORDER BY field_id LIMIT \(count)
            """)
        for row in rows {
            let (id, list, name): (Int, Int, String) = (try row.get(0), try row.get(1), try row.get(2))
            step.rows += 1
            step.last = String(id)
            guard !renamed.contains(id), name.utf8.contains(where: { $0 >= 0x80 }) else { continue }
            if let younger = try younger(name, list, id, in: database) {
                let free = try freeName(younger.name, list, in: database)
                try database.execute(
                    "UPDATE custom_fields SET name = \(free), name_folded = \(FoldedText(free)) WHERE field_id = \(younger.id)")
                step.notes.append("Custom field \(younger.id) of list \(list) is now called \(free)")
                renamed.insert(younger.id)
                if younger.id == id { continue }
            }
            try database.execute("UPDATE custom_fields SET name_folded = \(FoldedText(name)) WHERE field_id = \(id)")
        }
        return step
    }

    /// The younger of a field and of another with its name.
    private static func younger(_ name: String, _ list: Int, _ id: Int, in database: any Reading) throws -> (id: Int, name: String)? {
        let other = try database.row(
            "SELECT field_id, name FROM custom_fields WHERE list_id = \(list) AND name_folded = \(FoldedText(name)) AND field_id <> \(id)")
        guard let other, let number = try? other.get(0, as: Int.self) else { return nil }
        return number > id ? (number, try other.get(1)) : (id, name)
    }

    private static func freeName(_ name: String, _ list: Int, in database: any Reading) throws -> String {
        var (free, number) = ("", 1)
        repeat {
            number += 1
            free = "\(name) \(number)"
        } while try database.row("SELECT 1 FROM custom_fields WHERE list_id = \(list) AND name_folded = \(FoldedText(free))") != nil
        return free
    }
}
