// SPDX-License-Identifier: Apache-2.0

import CommandKit
public import CommandStorage

extension AccountStore {
    /// How long a call may run that was admitted before its account was deleted, in seconds, and some more. What is kept of the
    /// account is looked through once more after this time.
    static let longestCall: Int64 = 60

    /// Deletes an account: it cannot log in, its keys and sessions open nothing, and its name is free. What is kept of it is to be
    /// erased afterwards, in steps, by ``eraseStep(of:until:erase:)``.
    ///
    /// May be called for: an admin who holds what the account does.
    /// - Throws: ``AccountRefusal/unknownUser``, ``AccountRefusal/exceedsCaller``, ``AccountRefusal/lastAdmin``.
    public func deleteAccount(
        _ userID: Int, by authority: AccountAuthority = .server, until deadline: ContinuousClock.Instant
    ) async throws {
        let now = clock.now()
        try await database.write(for: .server, until: deadline) { writing in
            _ = try AccountRights(authority, writing).target(userID, writing)
            try AdminAccess.keeping(writing, at: now) { try Self.bury(userID, at: now, writing) }
        }
        memory.forget(userID)
    }

    /// Accounts that were deleted and of which something is kept, a hundred at most, the one that was deleted first in front.
    ///
    /// May be called for: the server.
    public func accountsToErase(until deadline: ContinuousClock.Instant) async throws -> [Int] {
        try await database.snapshot(for: .unnamed, until: deadline) { reading in
            try reading.rows("SELECT user_id FROM users WHERE deleted_at IS NOT NULL ORDER BY deleted_at, user_id LIMIT 100")
                .map { try $0.get(0) }
        }
    }

    /// Erases a part of what is kept of a deleted account, in one short write. The account's own row goes last, once no call that
    /// was admitted before it was deleted can still be running.
    ///
    /// May be called for: the server.
    /// - Parameter erase: removes a bounded part of what an application keeps of an account, and says whether anything is left.
    public func eraseStep(
        of userID: Int, until deadline: ContinuousClock.Instant, erase: @escaping @Sendable (Int, any Writing) throws -> Bool
    ) async throws -> ErasureStep {
        let latest = clock.now().adding(seconds: 0 &- Self.longestCall).milliseconds
        return try await database.write(for: .unnamed, until: deadline) { writing in
            let row = try writing.row("SELECT deleted_at FROM users WHERE user_id = \(userID) AND deleted_at IS NOT NULL")
            guard let row else { return .done }
            guard try !erase(userID, writing), try Self.eraseCredentials(of: userID, writing) < 1000 else { return .more }
            guard try row.get(0) <= latest else { return .waits }
            try writing.execute("DELETE FROM fixture_accounts WHERE user_id = \(userID)")
            try writing.execute("DELETE FROM users WHERE user_id = \(userID)")
            return .done
        }
    }

    /// Removes a thousand sessions and a thousand keys at most; gives how many of the kind of which there were more.
    private static func eraseCredentials(of userID: Int, _ writing: any Writing) throws -> Int {
        max(
            try writing.execute(
                "DELETE FROM sessions WHERE digest IN (SELECT digest FROM sessions WHERE user_id = \(userID) LIMIT 1000)"),
            try writing.execute(
                "DELETE FROM api_keys WHERE key_id IN (SELECT key_id FROM api_keys WHERE user_id = \(userID) LIMIT 1000)"))
    }

    /// Leaves of an account its id alone. The text that stands for its name begins with a space, which no folded name does.
    static func bury(_ userID: Int, at moment: Timestamp, _ writing: any Writing) throws {
        let name = " deleted \(userID)"
        try writing.execute(
            """
            UPDATE users SET username = \(name), username_folded = \(name), email = '', email_folded = '', first_name = '', last_name = '',
                permissions = '', password_hash = NULL, deleted_at = \(moment.milliseconds)
            WHERE user_id = \(userID) AND deleted_at IS NULL
            """)
    }
}

/// What a step of erasing an account came to.
public enum ErasureStep: Hashable, Sendable {
    /// There is more to erase.
    case more
    /// Nothing is left but the account's id, which goes when no call of the account can be running any more.
    case waits
    /// Nothing is left.
    case done
}
