// SPDX-License-Identifier: Apache-2.0

package import CommandKit

/// Accounts, keys and sessions that were made for one run of tests, and are removed when it is over.
package struct AccountFixtures: Sendable {
    /// One account and its key.
    package struct Caller: Sendable {
        /// What it is.
        package let kind: Principal.Kind
        /// The one permission that it lacks; nil where it holds all that are declared.
        package let missing: String?
        /// Its account.
        package let accountID: Int
        /// Its key's id.
        package let keyID: Int
        /// Its key.
        package let key: String
    }

    /// Sessions of the first user, each in another state.
    package struct Sessions: Sendable {
        /// It is open.
        package let open: String
        /// Its user logged out.
        package let ended: String
        /// Its absolute end has come.
        package let expired: String
        /// It was left alone for too long.
        package let idle: String
    }

    /// Names them when they are looked after and removed.
    package let id: String
    /// Two users and an admin who may do everything, and one of each kind without each of the permissions.
    package let callers: [Caller]
    /// Sessions of the first of them.
    package let sessions: Sessions

    /// How long they stay where nobody looks after them, so that a run that was killed leaves nothing either.
    package static let lease: Int64 = 600
    /// How many runs there can be at once.
    static let most = 8
}
