// SPDX-License-Identifier: Apache-2.0

import CommandCases
import CommandManifest
import Foundation

/// What some cases need on a running gateway: accounts that lack one permission each, a session, and one that ended.
///
/// Made with an admin's key through the commands about accounts, whose keys and sessions are ended again. The accounts stay,
/// since no command removes one; their passwords are random and kept nowhere.
struct CaseFixtures {
    /// What was made, by who calls with it.
    private(set) var keys: [Caller: String] = [:]
    private var keyIDs: [Int] = []
    private let sender: CaseSender
    private let adminKey: String
    /// Tells the accounts of this run from those of others.
    private let run = String(UInt64.random(in: 0...UInt64.max), radix: 36)

    /// Makes what the cases of a suite call as; what was made is ended where something fails.
    ///
    /// - Throws: ``CommandLineFailure`` where the gateway refuses.
    static func make(for suite: CaseSuite, on sender: CaseSender, adminKey: String) async throws -> CaseFixtures {
        var fixtures = CaseFixtures(sender, adminKey)
        do {
            try await fixtures.make(suite.manifest.permissions.map(\.name), for: suite.callers)
        } catch {
            try? await fixtures.end()
            throw error
        }
        return fixtures
    }

    private init(_ sender: CaseSender, _ adminKey: String) {
        self.sender = sender
        self.adminKey = adminKey
    }

    private mutating func make(_ permissions: [String], for callers: Set<Caller>) async throws {
        for permission in permissions where callers.contains(.user(without: permission)) {
            try await makeKey(for: .user(without: permission), permissions.filter { $0 != permission })
        }
        guard callers.contains(.session(isEnded: false)) || callers.contains(.session(isEnded: true)) else { return }
        let (name, password) = try await makeKey(for: .user(without: nil), permissions)
        keys[.session(isEnded: false)] = try await logIn(name, password)
        let ended = try await logIn(name, password)
        try await call("user.logout", ["SessionID": .string(ended), "APIKey": .string(keys[.user(without: nil)] ?? "")])
        keys[.session(isEnded: true)] = ended
    }

    @discardableResult
    private mutating func makeKey(for caller: Caller, _ permissions: [String]) async throws -> (name: String, password: String) {
        let (name, password) = ("generated-\(run)-\(keys.count)", "\(UUID())-\(UUID())")
        let account = try await call(
            "account.create",
            [
                "AdminAPIKey": .string(adminKey), "Username": .string(name), "Password": .string(password),
                "EmailAddress": .string("generated@example.com"), "Permissions": .string(permissions.joined(separator: ",")),
            ])
        let key = try await call("account.key.create", ["AdminAPIKey": .string(adminKey), "UserID": account["UserID"] ?? .null])
        if case .integer(let id)? = key["KeyID"] { keyIDs.append(id) }
        guard case .string(let text)? = key["APIKey"] else { throw CommandLineFailure("account.key.create gave no APIKey") }
        keys[caller] = text
        return (name, password)
    }

    private func logIn(_ name: String, _ password: String) async throws -> String {
        let reply = try await call("user.login", ["Username": .string(name), "Password": .string(password)])
        guard case .string(let id)? = reply["SessionID"] else { throw CommandLineFailure("user.login gave no SessionID") }
        return id
    }

    /// Ends every key and session that was made, also after one that could not be ended.
    ///
    /// - Throws: ``CommandLineFailure`` where the gateway refuses.
    func end() async throws {
        var calls = keyIDs.map { ("account.key.revoke", ["AdminAPIKey": ManifestValue.string(adminKey), "KeyID": .integer($0)]) }
        if let session = keys[.session(isEnded: false)], let key = keys[.user(without: nil)] {
            calls.insert(("user.logout", ["SessionID": .string(session), "APIKey": .string(key)]), at: 0)
        }
        var failure: (any Error)?
        for (command, parameters) in calls {
            do { try await call(command, parameters) } catch { failure = failure ?? error }
        }
        if let failure { throw failure }
    }

    @discardableResult
    private func call(_ command: String, _ parameters: [String: ManifestValue]) async throws -> [String: ManifestValue] {
        let members = [ManifestValue.Member("Command", .string(command))] + parameters.map { ManifestValue.Member($0.key, $0.value) }
        let request = CaseRequest(
            path: "/api.php", headers: [("Content-Type", "application/json")], body: Array(ManifestValue.object(members).json.utf8))
        let (status, body) = try await sender.send(request)
        guard case .object(let fields)? = ManifestValue(json: String(decoding: body, as: UTF8.self)),
            fields.contains(ManifestValue.Member("Success", .boolean(true)))
        else { throw CommandLineFailure("The gateway cannot make what --execute needs: \(command) answered with \(status)") }
        return Dictionary(fields.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    }
}
