// SPDX-License-Identifier: Apache-2.0

public import CommandKit
import CommandStorage
import Crypto

/// A key that was just made.
public struct IssuedKey: Sendable {
    /// Its id, by which it is revoked.
    public let keyID: Int
    /// The key itself. It is nowhere stored, so this is the one time that it can be shown.
    public let apiKey: String
}

/// What a new key is to be.
public struct NewKey: Sendable {
    /// The account that it stands for.
    public var userID: Int
    /// What people know it by, up to 100 scalars; may be empty, and two may have the same.
    public var name: String
    /// Names with commas between, or `*` for all that the account holds, now or later.
    public var permissions: String
    /// From when on it opens nothing; nil for no end.
    public var end: Timestamp?

    /// Composes a key.
    public init(userID: Int, name: String = "", permissions: String = "*", end: Timestamp? = nil) {
        self.userID = userID
        self.name = name
        self.permissions = permissions
        self.end = end
    }
}

extension AccountStore {
    /// How many keys that are not revoked an account may have.
    static let mostKeys = 1000

    /// Makes a key for an account: `crk_…` for a user, `cra_…` for an admin. See ``createKey(_:by:until:)``.
    public func createKey(
        for userID: Int, by authority: AccountAuthority = .server, until deadline: ContinuousClock.Instant
    ) async throws -> IssuedKey {
        try await createKey(NewKey(userID: userID), by: authority, until: deadline)
    }

    /// Makes a key for an account: `crk_…` for a user, `cra_…` for an admin. It holds what both it and the account do.
    ///
    /// May be called for: an admin who holds what the account does.
    /// - Throws: ``AccountRefusal/unknownUser``, ``AccountRefusal/exceedsCaller``, ``AccountRefusal/invalidKeyName``;
    ///   ``AccountRefusal/unknownPermission`` for one that is not declared or that the account does not hold;
    ///   ``AccountRefusal/endsInPast``; `QuotaExceeded` beyond a thousand keys.
    public func createKey(
        _ key: NewKey, by authority: AccountAuthority = .server, until deadline: ContinuousClock.Instant
    ) async throws -> IssuedKey {
        let now = clock.now()
        guard Self.isKeyName(key.name) else { throw AccountRefusal.invalidKeyName }
        if let end = key.end, end <= now { throw AccountRefusal.endsInPast }
        let permissions = try Permissions(granting: key.permissions, declared: declaredPermissions)
        let letters = Secret.freshLetters()
        return try await database.write(for: .server, until: deadline) { writing in
            let rights = try AccountRights(authority, writing)
            let target = try rights.target(key.userID, writing)
            guard permissions == .all || permissions.isSubset(of: target.permissions) else { throw AccountRefusal.unknownPermission }
            let count = try writing.row("SELECT COUNT(*) FROM api_keys WHERE user_id = \(key.userID) AND revoked_at IS NULL")
            guard try count?.get(0) ?? 0 < Self.mostKeys else { throw QuotaExceeded("keys", limit: Self.mostKeys) }
            let secret = Secret(target.kind == Principal.Kind.admin.rawValue ? .adminKey : .userKey, letters: letters)
            return try secret.issue(key, holding: permissions, at: now, by: rights.accountID, writing)
        }
    }

    /// Gives a key another name.
    ///
    /// May be called for: an admin who holds what the key's account does.
    /// - Returns: the account whose key it is.
    /// - Throws: ``AccountRefusal/unknownKey``, ``AccountRefusal/exceedsCaller``, ``AccountRefusal/invalidKeyName``.
    @discardableResult
    public func renameKey(
        _ keyID: Int, to name: String, by authority: AccountAuthority = .server, until deadline: ContinuousClock.Instant
    ) async throws -> Int {
        guard Self.isKeyName(name) else { throw AccountRefusal.invalidKeyName }
        return try await database.write(for: .server, until: deadline) { writing in
            let userID = try Self.owner(ofKey: keyID, by: authority, writing)
            try writing.execute("UPDATE api_keys SET name = \(name) WHERE key_id = \(keyID)")
            return userID
        }
    }

    /// Revokes a key, for good. Revoking it again changes nothing.
    ///
    /// May be called for: an admin who holds what the key's account does.
    /// - Returns: the account whose key it was.
    /// - Throws: ``AccountRefusal/unknownKey``, ``AccountRefusal/exceedsCaller``, ``AccountRefusal/lastAdmin``.
    @discardableResult
    public func revokeKey(
        _ keyID: Int, by authority: AccountAuthority = .server, until deadline: ContinuousClock.Instant
    ) async throws -> Int {
        let now = clock.now()
        let userID = try await database.write(for: .server, until: deadline) { writing in
            let userID = try Self.owner(ofKey: keyID, by: authority, writing)
            return try AdminAccess.keeping(writing, at: now) {
                try writing.execute(
                    "UPDATE api_keys SET revoked_at = \(now.milliseconds) WHERE key_id = \(keyID) AND revoked_at IS NULL")
                return userID
            }
        }
        memory.forget(userID)
        return userID
    }

    /// Whose key it is, where this authority may change it.
    private static func owner(ofKey keyID: Int, by authority: AccountAuthority, _ writing: any Writing) throws -> Int {
        guard let row = try writing.row("SELECT user_id FROM api_keys WHERE key_id = \(keyID)") else {
            throw AccountRefusal.unknownKey
        }
        let userID: Int = try row.get(0)
        do {
            _ = try AccountRights(authority, writing).target(userID, writing)
        } catch AccountRefusal.unknownUser {
            throw AccountRefusal.unknownKey
        }
        return userID
    }

    private static func isKeyName(_ name: String) -> Bool { name.utf8.count <= 400 && name.unicodeScalars.count <= 100 }

    /// The principal that an account's keys and sessions stand for; nil where there is no such account.
    func principal(of userID: Int, until deadline: ContinuousClock.Instant) async throws -> Principal? {
        let row = try await database.read(until: deadline) { reading in
            try reading.row(
                """
                SELECT user_id, kind, permissions FROM users
                WHERE user_id = \(userID) AND disabled_at IS NULL AND deleted_at IS NULL
                """)
        }
        return try row.flatMap(Principal.init(accountColumnsOf:))
    }

    /// Whose key this is, if it is that of an account of these kinds, neither is over, and the account is not disabled.
    func principal(
        ofKey text: String, kinds: [Principal.Kind], until deadline: ContinuousClock.Instant
    ) async throws -> Principal? {
        guard let digest = Secret.digest(of: text) else { return nil }
        let (bytes, now) = (Array(digest), clock.now().milliseconds)
        let row = try await database.read(until: deadline) { reading in
            try reading.row(
                """
                SELECT u.user_id, u.kind, u.permissions, k.digest, k.key_id, k.permissions
                FROM api_keys k JOIN users u ON u.user_id = k.user_id
                WHERE k.digest = \(bytes) AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > \(now))
                    AND u.disabled_at IS NULL AND u.deleted_at IS NULL
                """)
        }
        // The library compares digests in constant time; the index need not have.
        guard let row, digest == (try row.get(3, as: [UInt8].self)), let account = try Principal(accountColumnsOf: row),
            kinds.contains(account.kind)
        else { return nil }
        let held = try row.optional(5).map(Permissions.init(stored:)) ?? .all
        return Principal(
            kind: account.kind, accountID: account.accountID, permissions: account.permissions.intersection(held), keyID: try row.get(4))
    }
}

extension Secret {
    /// Writes this key's digest, for a key that holds what its account does and has no end.
    func issue(to userID: Int, at now: Timestamp, _ writing: any Writing) throws -> IssuedKey {
        try issue(NewKey(userID: userID), holding: .all, at: now, by: nil, writing)
    }

    /// Writes this key's digest, and what the key is. `maker` is the account that made it; nil for the server.
    func issue(
        _ key: NewKey, holding permissions: Permissions, at now: Timestamp, by maker: Int?, _ writing: any Writing
    ) throws -> IssuedKey {
        let held = permissions == .all ? nil : permissions.stored
        let row = try writing.row(
            """
            INSERT INTO api_keys (user_id, digest, created_at, name, permissions, expires_at, created_by)
            VALUES (\(key.userID), \(digest), \(now.milliseconds), \(key.name), \(held), \(key.end?.milliseconds), \(maker))
            RETURNING key_id
            """)
        guard let row else { throw RowMissing() }
        return IssuedKey(keyID: try row.get(0), apiKey: text)
    }
}

extension Principal {
    /// From a row that begins with `user_id`, `kind`, `permissions`; nil for a kind that this version does not know.
    init?(accountColumnsOf row: Row) throws {
        guard let kind = Kind(rawValue: try row.get(1)) else { return nil }
        self.init(kind: kind, accountID: try row.get(0), permissions: Permissions(stored: try row.get(2)))
    }
}
