// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandStorage

/// A session that was just opened, and whose it is.
public struct IssuedSession: Sendable {
    /// The session's id. It is nowhere stored, so this is the one time that it can be shown.
    public let sessionID: String
    /// The user.
    public let user: UserInfo
}

/// What a user is told about themselves.
public struct UserInfo: Hashable, Sendable {
    /// The account's id.
    public let userID: Int
    /// The name, as it was given when the account was made.
    public let username: String
    /// Where the user is reached.
    public let emailAddress: String
    /// May be empty.
    public let firstName: String
    /// May be empty.
    public let lastName: String
}

extension AccountStore {
    /// Opens a session for a user who knows the password, with a fresh id.
    ///
    /// May be called for: anybody. `address` is the peer's, as text: guesses are counted for it and the account together.
    /// An unknown name takes the work of a wrong password. A password that was hashed at another cost is hashed again.
    /// - Throws: ``AccountRefusal/invalidLogin``; `RateLimited` after too many wrong guesses, or when too many passwords are
    ///   being hashed.
    public func logIn(
        username: String, password: String, address: String, until deadline: ContinuousClock.Instant
    ) async throws -> IssuedSession {
        guard let username = Username(username), PasswordHasher.accepts(password) else { throw AccountRefusal.invalidLogin }
        let guess = try guesses.admit(username.folded, from: address)
        do {
            let login = try await logIn(username, password, until: deadline)
            guesses.succeeded(guess)
            return login
        } catch AccountRefusal.invalidLogin {
            throw AccountRefusal.invalidLogin
        } catch {
            guesses.withdraw(guess)
            throw error
        }
    }

    private func logIn(
        _ username: Username, _ password: String, until deadline: ContinuousClock.Instant
    ) async throws -> IssuedSession {
        let row = try await database.read(until: deadline) { reading in
            try reading.row(
                """
                SELECT user_id, username, email, first_name, last_name, password_hash FROM users
                WHERE username_folded = \(username.folded)
                """)
        }
        let hash: String? = try row?.optional(5)
        guard try await hasher.matches(password, hash), let row, let hash else { throw AccountRefusal.invalidLogin }
        let user = try UserInfo(row)
        let login = IssuedSession(sessionID: try await openSession(of: user.userID, whoseHashIs: hash, until: deadline), user: user)
        if hasher.isOutdated(hash) { try await rehash(password, of: user.userID, replacing: hash, until: deadline) }
        return login
    }

    /// The hash is compared once more, since the password may have been changed while this one was checked.
    private func openSession(
        of userID: Int, whoseHashIs hash: String, until deadline: ContinuousClock.Instant
    ) async throws -> String {
        let secret = Secret(.session)
        let now = clock.now()
        let end = now.adding(seconds: lifetime.absoluteSeconds).milliseconds
        try await database.write(until: deadline) { writing in
            let opened = try writing.execute(
                """
                INSERT INTO sessions (digest, user_id, created_at, last_used_at, expires_at)
                SELECT \(secret.digest), user_id, \(now.milliseconds), \(now.milliseconds), \(end) FROM users
                WHERE user_id = \(userID) AND password_hash = \(hash)
                """)
            guard opened == 1 else { throw AccountRefusal.invalidLogin }
        }
        return secret.text
    }

    /// Where there is no room for a second hash now, there will be at a later login.
    private func rehash(
        _ password: String, of userID: Int, replacing old: String, until deadline: ContinuousClock.Instant
    ) async throws {
        guard let new = try? await hasher.hash(password) else { return }
        try await database.write(until: deadline) { writing in
            _ = try writing.execute(
                "UPDATE users SET password_hash = \(new) WHERE user_id = \(userID) AND password_hash = \(old)")
        }
    }
}

extension UserInfo {
    fileprivate init(_ row: Row) throws {
        self.init(
            userID: try row.get(0), username: try row.get(1), emailAddress: try row.get(2), firstName: try row.get(3),
            lastName: try row.get(4))
    }
}
