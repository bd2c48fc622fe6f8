// SPDX-License-Identifier: Apache-2.0

import CommandAccounts
import Synchronization
import Testing

/// Accounts that stand in a database before its tests begin, so that each golden file has some of its own: making them through
/// commands would cost each a slow hash.
final class PreparedAccounts: Sendable {
    private let rest: Mutex<[[String: String]]>

    /// Makes so many times the accounts that one golden file needs.
    init(_ count: Int, in store: AccountStore) async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        let demo = try #require(try await store.demoAccount(until: deadline))
        let shared = try await Self.sharedAccounts(demo, in: store, until: deadline)
        var all: [[String: String]] = []
        for number in 0..<count {
            var values = shared
            for name in ["user", "other"] {
                let account = try await Self.account(name, "-\(number)", permissions: "*", in: store, until: deadline)
                values.merge(account) { $1 }
            }
            all.append(values)
        }
        rest = Mutex(all.reversed())
    }

    /// The places of the next golden file: `user.key`, `user.id`, `user.name`, `user.password`, those of `other`, another
    /// account, and of `limited`, one without permissions; `admin.key`, `admin.key.id` and `admin.id`; and `lesser.key`, of an admin
    /// who holds the permissions of account commands alone.
    func next() throws -> [String: String] { try #require(rest.withLock { $0.popLast() }, "there are no accounts left") }

    private static func sharedAccounts(
        _ demo: DemoAccount, in store: AccountStore, until deadline: ContinuousClock.Instant
    ) async throws -> [String: String] {
        var values = try await Self.account("limited", permissions: "", in: store, until: deadline)
        let lesser = NewAdmin(
            username: "lesser",
            permissions: "Accounts.Get,Accounts.Create,Accounts.Update,Accounts.Delete,Keys.Create,Keys.Revoke")
        let adminKey = try await store.keys(of: demo.adminID, after: 0, limit: 1, until: deadline).first
        values["admin.id"] = String(demo.adminID)
        values["admin.key"] = demo.adminAPIKey
        values["admin.key.id"] = try #require(adminKey).keyID.description
        values["lesser.key"] = try await store.createAdmin(lesser, until: deadline).key.apiKey
        return values
    }

    private static func account(
        _ name: String, _ suffix: String = "", permissions: String, in store: AccountStore, until deadline: ContinuousClock.Instant
    ) async throws -> [String: String] {
        let user = NewUser(
            username: name + suffix, password: Person.password, emailAddress: "\(name)@example.com", firstName: "Ada",
            lastName: "Lovelace", permissions: permissions)
        let id = try await store.createUser(user, until: deadline)
        let key = try await store.createKey(for: id, until: deadline)
        return [
            "\(name).id": String(id), "\(name).key": key.apiKey, "\(name).key.id": String(key.keyID), "\(name).name": user.username,
            "\(name).password": user.password,
        ]
    }
}
