// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandStorage

extension AccountStore {
    /// Gives an account other permissions. Its keys hold those that both have.
    ///
    /// May be called for: an admin who holds what the account does and what it gets.
    /// - Parameter permissions: names with commas between, `*` for all, empty for none.
    /// - Returns: what the account holds now.
    /// - Throws: ``AccountRefusal/unknownUser``, ``AccountRefusal/unknownPermission``, ``AccountRefusal/exceedsCaller``,
    ///   ``AccountRefusal/lastAdmin``.
    @discardableResult
    public func setPermissions(
        of userID: Int, to permissions: String, by authority: AccountAuthority = .server, until deadline: ContinuousClock.Instant
    ) async throws -> String {
        let given = try Permissions(granting: permissions, declared: declaredPermissions)
        let stored = given.stored
        try await change(userID, "permissions = \(stored)", by: authority, giving: given, until: deadline)
        return stored
    }

    /// Disables an account: its keys and sessions open nothing and it cannot log in, until it is enabled. Its sessions have ended
    /// for good. Disabling it again changes nothing.
    ///
    /// May be called for: an admin who holds what the account does.
    /// - Throws: ``AccountRefusal/unknownUser``, ``AccountRefusal/exceedsCaller``, ``AccountRefusal/lastAdmin``.
    public func disableAccount(
        _ userID: Int, by authority: AccountAuthority = .server, until deadline: ContinuousClock.Instant
    ) async throws {
        let now = clock.now().milliseconds
        try await change(
            userID, "disabled_at = COALESCE(disabled_at, \(now)), session_generation = session_generation + 1", by: authority,
            until: deadline)
    }

    /// Enables an account that was disabled; one that was not stays as it is.
    ///
    /// May be called for: an admin who holds what the account does.
    /// - Throws: ``AccountRefusal/unknownUser``, ``AccountRefusal/exceedsCaller``.
    public func enableAccount(
        _ userID: Int, by authority: AccountAuthority = .server, until deadline: ContinuousClock.Instant
    ) async throws {
        try await change(userID, "disabled_at = NULL", by: authority, until: deadline)
    }

    private func change(
        _ userID: Int, _ assignments: SQL, by authority: AccountAuthority, giving: Permissions = .these([]),
        until deadline: ContinuousClock.Instant
    ) async throws {
        let now = clock.now()
        try await database.write(for: .server, until: deadline) { writing in
            let rights = try AccountRights(authority, writing)
            _ = try rights.target(userID, writing)
            try rights.check(giving)
            try AdminAccess.keeping(writing, at: now) {
                _ = try writing.execute(
                    "UPDATE users SET \(assignments), updated_at = \(now.milliseconds) WHERE user_id = \(userID)")
            }
        }
        memory.forget(userID)
    }
}
