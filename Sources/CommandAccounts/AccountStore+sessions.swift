// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandStorage
import Crypto

extension AccountStore {
    /// Ends a session of this account. One that has ended, was never there or is another account's: nothing happens, and
    /// the caller cannot tell.
    ///
    /// May be called for: the account.
    /// - Returns: whether there was one, for the audit trail.
    @discardableResult
    public func logOut(_ sessionID: String, of userID: Int, until deadline: ContinuousClock.Instant) async throws -> Bool {
        guard let digest = Secret.digest(of: sessionID).map(Array.init) else { return false }
        let count = try await database.write(for: .server, until: deadline) { writing in
            try writing.execute("DELETE FROM sessions WHERE digest = \(digest) AND user_id = \(userID)")
        }
        memory.forget(userID)
        return count > 0
    }

    /// Ends all sessions of an account.
    ///
    /// May be called for: an admin who holds what the account does.
    /// - Throws: ``AccountRefusal/unknownUser``, ``AccountRefusal/exceedsCaller``.
    public func endSessions(
        of userID: Int, by authority: AccountAuthority = .server, until deadline: ContinuousClock.Instant
    ) async throws {
        try await database.write(for: .server, until: deadline) { writing in
            _ = try AccountRights(authority, writing).target(userID, writing)
            try Self.endSessions(of: userID, writing)
        }
        memory.forget(userID)
    }

    /// Ends all sessions of an account but one. However many there are, this changes one row: their rows go when their absolute
    /// end has come.
    static func endSessions(of userID: Int, but kept: [UInt8]? = nil, _ writing: any Writing) throws {
        try writing.execute("UPDATE users SET session_generation = session_generation + 1 WHERE user_id = \(userID)")
        guard let kept else { return }
        try writing.execute(
            """
            UPDATE sessions SET generation = generation + 1 WHERE digest = \(kept) AND user_id = \(userID)
                AND generation + 1 = (SELECT session_generation FROM users WHERE user_id = \(userID))
            """)
    }

    /// Deletes sessions whose absolute end has come, a thousand at most, and says how many. To be called now and then, so that
    /// the table does not grow; an ended session is refused whether it is still stored or not.
    ///
    /// May be called for: whoever operates the server.
    @discardableResult
    public func prune(until deadline: ContinuousClock.Instant) async throws -> Int {
        let now = clock.now().milliseconds
        return try await database.write(for: .server, until: deadline) { writing in
            try writing.execute(
                "DELETE FROM sessions WHERE digest IN (SELECT digest FROM sessions WHERE expires_at <= \(now) LIMIT 1000)")
        }
    }

    /// Whose session this is, if it has not ended; notes that it was used, unless `isNoted` is false.
    func principal(
        ofSession text: String, until deadline: ContinuousClock.Instant, isNoted: Bool = true
    ) async throws -> Principal? {
        guard let digest = Secret.digest(of: text) else { return nil }
        let now = clock.now()
        let live = liveSession(Array(digest), at: now)
        let row = try await database.read(until: deadline) { reading in try reading.row(live) }
        guard let row, digest == (try row.get(3, as: [UInt8].self)), let principal = try Principal(accountColumnsOf: row)
        else { return nil }
        let lastUsed = Timestamp(milliseconds: try row.get(4))
        if isNoted, lastUsed <= now.adding(seconds: 0 &- SessionLifetime.noteSeconds) {
            await noteUse(of: Array(digest), at: now, until: deadline)
        }
        return principal
    }

    /// A session that began in the future, or was used there, was made by a clock that was wrong: nobody knows when it ends.
    private func liveSession(_ digest: [UInt8], at now: Timestamp) -> SQL {
        let future = now.adding(seconds: SessionLifetime.clockSkew).milliseconds
        return """
            SELECT u.user_id, u.kind, u.permissions, s.digest, s.last_used_at
            FROM sessions s JOIN users u ON u.user_id = s.user_id
            WHERE s.digest = \(digest) AND s.expires_at > \(now.milliseconds)
                AND s.last_used_at > \(lifetime.idleLimit(at: now).milliseconds)
                AND s.created_at <= \(future) AND s.last_used_at <= \(future)
                AND s.generation = u.session_generation AND u.disabled_at IS NULL AND u.deleted_at IS NULL
            """
    }

    /// A session whose use cannot be noted ends early at worst, so what goes wrong here is no reason to refuse it.
    private func noteUse(of digest: [UInt8], at now: Timestamp, until deadline: ContinuousClock.Instant) async {
        let (used, noted) = (now.milliseconds, now.adding(seconds: 0 &- SessionLifetime.noteSeconds).milliseconds)
        _ = try? await database.write(for: .server, until: deadline) { writing in
            try writing.execute(
                "UPDATE sessions SET last_used_at = \(used) WHERE digest = \(digest) AND last_used_at <= \(noted)")
        }
    }
}
