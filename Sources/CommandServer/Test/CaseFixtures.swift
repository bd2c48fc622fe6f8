// SPDX-License-Identifier: Apache-2.0

import CommandCases
import CommandManifest
import Foundation
import Synchronization

/// What some cases need on a gateway: accounts that lack one permission each, sessions in every state, and two accounts whose
/// objects can be told apart.
///
/// Made by `rpc.fixtures.make` with an admin's key, and removed with all that was made with them. Nothing else is: the gateway
/// removes the accounts that it made itself.
final class CaseFixtures: Sendable {
    /// Sends a request to the gateway.
    typealias Sender = @Sendable (CaseRequest) async throws -> PlacedAnswer

    /// Keys and sessions, by who calls with them.
    let keys: [Caller: String]
    /// The first two users.
    let accounts: [TenancyCases.Account]
    /// Whether the gateway can remove what its accounts make.
    let erases: Bool
    private let id: String
    private let callerCount: Int
    private let send: Sender
    private let adminKey: String
    private let looks = Mutex(0)

    /// Makes them.
    ///
    /// - Throws: ``CommandLineFailure`` where the gateway refuses.
    init(adminKey: String, send: @escaping Sender) async throws {
        self.send = send
        self.adminKey = adminKey
        let reply = try await Self.call("make", [], adminKey, send)
        guard case .string(let id)? = reply.member("Fixtures"), case .array(let callers)? = reply.member("Callers"),
            case .object(let sessions)? = reply.member("Sessions")
        else { throw CommandLineFailure("The gateway's answer to rpc.fixtures.make is not understood") }
        self.id = id
        callerCount = callers.count
        erases = reply.member("Erases") == .boolean(true)
        let users = callers.filter { $0.member("Kind") == .string("user") && $0.member("Without") == nil }
        accounts = users.prefix(2).compactMap(TenancyCases.Account.init)
        var keys: [Caller: String] = [:]
        for caller in callers {
            guard let kind = Caller(caller), case .string(let key)? = caller.member("APIKey"), keys[kind] == nil else { continue }
            keys[kind] = key
        }
        for session in sessions {
            guard let state = SessionState(rawValue: session.name.lowercased()), case .string(let text) = session.value else { continue }
            keys[.session(state)] = text
        }
        self.keys = keys
    }

    /// Keeps them for another while, and gives how many rows of the database were changed so far, but for those of looking.
    func look() async throws -> Int {
        let reply = try await Self.call("look", [.init("Fixtures", .string(id))], adminKey, send)
        guard case .integer(let changes)? = reply.member("Changes") else {
            throw CommandLineFailure("The gateway's answer to rpc.fixtures.look is not understood")
        }
        return changes
            - looks.withLock { looks in
                looks += 1
                return looks * callerCount
            }
    }

    /// Does some work, and looks after them until it is done.
    func watched(_ work: @escaping () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { [self] in
                while (try? await Task.sleep(for: .seconds(120))) != nil { _ = try await look() }
            }
            defer { group.cancelAll() }
            try await work()
        }
    }

    /// Removes them, with all that was made with them.
    ///
    /// - Throws: ``CommandLineFailure`` that says what is left.
    func end() async throws {
        do { try await Self.call("remove", [.init("Fixtures", .string(id))], adminKey, send) } catch {
            throw CommandLineFailure(
                "\(callerCount) accounts named generated-\(id.prefix(12))-… could not be removed: \(Reason(error)). "
                    + "The gateway does so by itself, twenty minutes from now at the latest.")
        }
    }

    @discardableResult
    private static func call(
        _ name: String, _ parameters: [ManifestValue.Member], _ adminKey: String, _ send: Sender
    ) async throws -> ManifestValue {
        let call: [ManifestValue.Member] = [
            .init("jsonrpc", .string("2.0")), .init("id", .integer(1)), .init("method", .string("rpc.fixtures." + name)),
            .init("params", .object(parameters)),
        ]
        let request = CaseRequest(
            path: "/rpc", headers: [("Content-Type", "application/json"), ("Authorization", "Bearer " + adminKey)],
            body: Array(ManifestValue.object(call).json.utf8))
        let answer = try await send(request)
        guard let result = ManifestValue(json: answer.text)?.member("result"), result.member("Success") == .boolean(true) else {
            let text = ManifestValue(json: answer.text)?.member("error")?.json ?? "status \(answer.status)"
            throw CommandLineFailure(
                "The gateway does not do what --execute needs, which takes an admin's key with every permission: "
                    + "rpc.fixtures.\(name) was answered with \(text)")
        }
        return result
    }
}

extension Caller {
    /// As a gateway describes one that it made.
    fileprivate init?(_ described: ManifestValue) {
        let missing: String? = if case .string(let name)? = described.member("Without") { name } else { nil }
        switch described.member("Kind") {
        case .string("user"): self = .user(without: missing)
        case .string("admin"): self = .admin(without: missing)
        default: return nil
        }
    }
}

extension TenancyCases.Account {
    fileprivate init?(_ described: ManifestValue) {
        guard case .integer(let user)? = described.member("UserID"), case .integer(let keyID)? = described.member("KeyID"),
            case .string(let key)? = described.member("APIKey")
        else { return nil }
        self.init(.user(without: nil), key: key, known: OwnedIDs(["UserID": [user], "KeyID": [keyID]]))
    }
}
