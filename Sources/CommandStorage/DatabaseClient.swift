// SPDX-License-Identifier: Apache-2.0

/// On whose behalf a database works. Clients take turns, so that one client's work does not keep the others waiting.
public enum DatabaseClient: Hashable, Sendable {
    /// The server itself, for what nobody may be kept waiting for, such as a login. It goes first.
    case server
    /// An account, for its own calls.
    case account(Int)
    /// Nobody in particular. Everything of this kind shares one turn.
    case unnamed

    /// An account, or nobody in particular where there is none, as for an admin who reads those of all accounts.
    public init(account: Int?) { self = account.map { .account($0) } ?? .unnamed }
}
