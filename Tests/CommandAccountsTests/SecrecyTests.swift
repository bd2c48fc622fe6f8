// SPDX-License-Identifier: Apache-2.0

import CommandAccounts
import CommandKit
import Foundation
import Testing

@Suite("Secrecy") struct SecrecyTests {
    @Test("Bad input 34: no key, session id or password stands in the database's files")
    func files() async throws {
        try await AccountsFixture.run { fixture in
            let demo = try #require(try await fixture.accounts.demoAccount(until: fixture.soon))
            let ada = try await fixture.ada()
            let key = try await fixture.accounts.createKey(for: ada, until: fixture.soon).apiKey
            let session = try await fixture.logIn().sessionID
            _ = try await fixture.principal(sessionID: session)
            try await fixture.accounts.changePassword(of: ada, to: "a new pass phrase", until: fixture.soon)
            let bytes = try fixture.storedBytes()
            #expect(bytes.range(of: Data("ada@example.com".utf8)) != nil)
            for secret in [demo.apiKey, demo.adminAPIKey, key, session, "....a long pass phrase", "....a new pass phrase"] {
                #expect(bytes.range(of: Data(secret.dropFirst(4).utf8)) == nil)
            }
        }
    }

    @Test("A refusal carries nothing of what was sent")
    func refusals() async throws {
        try await AccountsFixture.run { fixture in
            _ = try await fixture.ada()
            do {
                _ = try await fixture.logIn("ada", "a very secret guess")
                Issue.record("The guess was right.")
            } catch {
                #expect(!String(reflecting: error).contains("secret guess"))
            }
        }
    }
}

extension AccountsFixture {
    /// The bytes of the database's files, the log included.
    fileprivate func storedBytes() throws -> Data {
        try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { !$0.path.hasSuffix(".lock") && !$0.path.hasSuffix("-shm") }
            .reduce(into: Data()) { $0.append(try Data(contentsOf: $1)) }
    }
}
