// SPDX-License-Identifier: Apache-2.0

import CommandStorage

/// Folds names again that were in lower case before. Accounts whose names thereby are the same stay two, and each is reached by
/// its exact spelling alone.
enum UsernameFolding {
    private static let batchRows = 5000

    static func fold(_ database: any Writing, _ cursor: String?) throws -> MigrationProgress {
        let rows = try database.rows(
            """
            SELECT user_id, username, username_folded FROM users
            WHERE user_id > \(cursor.flatMap { Int($0) } ?? 0) AND deleted_at IS NULL ORDER BY user_id LIMIT \(batchRows)
            """)
        var notes: [String] = []
        for row in rows {
            let (id, stored): (Int, String) = (try row.get(0), try row.get(2))
            guard let name = Username(try row.get(1)), !name.folded.utf8.elementsEqual(stored.utf8),
                !name.exact.utf8.elementsEqual(stored.utf8)
            else { continue }
            if let note = try fold(name, of: id, in: database) { notes.append(note) }
        }
        return MigrationProgress(
            cursor: rows.count < batchRows ? nil : try rows.last.map { String(try $0.get(0, as: Int.self)) }, notes: notes)
    }

    private static func fold(_ name: Username, of id: Int, in database: any Writing) throws -> String? {
        let same = try database.row("SELECT user_id, username FROM users WHERE username_folded = \(name.folded) AND user_id <> \(id)")
        let isShared = try database.row("SELECT 1 FROM ambiguous_usernames WHERE username_folded = \(name.folded)") != nil
        guard same != nil || isShared else {
            try database.execute("UPDATE users SET username_folded = \(name.folded) WHERE user_id = \(id)")
            return nil
        }
        if let same, let other = Username(try same.get(1)) {
            try database.execute("UPDATE users SET username_folded = \(other.exact) WHERE user_id = \(try same.get(0, as: Int.self))")
            try database.execute("INSERT INTO ambiguous_usernames (username_folded) VALUES (\(name.folded)) ON CONFLICT DO NOTHING")
        }
        try database.execute("UPDATE users SET username_folded = \(name.exact) WHERE user_id = \(id)")
        return "Account \(id) has the name of another account but for case; each is reached by its exact spelling alone"
    }
}
