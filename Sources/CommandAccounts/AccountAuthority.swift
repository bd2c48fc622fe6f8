// SPDX-License-Identifier: Apache-2.0

public import CommandKit
import CommandStorage

/// By whose right an account is made or changed.
public enum AccountAuthority: Sendable {
    /// Whoever operates the server, who may do everything.
    case server
    /// A caller, who gives no permission that they do not hold, and changes no account that holds one.
    case caller(Principal)
}

/// What an authority may do, as the database has it in this transaction.
struct AccountRights: Sendable {
    /// The account; nil for the server.
    let accountID: Int?
    /// What can be given: what the account holds now and the caller's credential allows.
    let permissions: Permissions
    /// The run of tests that the caller was made for. Such a caller sees the accounts of that run alone.
    let fixtures: String?

    /// - Throws: ``AccountRefusal/exceedsCaller`` where the caller's account was disabled or deleted a moment ago.
    init(_ authority: AccountAuthority, _ reading: any Reading) throws {
        guard case .caller(let caller) = authority else {
            (accountID, permissions, fixtures) = (nil, .all, nil)
            return
        }
        let row = try reading.row(
            """
            SELECT u.permissions, f.fixtures FROM users u LEFT JOIN fixture_accounts f ON f.user_id = u.user_id
            WHERE u.user_id = \(caller.accountID) AND u.disabled_at IS NULL AND u.deleted_at IS NULL
            """)
        guard let row else { throw AccountRefusal.exceedsCaller }
        accountID = caller.accountID
        permissions = caller.permissions.intersection(Permissions(stored: try row.get(0)))
        fixtures = try row.optional(1)
    }

    /// - Throws: ``AccountRefusal/exceedsCaller`` where one of these permissions is not the caller's to give.
    func check(_ given: Permissions) throws(AccountRefusal) {
        guard given.isSubset(of: permissions) else { throw .exceedsCaller }
    }

    /// An account that is about to be changed.
    ///
    /// - Throws: ``AccountRefusal/unknownUser``, also for an account outside the run of tests that the caller was made for;
    ///   ``AccountRefusal/exceedsCaller`` where it holds a permission that the caller does not.
    func target(_ userID: Int, _ reading: any Reading) throws -> AccountTarget {
        let row = try reading.row(
            """
            SELECT u.kind, u.permissions, f.fixtures FROM users u LEFT JOIN fixture_accounts f ON f.user_id = u.user_id
            WHERE u.user_id = \(userID) AND u.deleted_at IS NULL
            """)
        guard let row else { throw AccountRefusal.unknownUser }
        let run: String? = try row.optional(2)
        guard fixtures == nil || fixtures == run else { throw AccountRefusal.unknownUser }
        let target = AccountTarget(kind: try row.get(0), permissions: Permissions(stored: try row.get(1)))
        try check(target.permissions)
        return target
    }

    /// Makes a new account part of the run of tests that the caller was made for, so that it goes with the run. It has no end
    /// of its own.
    func adopt(_ userID: Int, _ writing: any Writing) throws {
        guard let fixtures else { return }
        try writing.execute(
            "INSERT INTO fixture_accounts (user_id, fixtures, expires_at) VALUES (\(userID), \(fixtures), \(Int64.max))")
    }
}

/// An account that is about to be changed.
struct AccountTarget: Sendable {
    /// `user` or `admin`.
    let kind: String
    /// What it holds.
    let permissions: Permissions
}
