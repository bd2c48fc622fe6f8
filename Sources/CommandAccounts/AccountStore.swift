// SPDX-License-Identifier: Apache-2.0

public import CommandKit
public import CommandStorage

/// Accounts, their keys and their sessions, in a database that has ``AccountSchema/migrations``.
///
/// Each method says who may call it, and the command that calls it is declared so. What gives or changes rights takes an
/// ``AccountAuthority`` besides, and nobody gives more than they hold.
/// All of them throw CommandKit's `ComponentUnavailable` when the database is away. A change is in force in this process
/// when the method returns, and in others within a second.
public struct AccountStore: Sendable {
    let database: any Database
    private(set) var declaredPermissions: Set<String>
    let lifetime: SessionLifetime
    let hasher: PasswordHasher
    let guesses: GuessLimiter
    let memory: CredentialMemory
    let clock: any WallClock

    /// Accounts in a database.
    ///
    /// - Parameters:
    ///   - permissions: the declared ones, of which an account can hold some.
    ///   - clock: the time of day by which sessions end.
    ///   - monotonic: the time by which verified credentials are forgotten and guesses slowed.
    public init(
        database: any Database, permissions: Set<String>, lifetime: SessionLifetime = .standard,
        hasher: PasswordHasher = PasswordHasher(), clock: any WallClock = SystemClock(),
        monotonic: @escaping MonotonicTime.Source = MonotonicTime.machine
    ) {
        self.database = database
        self.declaredPermissions = permissions
        self.lifetime = lifetime
        self.hasher = hasher
        self.clock = clock
        guesses = GuessLimiter(time: monotonic)
        memory = CredentialMemory(lifetime: .milliseconds(500), capacity: 8192, time: monotonic)
    }

    /// The same accounts, for a manifest that declares these permissions.
    public func declaring(_ permissions: Set<String>) -> AccountStore {
        var accounts = self
        accounts.declaredPermissions = permissions
        return accounts
    }

    /// Creates a user.
    ///
    /// May be called for: an admin who holds the permissions that the user gets.
    /// - Returns: the new account's id.
    /// - Throws: ``AccountRefusal/invalidUsername``, ``AccountRefusal/invalidPassword``, ``AccountRefusal/unknownPermission``,
    ///   ``AccountRefusal/exceedsCaller``, ``AccountRefusal/usernameTaken``; `RateLimited` when too many passwords are being hashed.
    public func createUser(
        _ user: NewUser, by authority: AccountAuthority = .server, until deadline: ContinuousClock.Instant
    ) async throws -> Int {
        guard let username = Username(user.username) else { throw AccountRefusal.invalidUsername }
        guard PasswordHasher.accepts(user.password) else { throw AccountRefusal.invalidPassword }
        let permissions = try Permissions(granting: user.permissions, declared: declaredPermissions)
        if case .caller(let caller) = authority, !permissions.isSubset(of: caller.permissions) { throw AccountRefusal.exceedsCaller }
        let hash = try await hasher.hash(user.password, .account(authority), until: deadline)
        let record = UserRecord(
            kind: .user, username: username, emailAddress: user.emailAddress, firstName: user.firstName, lastName: user.lastName,
            permissions: permissions, passwordHash: hash, createdAt: clock.now())
        return try await insert(record, by: authority, until: deadline)
    }

    /// Creates an admin without a key and without a password.
    ///
    /// May be called for: whoever operates the server.
    /// - Returns: the new account's id.
    /// - Throws: ``AccountRefusal/invalidUsername``, ``AccountRefusal/unknownPermission``, ``AccountRefusal/usernameTaken``.
    public func createAdmin(
        username: String, emailAddress: String, permissions: String = "*", until deadline: ContinuousClock.Instant
    ) async throws -> Int {
        guard let username = Username(username) else { throw AccountRefusal.invalidUsername }
        let permissions = try Permissions(granting: permissions, declared: declaredPermissions)
        let record = UserRecord(
            kind: .admin, username: username, emailAddress: emailAddress, permissions: permissions, createdAt: clock.now())
        return try await insert(record, by: .server, until: deadline)
    }

    private func insert(
        _ record: UserRecord, by authority: AccountAuthority, until deadline: ContinuousClock.Instant
    ) async throws -> Int {
        do {
            return try await database.write(for: .server, until: deadline) { writing in
                let rights = try AccountRights(authority, writing)
                try rights.check(record.permissions)
                let account = try record.insert(by: rights.accountID, writing)
                try rights.adopt(account, writing)
                return account
            }
        } catch is UniqueViolation {
            throw AccountRefusal.usernameTaken
        }
    }
}
