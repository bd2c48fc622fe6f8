// SPDX-License-Identifier: Apache-2.0

public import CommandKit
public import CommandStorage

/// What an account's campaigns send.
///
/// Whoever calls has admitted the caller and passes the caller's own account as `owner`.
public struct EmailStore: Sendable {
    private let database: any Database

    /// Emails in a database that has ``CampaignSchema``.
    public init(database: any Database) { self.database = database }

    /// Makes an email. For the account's own user.
    /// - Returns: the new email's id.
    /// - Throws: CommandKit's `ComponentUnavailable`; nothing is made then.
    public func create(
        _ email: Email, owner: Int, at now: Timestamp, until deadline: ContinuousClock.Instant
    ) async throws -> Int {
        try await database.write(until: deadline) { database in
            let row = try database.row(
                """
                INSERT INTO emails (owner_id, name, from_name, from_address, subject, html, plain, created_at)
                VALUES (\(owner), \(email.name), \(email.fromName), \(email.fromAddress), \(email.subject), \(email.html),
                \(email.plain), \(now.milliseconds))
                RETURNING email_id
                """)
            return try (row ?? Row([])).get(0)
        }
    }

    /// Whether an account has all of these emails.
    static func has(_ emails: [Int], _ owner: Int, in database: any Reading) throws -> Bool {
        let wanted = Set(emails)
        let row = try database.row(
            "SELECT COUNT(*) FROM emails WHERE owner_id = \(owner) AND email_id IN \(list: wanted.sorted())")
        return try row?.get(0, as: Int.self) == wanted.count
    }

    /// Makes a copy of an email under a new id; nil where the account has no such email.
    static func copy(_ email: Int, _ owner: Int, at now: Timestamp, in database: any Writing) throws -> Int? {
        try database.row(
            """
            INSERT INTO emails (owner_id, name, from_name, from_address, subject, html, plain, created_at)
            SELECT owner_id, name, from_name, from_address, subject, html, plain, \(now.milliseconds)
            FROM emails WHERE email_id = \(email) AND owner_id = \(owner)
            RETURNING email_id
            """
        )?.get(0)
    }
}
