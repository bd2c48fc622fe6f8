// SPDX-License-Identifier: Apache-2.0

@testable import CommandAccounts
import CommandKit
import CommandStorage
import CommandStorageSQLite
import Foundation
import Testing

/// Accounts in a SQLite file of their own, with cheap password hashes and a clock that the test moves.
final class AccountsFixture: Sendable {
    let folder: URL
    let database: SQLiteDatabase
    let clock = ManualClock()
    let accounts: AccountStore

    /// Runs a test on fresh accounts; the file goes afterwards.
    static func run(
        hasher: PasswordHasher? = nil, _ test: (AccountsFixture) async throws -> Void
    ) async throws {
        let fixture = try await AccountsFixture(hasher: hasher ?? .cheap())
        let result = await Result { try await test(fixture) }
        try await fixture.database.close()
        try FileManager.default.removeItem(at: fixture.folder)
        try result.get()
    }

    private init(hasher: PasswordHasher) async throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("accounts-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        database = try SQLiteDatabase(path: folder.appendingPathComponent("accounts.sqlite").path)
        try await database.migrate(AccountSchema.migrations)
        accounts = Self.store(on: database, hasher, clock)
    }

    /// A store as another process would have it: the same database and time, another memory.
    func otherProcess(hasher: PasswordHasher) -> AccountStore { Self.store(on: database, hasher, clock) }

    private static func store(on database: SQLiteDatabase, _ hasher: PasswordHasher, _ clock: ManualClock) -> AccountStore {
        AccountStore(
            database: database, permissions: ["Campaign.Get", "Campaigns.Get"], hasher: hasher, clock: clock,
            monotonic: { clock.elapsed })
    }

    /// When a test's database work gives up.
    var soon: ContinuousClock.Instant { .now + .seconds(30) }

    /// A user `ada` whose password is `a long pass phrase`.
    func ada(permissions: String = "") async throws -> Int {
        try await accounts.createUser(
            NewUser(
                username: "ada", password: "a long pass phrase", emailAddress: "ada@example.com", firstName: "Ada",
                lastName: "Lovelace", permissions: permissions), until: soon)
    }

    /// A login with ada's password, unless another is given.
    func logIn(
        _ username: String = "ada", _ password: String = "a long pass phrase", from address: String = "192.0.2.1"
    ) async throws -> IssuedSession {
        try await accounts.logIn(username: username, password: password, address: address, until: soon)
    }

    /// Who holds these credentials, by an authenticator of the store.
    func principal(apiKey: String? = nil, adminAPIKey: String? = nil, sessionID: String? = nil) async throws -> Principal? {
        try await AccountAuthenticator(accounts)
            .principal(for: Credentials(apiKey: apiKey, adminAPIKey: adminAPIKey, sessionID: sessionID))
    }

    /// How many rows a table has.
    func count(_ table: String) async throws -> Int {
        try await database.read(until: soon) { reading in
            try reading.row("SELECT COUNT(*) FROM \(SQL(stringLiteral: table))")?.get(0) ?? -1
        }
    }
}

extension Principal {
    /// The same caller, whichever key was given.
    var withoutKey: Principal { Principal(kind: kind, accountID: accountID, permissions: permissions) }
}

extension PasswordHasher {
    /// A hash for the server's operator.
    func hash(_ password: String) async throws -> String {
        try await hash(password, .account(.server), until: .now + .seconds(60))
    }

    /// A check for the server's operator.
    func matches(_ password: String, _ hash: String) async throws -> Bool {
        try await matches(password, hash, .account(.server), until: .now + .seconds(60))
    }

    /// Real scrypt at 16 KiB.
    static func cheap(log2Rounds: Int = 4) throws -> PasswordHasher {
        PasswordHasher(cost: try #require(ScryptCost(log2Rounds: log2Rounds, blockSize: 8, parallelism: 1)))
    }
}

extension Result where Failure == any Error {
    fileprivate init(_ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}
