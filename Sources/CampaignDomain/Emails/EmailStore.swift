// SPDX-License-Identifier: Apache-2.0

public import CommandKit
public import CommandStorage

/// What an account's campaigns send.
///
/// Whoever calls has admitted the caller and passes the caller's own account as `owner`.
public struct EmailStore: Sendable {
    private let database: any Database
    private let quotas: Quotas

    /// Emails in a database that has ``CampaignSchema``. Accounts hold no more than `quotas` say; whatever adds beyond
    /// that throws CommandKit's `QuotaExceeded` and changes nothing.
    public init(database: any Database, quotas: Quotas = .standard) {
        self.database = database
        self.quotas = quotas
    }

    /// Makes an email. For the account's own user.
    /// - Returns: the new email's id.
    /// - Throws: CommandKit's `ComponentUnavailable`; nothing is made then.
    public func create(
        _ email: Email, owner: Int, at now: Timestamp, until deadline: ContinuousClock.Instant
    ) async throws -> Int {
        try await database.write(of: owner, within: quotas, until: deadline) { database in
            let content = try database.row(
                """
                INSERT INTO email_contents (owner_id, html, plain) VALUES (\(owner), \(email.html), \(email.plain))
                RETURNING content_id
                """)
            let row = try database.row(
                """
                INSERT INTO emails (owner_id, name, from_name, from_address, subject, content_id, created_at)
                VALUES (\(owner), \(email.name), \(email.fromName), \(email.fromAddress), \(email.subject),
                \(try (content ?? Row([])).get(0, as: Int.self)), \(now.milliseconds))
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

    /// What came of a ``delete(_:owner:until:)``.
    public enum Deletion: Hashable, Sendable {
        /// The account has no such email now.
        case done
        /// A campaign that is neither Sent nor Failed sends it; it stays.
        case isUsed
    }

    /// Deletes an email; where the account has none of this id nothing happens. For the account's own user.
    /// - Throws: CommandKit's `ComponentUnavailable`; nothing is deleted then.
    public func delete(_ email: Int, owner: Int, until deadline: ContinuousClock.Instant) async throws -> Deletion {
        try await database.write(for: .account(owner), until: deadline) { database in
            guard try !Self.isUsed(email, owner, in: database) else { return .isUsed }
            let row = try database.row("DELETE FROM emails WHERE email_id = \(email) AND owner_id = \(owner) RETURNING content_id")
            guard let row else { return .done }
            let content: Int = try row.get(0)
            try database.execute(
                """
                DELETE FROM email_contents WHERE content_id = \(content)
                AND NOT EXISTS (SELECT 1 FROM emails WHERE content_id = \(content))
                """)
            return .done
        }
    }

    private static func isUsed(_ email: Int, _ owner: Int, in database: any Reading) throws -> Bool {
        let over = [Campaign.Status.sent, .failed].map(\.rawValue)
        let row = try database.row(
            """
            SELECT 1 FROM campaigns WHERE owner_id = \(owner) AND status NOT IN \(list: over) AND (email_id = \(email)
                OR campaign_id IN (SELECT campaign_id FROM campaign_variations WHERE email_id = \(email)))
            LIMIT 1
            """)
        return row != nil
    }

    /// Makes a copy of an email under a new id, which shares its bodies; nil where the account has no such email.
    static func copy(_ email: Int, _ owner: Int, at now: Timestamp, in database: any Writing) throws -> Int? {
        try database.row(
            """
            INSERT INTO emails (owner_id, name, from_name, from_address, subject, content_id, created_at)
            SELECT owner_id, name, from_name, from_address, subject, content_id, \(now.milliseconds)
            FROM emails WHERE email_id = \(email) AND owner_id = \(owner)
            RETURNING email_id
            """
        )?.get(0)
    }
}
