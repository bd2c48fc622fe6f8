// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandStorage
import Crypto

/// A key that was just made.
public struct IssuedKey: Sendable {
    /// Its id, by which it is revoked.
    public let keyID: Int
    /// The key itself. It is nowhere stored, so this is the one time that it can be shown.
    public let apiKey: String
}

extension AccountStore {
    /// Makes a key for an account: `crk_…` for a user, `cra_…` for an admin.
    ///
    /// May be called for: an admin.
    /// - Throws: ``AccountRefusal/unknownUser``.
    public func createKey(for userID: Int, until deadline: ContinuousClock.Instant) async throws -> IssuedKey {
        let letters = Secret.freshLetters()
        let now = clock.now()
        return try await database.write(until: deadline) { writing in
            guard let row = try writing.row("SELECT kind FROM users WHERE user_id = \(userID)") else {
                throw AccountRefusal.unknownUser
            }
            let kind = try row.get(0, as: String.self)
            let secret = Secret(kind == Principal.Kind.admin.rawValue ? .adminKey : .userKey, letters: letters)
            return try secret.issue(to: userID, at: now, writing)
        }
    }

    /// Revokes a key, for good. Revoking it again changes nothing.
    ///
    /// May be called for: an admin.
    /// - Throws: ``AccountRefusal/unknownKey``.
    public func revokeKey(_ keyID: Int, until deadline: ContinuousClock.Instant) async throws {
        let now = clock.now().milliseconds
        let userID = try await database.write(until: deadline) { writing in
            let row = try writing.row(
                "UPDATE api_keys SET revoked_at = COALESCE(revoked_at, \(now)) WHERE key_id = \(keyID) RETURNING user_id")
            guard let row else { throw AccountRefusal.unknownKey }
            return try row.get(0, as: Int.self)
        }
        memory.forget(userID)
    }

    /// The principal that an account's keys and sessions stand for; nil where there is no such account.
    func principal(of userID: Int, until deadline: ContinuousClock.Instant) async throws -> Principal? {
        let row = try await database.read(until: deadline) { reading in
            try reading.row("SELECT user_id, kind, permissions FROM users WHERE user_id = \(userID)")
        }
        return try row.flatMap(Principal.init(accountColumnsOf:))
    }

    /// Whose key this is, if it is that of an account of these kinds and not revoked.
    func principal(
        ofKey text: String, kinds: [Principal.Kind], until deadline: ContinuousClock.Instant
    ) async throws -> Principal? {
        guard let digest = Secret.digest(of: text) else { return nil }
        let bytes = Array(digest)
        let row = try await database.read(until: deadline) { reading in
            try reading.row(
                """
                SELECT u.user_id, u.kind, u.permissions, k.digest FROM api_keys k JOIN users u ON u.user_id = k.user_id
                WHERE k.digest = \(bytes) AND k.revoked_at IS NULL
                """)
        }
        // The library compares digests in constant time; the index need not have.
        guard let row, digest == (try row.get(3, as: [UInt8].self)), let principal = try Principal(accountColumnsOf: row)
        else { return nil }
        return kinds.contains(principal.kind) ? principal : nil
    }
}

extension Secret {
    /// Writes this key's digest.
    func issue(to userID: Int, at now: Timestamp, _ writing: any Writing) throws -> IssuedKey {
        let row = try writing.row(
            """
            INSERT INTO api_keys (user_id, digest, created_at) VALUES (\(userID), \(digest), \(now.milliseconds))
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
