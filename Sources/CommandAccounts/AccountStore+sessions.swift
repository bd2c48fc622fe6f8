// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandStorage
import Crypto

extension AccountStore {
    /// Ends a session of this account. One that has ended, was never there or is another account's: nothing happens, and
    /// the caller cannot tell.
    ///
    /// May be called for: the account.
    public func logOut(_ sessionID: String, of userID: Int, until deadline: ContinuousClock.Instant) async throws {
        guard let digest = Secret.digest(of: sessionID).map(Array.init) else { return }
        try await database.write(until: deadline) { writing in
            _ = try writing.execute("DELETE FROM sessions WHERE digest = \(digest) AND user_id = \(userID)")
        }
        memory.forget(userID)
    }

    /// Deletes sessions whose absolute end has come, a thousand at most, and says how many. To be called now and then, so that
    /// the table does not grow; an ended session is refused whether it is still stored or not.
    ///
    /// May be called for: whoever operates the server.
    @discardableResult
    public func prune(until deadline: ContinuousClock.Instant) async throws -> Int {
        let now = clock.now().milliseconds
        return try await database.write(until: deadline) { writing in
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

    private func liveSession(_ digest: [UInt8], at now: Timestamp) -> SQL {
        """
        SELECT u.user_id, u.kind, u.permissions, s.digest, s.last_used_at
        FROM sessions s JOIN users u ON u.user_id = s.user_id
        WHERE s.digest = \(digest) AND s.expires_at > \(now.milliseconds)
            AND s.last_used_at > \(lifetime.idleLimit(at: now).milliseconds)
        """
    }

    /// A session whose use cannot be noted ends early at worst, so what goes wrong here is no reason to refuse it.
    private func noteUse(of digest: [UInt8], at now: Timestamp, until deadline: ContinuousClock.Instant) async {
        let (used, noted) = (now.milliseconds, now.adding(seconds: 0 &- SessionLifetime.noteSeconds).milliseconds)
        _ = try? await database.write(until: deadline) { writing in
            try writing.execute(
                "UPDATE sessions SET last_used_at = \(used) WHERE digest = \(digest) AND last_used_at <= \(noted)")
        }
    }
}
