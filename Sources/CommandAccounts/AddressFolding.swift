// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandStorage

/// The addresses of accounts as they are looked up.
enum AddressFolding {
    private static let batchRows = 5000

    /// An address without white space around it, its case folded.
    static func folded(_ address: String) -> String { CaseFolding.fold(address.filter { !$0.isWhitespace }) }

    /// Fills the column for accounts that were there before it.
    static func fold(_ database: any Writing, _ cursor: String?) throws -> MigrationProgress {
        let rows = try database.rows(
            "SELECT user_id, email FROM users WHERE user_id > \(cursor.flatMap { Int($0) } ?? 0) ORDER BY user_id LIMIT \(batchRows)")
        for row in rows {
            let (id, address): (Int, String) = (try row.get(0), try row.get(1))
            if !address.isEmpty { try database.execute("UPDATE users SET email_folded = \(folded(address)) WHERE user_id = \(id)") }
        }
        return MigrationProgress(cursor: rows.count < batchRows ? nil : try rows.last.map { String(try $0.get(0, as: Int.self)) })
    }
}
