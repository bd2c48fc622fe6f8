// SPDX-License-Identifier: Apache-2.0

public import CommandKit
import CommandStorage

/// An account, as admins see it.
public struct AccountEntry: Hashable, Sendable {
    /// The account and its names.
    public let user: UserInfo
    /// `user` or `admin`.
    public let kind: String
    /// `*`, or names with commas between.
    public let permissions: String
    /// Whether it is disabled.
    public let isDisabled: Bool
    /// Whether it can log in.
    public let hasPassword: Bool
    /// When it was made.
    public let createdAt: Timestamp
}

/// A key, as admins see it: everything but the key.
public struct KeyEntry: Hashable, Sendable {
    /// Its id.
    public let keyID: Int
    /// What people know it by.
    public let name: String
    /// `*` for what its account holds, or names with commas between.
    public let permissions: String
    /// When it was made.
    public let createdAt: Timestamp
    /// From when on it opens nothing; nil for no end.
    public let end: Timestamp?
    /// When it was revoked.
    public let revokedAt: Timestamp?
}

extension AccountStore {
    /// Accounts in the order of their ids, of which the first is larger than `id`. Deleted ones are not among them.
    ///
    /// May be called for: an admin. One that was made for a run of tests sees the accounts of that run.
    public func accounts(
        after id: Int, limit: Int, for authority: AccountAuthority = .server, until deadline: ContinuousClock.Instant
    ) async throws -> [AccountEntry] {
        try await database.snapshot(for: .server, until: deadline) { reading in
            let rights = try AccountRights(authority, reading)
            let isOfRun: SQL = "EXISTS (SELECT 1 FROM fixture_accounts f WHERE f.user_id = u.user_id AND f.fixtures = \(rights.fixtures))"
            return try reading.rows(
                """
                SELECT user_id, username, email, first_name, last_name, kind, permissions, disabled_at, password_hash IS NOT NULL,
                    created_at
                FROM users u WHERE user_id > \(id) AND deleted_at IS NULL AND \(rights.fixtures == nil ? "1 = 1" : isOfRun)
                ORDER BY user_id LIMIT \(limit)
                """
            ).map(AccountEntry.init)
        }
    }

    /// Keys of an account in the order of their ids, of which the first is larger than `id`; revoked ones are among them.
    ///
    /// May be called for: an admin.
    /// - Throws: ``AccountRefusal/unknownUser``, also for an account outside the run of tests that the admin was made for.
    public func keys(
        of userID: Int, after id: Int, limit: Int, for authority: AccountAuthority = .server, until deadline: ContinuousClock.Instant
    ) async throws -> [KeyEntry] {
        try await database.snapshot(for: .server, until: deadline) { reading in
            do { _ = try AccountRights(authority, reading).target(userID, reading) } catch AccountRefusal.exceedsCaller {}
            return try reading.rows(
                """
                SELECT key_id, name, permissions, created_at, expires_at, revoked_at FROM api_keys
                WHERE user_id = \(userID) AND key_id > \(id) ORDER BY key_id LIMIT \(limit)
                """
            ).map(KeyEntry.init)
        }
    }
}

extension AccountEntry {
    fileprivate init(_ row: Row) throws {
        user = try UserInfo(row)
        kind = try row.get(5)
        permissions = try row.get(6)
        isDisabled = try row.optional(7, as: Int64.self) != nil
        hasPassword = try row.get(8)
        createdAt = Timestamp(milliseconds: try row.get(9))
    }
}

extension KeyEntry {
    fileprivate init(_ row: Row) throws {
        keyID = try row.get(0)
        name = try row.get(1)
        permissions = try row.optional(2) ?? "*"
        createdAt = Timestamp(milliseconds: try row.get(3))
        end = try row.optional(4).map(Timestamp.init(milliseconds:))
        revokedAt = try row.optional(5).map(Timestamp.init(milliseconds:))
    }
}
