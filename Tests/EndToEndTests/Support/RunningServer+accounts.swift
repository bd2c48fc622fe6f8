// SPDX-License-Identifier: Apache-2.0

import Testing

extension RunningServer {
    /// A password that any account here may have.
    static let password = "correct horse battery staple"

    /// A caller with a key of an account of its own, which has these tags and every permission.
    func account(_ name: String, tags: [String] = [], permissions: String = "*") async throws -> Client {
        let made = try await admin.call(
            "account.create",
            [
                "Username": .text("\(name)-\(UInt32.random(in: 0 ... .max))"), "Password": .text(Self.password),
                "EmailAddress": "someone@example.com", "Permissions": .text(permissions),
            ])
        let client = try await key(of: try #require(made.json["UserID"].number, "\(made.text)")).client
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
