// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandRouter
import CommandWire
import Synchronization
import Testing

@Suite("Middleware")
struct MiddlewareTests {
    /// Does what a closure does.
    private struct Around: CommandMiddleware {
        let body: @Sendable (AdmittedCall, () async throws -> CommandReply) async throws -> CommandReply

        func run(_ call: AdmittedCall, next: () async throws -> CommandReply) async throws -> CommandReply {
            try await body(call, next)
        }
    }

    /// Gives an earlier reply of the same declaration to the same caller for the same parameters.
    private final class Cache: CommandMiddleware {
        struct Key: Hashable {
            let command: DeclaredCommand
            let principal: Principal
            let parameters: JSONText
        }
        private let replies = Mutex<[Key: CommandReply]>([:])

        func run(_ call: AdmittedCall, next: () async throws -> CommandReply) async throws -> CommandReply {
            let key = Key(command: call.command, principal: call.context.principal, parameters: call.parameters)
            if let reply = replies.withLock({ $0[key] }) { return reply }
            let reply = try await next()
            replies.withLock { $0[key] = reply }
            return reply
        }
    }

    private func router(_ runs: RunCount = RunCount(), _ middleware: any CommandMiddleware...) throws -> Router {
        var settings = RouterSettings()
        settings.middleware = MiddlewareChain(middleware)
        return try SurfacesFixture.router(runs, settings: settings)
    }

    @Test(
        "Is told of each call once, with the gate, the codes and the rules",
        arguments: [
            (InboundRequest.json("/api.php", #"{"Command":"test.one","APIKey":"all","N":1}"#), "api test.one done"),
            (.json("/api.php", #"{"Command":"test.one","APIKey":"cold","N":1}"#), "api test.one done"),
            (.json("/api/v1/test.one", #"{"APIKey":"all","N":1}"#), "v1 test.one done"),
            (.json("/rpc", #"{"jsonrpc":"2.0","id":1,"method":"test.one","params":{"APIKey":"all","N":1}}"#), "rpc test.one done"),
            (.json("/rpc", #"{"jsonrpc":"2.0","method":"test.one","params":{"APIKey":"all","N":1}}"#), "rpc test.one done"),
            (.json("/api.php", #"{"Command":"test.one","APIKey":"all","N":1}"#, mode: "validate"), "api test.one validated"),
            (.json("/api.php", #"{"Command":"test.one","APIKey":"cold","N":1}"#, mode: "validate"), "api test.one validated"),
            (.json("/api.php", #"{"Command":"test.one","APIKey":"all"}"#), "api test.one refused bind 1 N.required"),
            (.json("/api.php", #"{"Command":"test.one","APIKey":"cold","N":0}"#), "api test.one refused bind 2 N.type"),
            (.json("/api/v1/test.one", #"{"APIKey":"all","N":1,"X":1}"#), "v1 test.one refused bind 100007 call.parameters"),
            (.json("/api.php", #"{"Command":"test.need","APIKey":"none"}"#), "api test.need refused admit 99999 call.permissions"),
            (.json("/api.php", #"{"Command":"test.one","APIKey":"who","N":1}"#), "api test.one refused identify 99998 call.credentials"),
            (.json("/api.php", #"{"Command":"test.one","N":1}"#), "api test.one refused identify 99998 call.credentials"),
            (.json("/api.php", #"{"Command":"test.one","APIKey":"away","N":1}"#), "api test.one refused identify 100004 call.available"),
            (.json("/api.php", #"{"Command":"test.one","APIKey":"busy","N":1}"#), "api test.one refused identify 100008 call.rate"),
            (.json("/api.php", #"{"Command":"test.gone","APIKey":"all"}"#), "api - refused find 100003 call.command"),
            (.json("/api/v1/test.apionly", #"{"APIKey":"all"}"#), "v1 - refused find 100003 call.command"),
            (.json("/api.php", #"{"Command":"test.missing","APIKey":"all"}"#), "api test.missing refused find 100002 call.installed"),
            (.json("/api.php", "{"), "api - refused open 100000 call.wellFormed"),
            (.json("/rpc", "{"), "rpc - refused open 100000 call.wellFormed"),
            (.json("/nowhere", "{}"), "- - refused open 100003 call.command"),
            (.json("/api.php", #"{"Command":"test.fail","APIKey":"all","How":2}"#), "api test.fail refused run 2 test.fail.2"),
            (.json("/api.php", #"{"Command":"test.fail","APIKey":"all","How":4}"#), "api test.fail refused run 100004 call.available"),
            (.json("/api.php", #"{"Command":"test.fail","APIKey":"all","How":9}"#), "api test.fail refused run 100005 call.unexpected"),
        ])
    func endings(request: InboundRequest, line: String) async throws {
        let watcher = Watcher()
        let router = try router(RunCount(), watcher)
        let watched = await router.respond(to: request)
        #expect(watcher.endings.map(\.line) == [line])
        #expect(watcher.endings.map(\.requestID) == [request.requestID])
        #expect((watcher.endings.first?.duration != nil) == !watcher.calls.isEmpty)
        // What it is told changes nothing of what is answered.
        let plain = await (try self.router()).respond(to: request)
        #expect((watched.status, watched.body) == (plain.status, plain.body))
    }

    @Test("Is told of each call of a batch, and of a request that could not be received")
    func manyEndings() async throws {
        let watcher = Watcher()
        let router = try router(RunCount(), watcher)
        _ = await router.rpc(
            #"[{"jsonrpc":"2.0","id":1,"method":"test.who","params":{"APIKey":"all"}},7,{"jsonrpc":"2.0","id":2,"method":"test.gone"}]"#)
        _ = router.refuse(.headTooLarge, path: nil, requestID: RequestID())
        #expect(
            watcher.endings.map(\.line) == [
                "rpc test.who done", "rpc - refused open 100000 call.wellFormed", "rpc - refused find 100003 call.command",
                "- - refused open 100009 call.size",
            ])
    }

    @Test("Knows who called from the gate that admits on", arguments: [("all", 1), ("cold", 1), ("none", 2), ("nobody", nil)])
    func principals(key: String, account: Int?) async throws {
        let watcher = Watcher()
        _ = await (try router(RunCount(), watcher)).api(#"{"Command":"test.need","APIKey":"\#(key)"}"#)
        // One who had to be verified and is not remembered is known where the call ran.
        #expect(watcher.endings.first?.principal?.accountID == account)
    }

    @Test("Counts the parameters that were ignored")
    func ignored() async throws {
        let watcher = Watcher()
        _ = await (try router(RunCount(), watcher)).api(#"{"Command":"test.one","APIKey":"all","N":1,"A":1,"B":2}"#)
        _ = await (try router(RunCount(), watcher)).api(#"{"Command":"test.one","APIKey":"all","A":1}"#)
        #expect(watcher.endings.map(\.ignoredParameters) == [2, 1])
    }

    @Test("Sees what is declared, who calls, and the parameters as bound")
    func declared() async throws {
        let watcher = Watcher()
        _ = await (try router(RunCount(), watcher)).api(#"{"Command":"TEST.FAIL","APIKey":"all","How":"3"}"#)
        let call = try #require(watcher.calls.first)
        #expect(call.command.name.description == "test.fail")
        #expect((call.command.effects, call.command.plugin) == (.write, "test"))
        #expect((call.command.access, call.command.surfaces) == ([.user], [.api, .v1, .rpc]))
        #expect((call.context.principal, call.surface) == (Callers.all, .api))
        #expect(call.parameters.text == #"{"How":3}"#)
        #expect(!call.command.takesSecrets)
    }

    @Test("The first stands outermost")
    func order() async throws {
        let order = Mutex<[String]>([])
        let around = { (name: String) in
            Around { _, next in
                order.withLock { $0.append(name) }
                defer { order.withLock { $0.append("end of \(name)") } }
                return try await next()
            }
        }
        _ = await (try router(RunCount(), around("a"), around("b"))).api(#"{"Command":"test.one","APIKey":"all","N":1}"#)
        #expect(order.withLock(\.self) == ["a", "b", "end of b", "end of a"])
    }

    @Test("Answers in the handler's place with a declared code, as the handler would")
    func refusesInPlace() async throws {
        let runs = RunCount()
        let watcher = Watcher()
        let refusing = Around { _, _ in throw CommandFailure(code: 2) }
        let answer = await (try router(runs, watcher, refusing)).api(#"{"Command":"test.fail","APIKey":"all"}"#)
        #expect((answer.code, answer.rules, runs.value) == ("2", ["test.fail.2"], 0))
        #expect(watcher.endings.map(\.line) == ["api test.fail refused run 2 test.fail.2"])
    }

    @Test("A code that is not declared is our fault")
    func undeclaredCode() async throws {
        let refusing = Around { _, _ in throw CommandFailure(code: 77) }
        let answer = await (try router(RunCount(), refusing)).api(#"{"Command":"test.one","APIKey":"all","N":1}"#)
        #expect(answer.code == "100005")
    }

    @Test("Keeps a reply for later calls of the same declaration, on every surface")
    func caches() async throws {
        let runs = RunCount()
        let router = try router(runs, Cache())
        let first = await router.rpc(#"{"jsonrpc":"2.0","id":1,"method":"test.one","params":{"APIKey":"all","N":1}}"#)
        let flat = await router.api(#"{"Command":"test.one","APIKey":"all","N":"1"}"#)
        let again = await router.rpc(#"{"jsonrpc":"2.0","id":1,"method":"test.one","params":{"APIKey":"all","N":1}}"#)
        #expect((again.text, runs.value) == (first.text, 1))
        #expect(flat.text == #"{"Success":true,"ErrorCode":0}"#)
        _ = await router.api(#"{"Command":"test.one","APIKey":"all","N":2}"#)
        #expect(runs.value == 2)
    }

    @Test("A reply of another declaration is answered with 100005")
    func foreignReply() async throws {
        let kept = Mutex<CommandReply?>(nil)
        let mixing = Around { _, next in
            if let reply = kept.withLock(\.self) { return reply }
            let reply = try await next()
            kept.withLock { $0 = reply }
            return reply
        }
        let router = try router(RunCount(), mixing)
        #expect(await router.api(#"{"Command":"test.one","APIKey":"all","N":1}"#).code == "0")
        #expect(await router.api(#"{"Command":"test.who","APIKey":"all"}"#).code == "100005")
    }

    @Test("Tries again by calling further in twice")
    func retries() async throws {
        let runs = RunCount()
        let twice = Around { _, next in
            _ = try? await next()
            return try await next()
        }
        let router = try router(runs, twice)
        let answer = await router.api(#"{"Command":"test.one","APIKey":"all","N":1}"#)
        #expect((answer.code, runs.value) == ("0", 2))
        #expect(await router.api(#"{"Command":"test.fail","APIKey":"all","How":3}"#).code == "3")
    }
}
