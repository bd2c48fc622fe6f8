// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandStorage

/// Two accounts to try a fresh server with: a user and an admin, each with a key that is shown this once.
public struct DemoAccount: Sendable {
    /// How the user logs in, and a session that is open already.
    public struct Login: Sendable {
        /// The user's name.
        public let username: String
        /// The user's password, drawn at random. It is nowhere stored, so this is the one time that it can be shown.
        public let password: String
        /// The session's id, shown this once as well.
        public let sessionID: String
    }

    /// The user's id. It is named `demo` and holds every permission.
    public let userID: Int
    /// The user's key.
    public let apiKey: String
    /// The admin's id. It is named `demo-admin`, holds every permission and has no password.
    public let adminID: Int
    /// The admin's key.
    public let adminAPIKey: String
    /// How the user logs in; nil where the user has no password.
    public let login: Login?
}

extension AccountStore {
    /// Makes the demo accounts where there is no account at all; nil where there is one.
    ///
    /// May be called for: whoever operates the server, when it starts. A user who can log in costs a password's hash.
    public func demoAccount(canLogIn: Bool = false, until deadline: ContinuousClock.Instant) async throws -> DemoAccount? {
        guard try await isEmpty(until: deadline) else { return nil }
        let (userKey, adminKey, session) = (Secret(.userKey), Secret(.adminKey), Secret(.session))
        let password = String(Secret.freshLetters().prefix(20))
        let hash = canLogIn ? try await hasher.hash(password, .account(.server), until: deadline) : nil
        let now = clock.now()
        let end = now.adding(seconds: lifetime.absoluteSeconds)
        guard var user = Self.demoRecord("demo", .user, at: now), let admin = Self.demoRecord("demo-admin", .admin, at: now)
        else { return nil }
        user.passwordHash = hash
        return try await database.write(for: .server, until: deadline) { [user] writing in
            guard try Self.isEmpty(writing) else { return nil }
            let (userID, adminID) = (try user.insert(writing), try admin.insert(writing))
            if canLogIn { try session.open(for: userID, at: now, end: end, writing) }
            return DemoAccount(
                userID: userID, apiKey: try userKey.issue(to: userID, at: now, writing).apiKey,
                adminID: adminID, adminAPIKey: try adminKey.issue(to: adminID, at: now, writing).apiKey,
                login: canLogIn
                    ? DemoAccount.Login(username: user.username.text, password: password, sessionID: session.text) : nil)
        }
    }

    private func isEmpty(until deadline: ContinuousClock.Instant) async throws -> Bool {
        try await database.snapshot(for: .server, until: deadline) { try Self.isEmpty($0) }
    }

    private static func isEmpty(_ reading: any Reading) throws -> Bool {
        try reading.row("SELECT user_id FROM users LIMIT 1") == nil
    }

    private static func demoRecord(_ name: String, _ kind: Principal.Kind, at now: Timestamp) -> UserRecord? {
        Username(name).map {
            UserRecord(kind: kind, username: $0, emailAddress: "\(name)@example.com", permissions: .all, createdAt: now)
        }
    }
}

extension Secret {
    /// Writes a session with this secret.
    fileprivate func open(for userID: Int, at now: Timestamp, end: Timestamp, _ writing: any Writing) throws {
        try writing.execute(
            """
            INSERT INTO sessions (digest, user_id, created_at, last_used_at, expires_at)
            VALUES (\(digest), \(userID), \(now.milliseconds), \(now.milliseconds), \(end.milliseconds))
            """)
    }
}
