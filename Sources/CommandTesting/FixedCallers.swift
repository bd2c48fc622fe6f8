// SPDX-License-Identifier: Apache-2.0

import CommandKit

/// Callers that are known beforehand, by their credential; remembered always, and never revoked.
struct FixedCallers: Authenticator {
    let principals: [String: Principal]

    /// The key decides where there is one; the session is tried only without.
    func remembered(_ credentials: Credentials) -> Principal? {
        if let adminKey = credentials.adminAPIKey {
            guard let admin = principals[adminKey], admin.kind == .admin else { return nil }
            return credentials.apiKey == nil || credentials.apiKey.flatMap({ principals[$0] }) == admin ? admin : nil
        }
        return (credentials.apiKey ?? credentials.sessionID).flatMap { principals[$0] }
    }

    func principal(for credentials: Credentials) async throws -> Principal? { remembered(credentials) }
}
