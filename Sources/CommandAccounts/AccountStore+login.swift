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
    /// Opens a session for a user who knows the password, by name or by email address, or for an admin who has one, with a fresh id.
    ///
    /// May be called for: anybody. `address` is the peer's, as text: guesses are counted for it and the account together.
    /// An unknown name takes the work of a wrong password, and so does an account that is disabled. A password that was hashed at another cost is hashed again.
    /// - Throws: ``AccountRefusal/invalidLogin``; `RateLimited` after too many wrong guesses, or when too many passwords are
    ///   being hashed.
    public func logIn(
        username: String, password: String, address: String, until deadline: ContinuousClock.Instant
    ) async throws -> IssuedSession {
        guard let username = Username(username), PasswordHasher.accepts(password) else { throw AccountRefusal.invalidLogin }
        return try await guessing(username, from: address) { turn in
            try await logIn(username, password, turn, until: deadline)
        }
    }

    /// Does what takes a right password, of a name from an address; counts it where it was wrong.
    ///
    /// - Throws: `RateLimited`; what `check` throws, of which ``AccountRefusal/invalidLogin`` is a wrong password.
    func guessing<Result>(
        _ username: Username, from address: String, _ check: (HashingTurn) async throws -> Result
    ) async throws -> Result {
        let guess = try guesses.admit(username.folded, from: address)
        do {
            let result = try await check(guess.turn)
            guesses.succeeded(guess)
            return result
        } catch AccountRefusal.invalidLogin {
            guesses.failed(guess)
            throw AccountRefusal.invalidLogin
        } catch let refusal as PasswordQueue.Refusal {
            guesses.refused(guess, refusal)
            throw RateLimited(retryAfter: refusal.retryAfter)
        } catch {
            guesses.withdraw(guess)
            throw error
        }
    }

    private func logIn(
        _ username: Username, _ password: String, _ turn: HashingTurn, until deadline: ContinuousClock.Instant
    ) async throws -> IssuedSession {
        let row = try await database.read(until: deadline) { try Self.row(of: username, in: $0) }
        let hash: String? = try row?.optional(5)
        guard try await hasher.matches(password, hash, turn, until: deadline), let row, let hash else {
            throw AccountRefusal.invalidLogin
        }
        let user = try UserInfo(row)
        let login = IssuedSession(sessionID: try await openSession(of: user.userID, whoseHashIs: hash, until: deadline), user: user)
        if hasher.isOutdated(hash) { await rehash(password, of: user.userID, replacing: hash, turn, until: deadline) }
        return login
    }

    /// The account of a name; where there is none, the one account that has this address. An address of several is nobody's.
    private static func row(of username: Username, in database: any Reading) throws -> Row? {
        let columns: SQL = "SELECT user_id, username, email, first_name, last_name, password_hash FROM users"
        let isThere: SQL = "disabled_at IS NULL AND deleted_at IS NULL"
        let named = try database.row(
            "\(columns) WHERE username_folded IN (\(username.folded), \(username.exact)) AND \(isThere)")
        guard named == nil, username.text.contains("@") else { return named }
        let rows = try database.rows("\(columns) WHERE email_folded = \(AddressFolding.folded(username.text)) AND \(isThere) LIMIT 2")
        return rows.count == 1 ? rows[0] : nil
    }

    /// The hash is compared once more, since the password may have been changed, or the account disabled, while this one was
    /// checked.
    private func openSession(
        of userID: Int, whoseHashIs hash: String, until deadline: ContinuousClock.Instant
    ) async throws -> String {
        let secret = Secret(.session)
        let now = clock.now()
        let end = now.adding(seconds: lifetime.absoluteSeconds).milliseconds
        try await database.write(for: .server, until: deadline) { writing in
            let opened = try writing.execute(
                """
                INSERT INTO sessions (digest, user_id, created_at, last_used_at, expires_at, generation)
                SELECT \(secret.digest), user_id, \(now.milliseconds), \(now.milliseconds), \(end), session_generation FROM users
                WHERE user_id = \(userID) AND password_hash = \(hash) AND disabled_at IS NULL AND deleted_at IS NULL
                """)
            guard opened == 1 else { throw AccountRefusal.invalidLogin }
        }
        return secret.text
    }

    /// Where there is no room or no time for a second hash now, there will be at a later login: the session is open already.
    private func rehash(
        _ password: String, of userID: Int, replacing old: String, _ turn: HashingTurn, until deadline: ContinuousClock.Instant
    ) async {
        guard let new = try? await hasher.hash(password, turn, until: deadline) else { return }
        _ = try? await database.write(for: .server, until: deadline) { writing in
            try writing.execute("UPDATE users SET password_hash = \(new) WHERE user_id = \(userID) AND password_hash = \(old)")
        }
    }
}

extension UserInfo {
    /// From a row that begins with `user_id`, `username`, `email`, `first_name`, `last_name`.
    init(_ row: Row) throws {
        self.init(
            userID: try row.get(0), username: try row.get(1), emailAddress: try row.get(2), firstName: try row.get(3),
            lastName: try row.get(4))
    }
}
