// SPDX-License-Identifier: Apache-2.0

public import CommandKit
import CommandStorage

/// The standard authenticator: keys and sessions as ``AccountStore`` has them.
///
/// A key decides where there is one, and the session is not tried. `apiKey` takes keys of users and of admins,
/// `adminAPIKey` those of admins alone; where both are given, both must be valid and of one account.
public struct AccountAuthenticator: Authenticator {
    private let accounts: AccountStore
    private let lookUpLimit: Duration

    /// Verifies against these accounts; a look-up gives up after `lookUpLimit`.
    public init(_ accounts: AccountStore, lookUpLimit: Duration = .seconds(5)) {
        self.accounts = accounts
        self.lookUpLimit = lookUpLimit
    }

    /// The principal of credentials that were verified within the last half second, by the same `AccountStore`.
    public func remembered(_ credentials: Credentials) -> Principal? {
        guard let deciding = DecidingCredential(credentials) else { return nil }
        return accounts.memory.principal(for: deciding)
    }

    /// The principal of an API key that was verified within the last half second, by the same `AccountStore`.
    public func remembered(apiKey: Span<UInt8>) -> Principal? { accounts.memory.principal(forKey: apiKey) }

    /// The principal of these credentials, as the database has them now.
    ///
    /// A session's use is noted here, at most once a minute. Where the note cannot be written the session is good nevertheless.
    /// - Throws: `ComponentUnavailable` when the database is away.
    public func principal(for credentials: Credentials) async throws -> Principal? {
        guard let deciding = DecidingCredential(credentials) else { return nil }
        let ticket = accounts.memory.ticket()
        guard let principal = try await verify(deciding, until: .now + lookUpLimit) else { return nil }
        accounts.memory.remember(principal, for: deciding, since: ticket)
        return principal
    }

    /// The same, without a note of a session's use, and without keeping what was found.
    /// - Throws: `ComponentUnavailable` when the database is away.
    public func principal(inspecting credentials: Credentials) async throws -> Principal? {
        guard let deciding = DecidingCredential(credentials) else { return nil }
        return try await verify(deciding, until: .now + lookUpLimit, isNoted: false)
    }

    /// The principal of an account that is stored.
    /// - Throws: `ComponentUnavailable` when the database is away.
    public func principal(ofAccount accountID: Int) async throws -> Principal? {
        try await accounts.principal(of: accountID, until: .now + lookUpLimit)
    }

    private func verify(
        _ credential: DecidingCredential, until deadline: ContinuousClock.Instant, isNoted: Bool = true
    ) async throws -> Principal? {
        switch credential {
        case .key(let key):
            return try await accounts.principal(ofKey: key, kinds: [.user, .admin], until: deadline)
        case .adminKey(let key):
            return try await accounts.principal(ofKey: key, kinds: [.admin], until: deadline)
        case .keys(let key, let adminKey):
            let admin = try await accounts.principal(ofKey: adminKey, kinds: [.admin], until: deadline)
            let other = try await accounts.principal(ofKey: key, kinds: [.admin], until: deadline)
            guard let admin, let other, admin.accountID == other.accountID else { return nil }
            // One call by two keys may do what both may.
            return Principal(
                kind: .admin, accountID: admin.accountID, permissions: admin.permissions.intersection(other.permissions),
                keyID: admin.keyID)
        case .session(let id):
            return try await accounts.principal(ofSession: id, until: deadline, isNoted: isNoted)
        }
    }
}
