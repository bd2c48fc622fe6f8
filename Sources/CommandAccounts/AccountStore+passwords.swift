// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandStorage

extension AccountStore {
    /// Gives an account another password and ends all of its sessions. Its keys stay. An admin who has none has one then.
    ///
    /// May be called for: an admin who holds what the account does.
    /// - Throws: ``AccountRefusal/invalidPassword``, ``AccountRefusal/unknownUser``, ``AccountRefusal/exceedsCaller``;
    ///   `RateLimited` when too many passwords are being hashed.
    public func changePassword(
        of userID: Int, to password: String, by authority: AccountAuthority = .server, until deadline: ContinuousClock.Instant
    ) async throws {
        guard PasswordHasher.accepts(password) else { throw AccountRefusal.invalidPassword }
        let hash = try await hasher.hash(password, .account(authority), until: deadline)
        let now = clock.now().milliseconds
        try await database.write(for: .server, until: deadline) { writing in
            _ = try AccountRights(authority, writing).target(userID, writing)
            try writing.execute("UPDATE users SET password_hash = \(hash), updated_at = \(now) WHERE user_id = \(userID)")
            try Self.endSessions(of: userID, writing)
        }
        memory.forget(userID)
    }

    /// Gives an account another password in place of the one that it has, and ends its sessions but the one given. Its keys
    /// stay. A wrong password counts as a guess.
    ///
    /// May be called for: the account.
    /// - Parameter session: the session that stays, by its id.
    /// - Throws: ``AccountRefusal/invalidLogin`` where the old password is wrong or there is none,
    ///   ``AccountRefusal/invalidPassword``; `RateLimited` after too many wrong guesses, or when too many passwords are being hashed.
    public func changePassword(
        of userID: Int, from old: String, to new: String, keeping session: String?, address: String,
        until deadline: ContinuousClock.Instant
    ) async throws {
        guard PasswordHasher.accepts(new) else { throw AccountRefusal.invalidPassword }
        let row = try await database.read(until: deadline) { reading in
            try reading.row("SELECT username, password_hash FROM users WHERE user_id = \(userID) AND deleted_at IS NULL")
        }
        let stored: String? = try row?.optional(1)
        guard let username = try row.flatMap({ Username(try $0.get(0)) }), PasswordHasher.accepts(old) else {
            throw AccountRefusal.invalidLogin
        }
        try await guessing(username, from: address) { turn in
            guard try await hasher.matches(old, stored, turn, until: deadline), let stored else { throw AccountRefusal.invalidLogin }
            let hash = try await hasher.hash(new, turn, until: deadline)
            try await replace(stored, by: hash, of: userID, keeping: session, until: deadline)
        }
        memory.forget(userID)
    }

    /// The old hash is compared once more, since of two changes at once one alone had the right password.
    private func replace(
        _ old: String, by new: String, of userID: Int, keeping session: String?, until deadline: ContinuousClock.Instant
    ) async throws {
        let (now, kept) = (clock.now().milliseconds, session.flatMap(Secret.digest).map(Array.init))
        try await database.write(for: .server, until: deadline) { writing in
            let changed = try writing.execute(
                """
                UPDATE users SET password_hash = \(new), updated_at = \(now)
                WHERE user_id = \(userID) AND password_hash = \(old) AND disabled_at IS NULL AND deleted_at IS NULL
                """)
            guard changed == 1 else { throw AccountRefusal.invalidLogin }
            try Self.endSessions(of: userID, but: kept, writing)
        }
    }
}
