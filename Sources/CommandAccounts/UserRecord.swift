// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandStorage

/// A row of `users` that is yet to be written.
struct UserRecord: Sendable {
    let kind: Principal.Kind
    let username: Username
    let emailAddress: String
    var firstName = ""
    var lastName = ""
    let permissions: Permissions
    var passwordHash: String?
    let createdAt: Timestamp

    /// Writes the row. `maker` is the account that made it; nil for the server.
    ///
    /// - Returns: the account's id.
    /// - Throws: `UniqueViolation` when the name is taken.
    func insert(by maker: Int? = nil, _ writing: any Writing) throws -> Int {
        let now = createdAt.milliseconds
        let shared = try writing.row("SELECT 1 FROM ambiguous_usernames WHERE username_folded = \(username.folded)")
        guard shared == nil else { throw UniqueViolation(detail: "users.username_folded, of several accounts") }
        let row = try writing.row(
            """
            INSERT INTO users (kind, username, username_folded, email, email_folded, first_name, last_name, permissions, password_hash,
                created_at, updated_at, created_by)
            VALUES (\(kind.rawValue), \(username.text), \(username.folded), \(emailAddress),
                \(AddressFolding.folded(emailAddress)), \(firstName), \(lastName),
                \(permissions.stored), \(passwordHash), \(now), \(now), \(maker))
            RETURNING user_id
            """)
        guard let row else { throw RowMissing() }
        return try row.get(0)
    }
}

/// Thrown when a statement that returns a row returned none: our fault or the engine's.
struct RowMissing: Error {}
