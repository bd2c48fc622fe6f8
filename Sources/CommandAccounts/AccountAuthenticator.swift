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
        accounts.memory.principal(for: credentials.deciding)
    }

    /// The principal of these credentials, as the database has them now.
    ///
    /// A session's use is noted here, at most once a minute. Where the note cannot be written the session is good nevertheless.
    /// - Throws: `ComponentUnavailable` when the database is away.
    public func principal(for credentials: Credentials) async throws -> Principal? {
        let deciding = credentials.deciding
        let ticket = accounts.memory.ticket()
        guard let principal = try await verify(deciding, until: .now + lookUpLimit) else { return nil }
        accounts.memory.remember(principal, for: deciding, since: ticket)
        return principal
    }

    private func verify(_ credentials: Credentials, until deadline: ContinuousClock.Instant) async throws -> Principal? {
        if let sessionID = credentials.sessionID {
            return try await accounts.principal(ofSession: sessionID, until: deadline)
        }
        var found: [Principal?] = []
        if let key = credentials.adminAPIKey {
            found.append(try await accounts.principal(ofKey: key, kinds: [.admin], until: deadline))
        }
        if let key = credentials.apiKey {
            found.append(try await accounts.principal(ofKey: key, kinds: [.user, .admin], until: deadline))
        }
        guard let first = found.first, found.allSatisfy({ $0 == first }) else { return nil }
        return first
    }
}

extension Credentials {
    /// Those that are tried: an empty text counts as absent, and a session counts only where there is no key.
    fileprivate var deciding: Credentials {
        let apiKey = apiKey?.isEmpty == false ? apiKey : nil
        let adminAPIKey = adminAPIKey?.isEmpty == false ? adminAPIKey : nil
        guard apiKey == nil, adminAPIKey == nil else { return Credentials(apiKey: apiKey, adminAPIKey: adminAPIKey) }
        return Credentials(sessionID: sessionID?.isEmpty == false ? sessionID : nil)
    }
}
