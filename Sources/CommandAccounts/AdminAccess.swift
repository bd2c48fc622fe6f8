// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandStorage

/// Whether admins can still call: what must not be lost by a change. Sessions do not count, since they end, and neither do
/// accounts that were made for a run of tests.
struct AdminAccess: Sendable {
    /// An admin with every permission has a key that holds them all and has no end.
    let full: Bool
    /// An admin with permissions has a key without an end.
    let lasting: Bool
    /// An admin with permissions has a key.
    let any: Bool

    /// As it is now.
    init(_ reading: any Reading, at now: Timestamp) throws {
        let row = try reading.row(
            """
            SELECT MAX(CASE WHEN u.permissions = '*' AND k.permissions IS NULL AND k.expires_at IS NULL THEN 1 ELSE 0 END),
                MAX(CASE WHEN k.expires_at IS NULL THEN 1 ELSE 0 END), COUNT(*)
            FROM users u JOIN api_keys k ON k.user_id = u.user_id
            WHERE u.kind = 'admin' AND u.disabled_at IS NULL AND u.deleted_at IS NULL AND u.permissions <> ''
                AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > \(now.milliseconds))
                AND NOT EXISTS (SELECT 1 FROM fixture_accounts f WHERE f.user_id = u.user_id)
            """)
        full = try row?.optional(0, as: Int.self) == 1
        lasting = try row?.optional(1, as: Int.self) == 1
        any = try row.map { try $0.get(2, as: Int.self) > 0 } ?? false
    }

    /// Makes a change that leaves admins what they can do.
    ///
    /// - Throws: ``AccountRefusal/lastAdmin`` where it does not; the transaction is then to be given up.
    static func keeping<Result>(_ writing: any Writing, at now: Timestamp, _ change: () throws -> Result) throws -> Result {
        let before = try AdminAccess(writing, at: now)
        let result = try change()
        let after = try AdminAccess(writing, at: now)
        let isLost = before.full && !after.full || before.lasting && !after.lasting || before.any && !after.any
        guard !isLost else { throw AccountRefusal.lastAdmin }
        return result
    }
}
