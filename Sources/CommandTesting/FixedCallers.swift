// SPDX-License-Identifier: Apache-2.0

import CommandKit

/// Callers that are known beforehand, by their credential; remembered always, and never revoked.
struct FixedCallers: Authenticator {
    private let principals: [String: Principal]
    /// The same as UTF-8. There are few, so each is looked at.
    private let keys: [[UInt8]]
    private let known: [Principal]

    init(principals: [String: Principal]) {
        self.principals = principals
        keys = principals.keys.map { Array($0.utf8) }
        known = Array(principals.values)
    }

    /// The key decides where there is one; the session is tried only without.
    func remembered(_ credentials: Credentials) -> Principal? {
        if let adminKey = credentials.adminAPIKey {
            guard let admin = principals[adminKey], admin.kind == .admin else { return nil }
            return credentials.apiKey == nil || credentials.apiKey.flatMap({ principals[$0] }) == admin ? admin : nil
        }
        return (credentials.apiKey ?? credentials.sessionID).flatMap { principals[$0] }
    }

    func remembered(apiKey: Span<UInt8>) -> Principal? {
        let keys = keys.span
        for index in keys.indices where keys[index].isSameSecret(as: apiKey) { return known[index] }
        return nil
    }

    func principal(for credentials: Credentials) async throws -> Principal? { remembered(credentials) }

    func principal(ofAccount accountID: Int) async throws -> Principal? { known.first { $0.accountID == accountID } }
}
