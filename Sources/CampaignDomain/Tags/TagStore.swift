// SPDX-License-Identifier: Apache-2.0

public import CommandStorage

/// Tags, and which campaigns have them.
///
/// Whoever calls has admitted the caller and passes the caller's own account as `owner`: every statement is bound to
/// it, and another account's tag or campaign is answered exactly like one that does not exist.
///
/// Beside what it says, each method throws CommandKit's `ComponentUnavailable` when the database is away or `deadline`
/// passes. After a throw nothing is changed.
public struct TagStore: Sendable {
    private let database: any Database
    private let quotas: Quotas

    /// Tags in a database that has ``CampaignSchema``. Accounts hold no more than `quotas` say; whatever adds beyond
    /// that throws CommandKit's `QuotaExceeded` and changes nothing.
    public init(database: any Database, quotas: Quotas = .standard) {
        self.database = database
        self.quotas = quotas
    }

    /// How many tags the account has, and the first of them, the oldest first; ``list(after:owner:)`` has the others. For the
    /// account's own user.
    public func list(owner: Int, until deadline: ContinuousClock.Instant) async throws -> (total: Int, first: [Tag]) {
        let few = try await database.read(until: deadline) { try Self.tags(owner, atMost: Self.few + 1, in: $0) }
        guard few.count > Self.few else { return (few.count, few) }
        // So many would hold the calling thread too long.
        return try await database.snapshot(for: .account(owner), until: deadline) { database in
            let total = try database.row("SELECT COUNT(*) FROM tags WHERE owner_id = \(owner)")?.get(0, as: Int.self)
            return (total ?? 0, try Self.tags(owner, atMost: Self.many, in: database))
        }
    }

    /// The tags that follow one, some of them; none where there are no more. For the account's own user.
    public func list(after tag: Int, owner: Int) async throws -> [Tag] {
        try await LaterReading(database: database, client: .account(owner)).read { database in
            try Self.tags(owner, after: tag, atMost: Self.many, in: database)
        }
    }

    /// Whether the account has this tag. For the account's own user.
    public func exists(_ tag: Int, owner: Int, until deadline: ContinuousClock.Instant) async throws -> Bool {
        try await database.read(until: deadline) { try Self.exists(tag, owner, in: $0) }
    }

    /// Makes a tag. For the account's own user.
    /// - Returns: the new tag's id, or nil where the account has one of this name, whatever its case.
    public func insert(_ name: String, owner: Int, until deadline: ContinuousClock.Instant) async throws -> Int? {
        try await database.write(of: owner, within: quotas, until: deadline) { database in
            let row = try database.row(
                """
                INSERT INTO tags (owner_id, tag, tag_folded) VALUES (\(owner), \(name), \(FoldedText(name)))
                ON CONFLICT (owner_id, tag_folded) DO NOTHING RETURNING tag_id
                """)
            return try row?.get(0)
        }
    }

    /// What came of a ``rename(_:to:owner:until:)``.
    public enum Renaming: Sendable {
        /// The tag has the name now, or had it already.
        case renamed
        /// The account has no such tag.
        case unknownTag
        /// Another tag of the account has the name, whatever its case.
        case nameTaken
    }

    /// Gives a tag another name, or its own in another case. For the account's own user.
    public func rename(
        _ tag: Int, to name: String, owner: Int, until deadline: ContinuousClock.Instant
    ) async throws -> Renaming {
        do {
            return try await database.write(for: .account(owner), until: deadline) { database in
                let count = try database.execute(
                    """
                    UPDATE tags SET tag = \(name), tag_folded = \(FoldedText(name))
                    WHERE tag_id = \(tag) AND owner_id = \(owner)
                    """)
                return count == 0 ? .unknownTag : .renamed
            }
        } catch is UniqueViolation {
            return .nameTaken
        }
    }

    /// Deletes those of these tags that the account has, and takes them from all campaigns and subscribers, as ``Removal`` does. For the account's own user.
    public func delete(_ tags: [Int], owner: Int, until deadline: ContinuousClock.Instant) async throws {
        try await database.write(for: .account(owner), until: deadline) { database in
            for tags in IDChunks(tags) {
                // The name is free at once.
                try database.execute(
                    """
                    UPDATE tags SET owner_id = -owner_id, tag_folded = tag_folded || ' ' || tag_id
                    WHERE owner_id = \(owner) AND tag_id IN \(list: tags)
                    """)
            }
            try Removal.step(owner: owner, in: database)
        }
    }

    /// Gives a tag to those of these campaigns that the account has; one that has it keeps it. For the account's own user.
    /// - Returns: false where the account has no such tag.
    public func assign(
        _ tag: Int, to campaigns: [Int], owner: Int, until deadline: ContinuousClock.Instant
    ) async throws -> Bool {
        try await database.write(of: owner, within: quotas, until: deadline) { database in
            guard try Self.exists(tag, owner, in: database) else { return false }
            for campaigns in IDChunks(campaigns) {
                try database.execute(
                    """
                    INSERT INTO campaign_tags (campaign_id, tag_id)
                    SELECT campaigns.campaign_id, tags.tag_id
                    FROM tags JOIN campaigns ON campaigns.owner_id = tags.owner_id
                    WHERE tags.tag_id = \(tag) AND tags.owner_id = \(owner) AND campaigns.campaign_id IN \(list: campaigns)
                    ON CONFLICT DO NOTHING
                    """)
            }
            return true
        }
    }

    /// Takes a tag from those of these campaigns that have it. For the account's own user.
    /// - Returns: false where the account has no such tag.
    public func unassign(
        _ tag: Int, from campaigns: [Int], owner: Int, until deadline: ContinuousClock.Instant
    ) async throws -> Bool {
        try await database.write(for: .account(owner), until: deadline) { database in
            guard try Self.exists(tag, owner, in: database) else { return false }
            for campaigns in IDChunks(campaigns) {
                try database.execute(
                    """
                    DELETE FROM campaign_tags WHERE campaign_id IN \(list: campaigns)
                    AND tag_id IN (SELECT tag_id FROM tags WHERE tag_id = \(tag) AND owner_id = \(owner))
                    """)
            }
            return true
        }
    }

    /// Up to so many are read on the calling thread, in some tens of microseconds.
    private static let few = 100
    /// Up to so many are read at once otherwise.
    private static let many = 500

    private static func tags(_ owner: Int, after tag: Int = 0, atMost count: Int, in database: any Reading) throws -> [Tag] {
        try database.rows(
            "SELECT tag_id, tag, owner_id FROM tags WHERE owner_id = \(owner) AND tag_id > \(tag) ORDER BY tag_id LIMIT \(count)"
        ).map(Tag.init)
    }

    private static func exists(_ tag: Int, _ owner: Int, in database: any Reading) throws -> Bool {
        try database.row("SELECT tag_id FROM tags WHERE tag_id = \(tag) AND owner_id = \(owner)") != nil
    }
}
