// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// A user's account, known by its name and password.
struct Person: Sendable {
    /// The password that all of them have.
    static let password = "correct horse battery staple"

    let name: String
    let id: Int

    /// Logs in by a caller without credentials.
    func logIn(by client: Client, password: String = Person.password) async throws -> Reply {
        try await client.call("user.login", ["Username": .text(name), "Password": .text(password)])
    }
}

/// The accounts that tests of one server share, since each costs a password's hash.
actor People {
    private var known: [String: Person] = [:]

    /// The account of this name, made when it is first asked for.
    func person(_ name: String, permissions: String, by admin: Client) async throws -> Person {
        if let person = known[name] { return person }
        let made = try await admin.call(
            "account.create",
            [
                "Username": .text(name), "Password": .text(Person.password), "EmailAddress": "someone@example.com",
                "Permissions": .text(permissions),
            ])
        let person = Person(name: name, id: try #require(made.json["UserID"].number, "\(made.text)"))
        known[name] = person
        return person
    }
}

extension RunningServer {
    /// The account of this name, with every permission unless told otherwise.
    func person(_ name: String = "ann", permissions: String = "*") async throws -> Person {
        try await people.person(name, permissions: permissions, by: admin)
    }

    /// A caller with a fresh key of the account of this name, which has these tags.
    func account(_ name: String, tags: [String] = [], permissions: String = "*") async throws -> Client {
        let client = try await key(of: person(name, permissions: permissions).id).client
        for tag in tags { #expect(try await client.call("tag.create", ["Tag": .text(tag)]).code == 0) }
        return client
    }

    /// A fresh key of an account.
    func key(of userID: Int) async throws -> (id: Int, client: Client) {
        let made = try await admin.call("account.key.create", ["UserID": .number(userID)])
        let id = try #require(made.json["KeyID"].number, "\(made.text)")
        return (id, nobody.with(key: made.json["APIKey"].text))
    }
}

/// The suites that hash passwords, one after another: many hashes at once would keep everything else from its processor.
@Suite("Passwords", .serialized) enum Passwords {}
