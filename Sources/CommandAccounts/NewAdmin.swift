// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandStorage

/// What is needed to create an admin.
public struct NewAdmin: Sendable {
    /// The name: see ``Username``.
    public var username: String
    /// Where the admin is reached; may be empty.
    public var emailAddress: String
    /// Names with commas between, `*` for all.
    public var permissions: String
    /// The password to log in with; nil for none, as admins call with keys.
    public var password: String?

    /// Composes an admin.
    public init(username: String, emailAddress: String = "", permissions: String = "*", password: String? = nil) {
        self.username = username
        self.emailAddress = emailAddress
        self.permissions = permissions
        self.password = password
    }
}

extension AccountStore {
    /// Creates an admin with a key that holds what the admin does, in one transaction.
    ///
    /// May be called for: whoever operates the server.
    /// - Parameter receive: gets the account's id and its key before they are stored for good, to put the key in a safe place; where it
    ///   throws, nothing is stored.
    /// - Returns: the account's id, and its key.
    /// - Throws: ``AccountRefusal/invalidUsername``, ``AccountRefusal/invalidPassword``, ``AccountRefusal/unknownPermission``,
    ///   ``AccountRefusal/usernameTaken``; what `receive` throws.
    public func createAdmin(
        _ admin: NewAdmin, until deadline: ContinuousClock.Instant,
        receive: @escaping @Sendable (_ userID: Int, _ key: IssuedKey) throws -> Void = { _, _ in }
    ) async throws -> (userID: Int, key: IssuedKey) {
        guard let username = Username(admin.username) else { throw AccountRefusal.invalidUsername }
        if let password = admin.password, !PasswordHasher.accepts(password) { throw AccountRefusal.invalidPassword }
        let permissions = try Permissions(granting: admin.permissions, declared: declaredPermissions)
        var record = UserRecord(
            kind: .admin, username: username, emailAddress: admin.emailAddress, permissions: permissions, createdAt: clock.now())
        if let password = admin.password {
            record.passwordHash = try await hasher.hash(password, .account(.server), until: deadline)
        }
        let secret = Secret(.adminKey)
        do {
            return try await database.write(for: .server, until: deadline) { [record] writing in
                let account = try record.insert(writing)
                let key = try secret.issue(to: account, at: record.createdAt, writing)
                try receive(account, key)
                return (account, key)
            }
        } catch is UniqueViolation {
            throw AccountRefusal.usernameTaken
        }
    }
}
