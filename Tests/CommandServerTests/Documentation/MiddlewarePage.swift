// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandMetrics
import CommandTesting
import CoreMetrics
import Synchronization
import Testing

@testable import CommandServer

/// Answers a reading command from an earlier reply to the same caller, for as long as its declaration is in force.
final class Cache: CommandMiddleware {
    struct Key: Hashable { let command: DeclaredCommand, principal: Principal, parameters: JSONText }
    private let replies = Mutex<[Key: CommandReply]>([:])

    func run(_ call: AdmittedCall, next: () async throws -> CommandReply) async throws -> CommandReply {
        guard call.command.effects == .read, !call.command.takesSecrets else { return try await next() }
        let key = Key(command: call.command, principal: call.context.principal, parameters: call.parameters)
        if let reply = replies.withLock({ $0[key] }) { return reply }
        let reply = try await next()
        replies.withLock { $0[key] = reply }  // a real one has a limit and an end
        return reply
    }
}

/// What docs/middleware.md shows.
@Suite("The page about middleware")
struct MiddlewarePage {
    @Test("Its cache answers a caller from an earlier reply, and no other caller")
    func caches() async throws {
        let plugin = Counting()
        let harness = try CommandHarness(
            manifest: Counting.manifest, plugins: [plugin],
            callers: [
                "ann": Principal(kind: .user, accountID: 1, permissions: .all),
                "bob": Principal(kind: .user, accountID: 2, permissions: .all),
            ],
            middleware: [Cache()])
        func count(_ key: String, by number: Int) async -> String {
            await harness.respond(to: .json(#"{"Command":"count.up","APIKey":"\#(key)","By":\#(number)}"#)).text
        }
        let first = await count("ann", by: 1)
        #expect(await count("ann", by: 1) == first)
        for (key, number) in [("bob", 1), ("ann", 2)] { #expect(await count(key, by: number) != first) }
    }

    @Test("Its counter is made by the environment's factory")
    func counts() {
        let registry = PrometheusRegistry()
        hit(CommandApplication.Environment(database: NoDatabase(), publicURL: { "" }, metrics: registry))
        #expect(registry.text.contains("tags_cache_hits_total 1"))
    }

    private func hit(_ environment: CommandApplication.Environment) {
        /// Counts how often an earlier reply was given again.
        let hits = Counter(label: "tags_cache_hits", factory: environment.metrics)  // tags_cache_hits_total
        hits.increment()
    }
}

/// Counts how often it ran.
private struct Counting: CommandPlugin {
    let name = "counting"
    let commands: [any Command] = [CountUp()]

    struct CountUp: Command {
        static let name: CommandName = "count.up"
        struct Parameters: Decodable { var by: Int }
        struct Reply: Encodable { var count: Int }
        private let count = Count()

        func run(_ parameters: Parameters, in context: CommandContext) async throws -> Reply { Reply(count: count.next()) }
    }

    private final class Count: Sendable {
        private let value = Mutex(0)
        func next() -> Int {
            value.withLock { value in
                value += 1
                return value
            }
        }
    }

    static let manifest = """
        manifest: 1
        permissions: {}
        groups: { keys: { APIKey: { type: string, role: key, secret: true, summary: API key } } }
        errors: { 99998: Nobody, 99999: Not allowed, 100006: Invalid, 100007: Unknown }
        commands:
          count.up:
            summary: Count up
            plugin: counting
            access: [user]
            permissions: []
            effects: read
            groups: [keys]
            parameters: { By: { type: integer, required: 1, summary: By how much } }
            errors: { 1: Missing required parameter }
            returns: { Count: { type: integer } }

        """
}
