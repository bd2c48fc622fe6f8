// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandStorage

/// Two accounts to try a fresh server with: a user and an admin, each with a key that is shown this once.
public struct DemoAccount: Sendable {
    /// The user's id. It is named `demo`, holds every permission and has no password.
    public let userID: Int
    /// The user's key.
    public let apiKey: String
    /// The admin's id. It is named `demo-admin`, holds every permission and has no password.
    public let adminID: Int
    /// The admin's key.
    public let adminAPIKey: String
}

extension AccountStore {
    /// Makes the demo accounts where there is no account at all; nil where there is one.
    ///
    /// May be called for: whoever operates the server, when it starts.
    public func demoAccount(until deadline: ContinuousClock.Instant) async throws -> DemoAccount? {
        let (userKey, adminKey) = (Secret(.userKey), Secret(.adminKey))
        let now = clock.now()
        guard let user = Self.demoRecord("demo", .user, at: now), let admin = Self.demoRecord("demo-admin", .admin, at: now)
        else { return nil }
        return try await database.write(until: deadline) { writing in
            guard try writing.row("SELECT user_id FROM users LIMIT 1") == nil else { return nil }
            let (userID, adminID) = (try user.insert(writing), try admin.insert(writing))
            return DemoAccount(
                userID: userID, apiKey: try userKey.issue(to: userID, at: now, writing).apiKey,
                adminID: adminID, adminAPIKey: try adminKey.issue(to: adminID, at: now, writing).apiKey)
        }
    }

    private static func demoRecord(_ name: String, _ kind: Principal.Kind, at now: Timestamp) -> UserRecord? {
        Username(name).map {
            UserRecord(kind: kind, username: $0, emailAddress: "\(name)@example.com", permissions: .all, createdAt: now)
        }
    }
}
