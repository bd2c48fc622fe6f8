// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandRouter
import CommandWire
import Synchronization
import Testing

@testable import CommandRouter

@Suite("What an explanation leaves behind") struct ExplainTraceTests {
    @Test("Nothing: no run, no word to middleware, no count of ignored parameters")
    func leavesNothing() async throws {
        let (runs, watcher) = (RunCount(), Watcher())
        var settings = RouterSettings()
        settings.middleware = MiddlewareChain([watcher])
        let router = try SurfacesFixture.router(runs, settings: settings)
        for body in [
            #"{"Command":"test.one","APIKey":"all","N":1,"Odd":2}"#, #"{"Command":"test.one","APIKey":"all","N":0,"Odd":2}"#,
            #"{"Command":"test.one","APIKey":"?"}"#, #"{"Command":"test.need","APIKey":"none"}"#, #"{"Command":"x"}"#, "{",
        ] {
            for mode in [nil, "validate"] { _ = try await router.explain(.json("/api.php", body, mode: mode)) }
            _ = try await router.explain(.json("/rpc", body))
            _ = try await router.explain(.json("/nowhere", body))
        }
        #expect(runs.value == 0)
        #expect(watcher.endings.map(\.line) == [])
        #expect(router.dispatcher.faults.log.ignoredParameterCount == 0)
        _ = await router.api(#"{"Command":"test.one","APIKey":"all","N":1,"Odd":2}"#)
        #expect((runs.value, watcher.endings.count, router.dispatcher.faults.log.ignoredParameterCount) == (1, 1, 1))
    }

    @Test("An authenticator is asked to look, not to let in")
    func inspects() async throws {
        final class Noting: Authenticator {
            let uses = Mutex(0)

            func remembered(_ credentials: Credentials) -> Principal? { nil }
            func principal(for credentials: Credentials) async throws -> Principal? {
                uses.withLock { $0 += 1 }
                return Callers.all
            }
            func principal(inspecting credentials: Credentials) async throws -> Principal? { Callers.all }
        }
        let authenticator = Noting()
        let manifest = try FixtureManifest.commands(FixtureManifest.command("test.who", "access: [user, admin]"))
        let router = Router(manifest: manifest, plugins: [TestPlugin(WhoAmI())], authenticator: authenticator)
        let request = InboundRequest.json("/api.php", #"{"Command":"test.who","APIKey":"k"}"#)
        #expect(try await router.explain(request).verdict == .run)
        #expect(authenticator.uses.withLock(\.self) == 0)
        _ = await router.answer(request)
        #expect(authenticator.uses.withLock(\.self) == 1)
    }
}

@Suite("How many explanations there are") struct ExplainAllowanceTests {
    private final class Clock: Sendable {
        private let time = Mutex(ContinuousClock.now)
        var now: ContinuousClock.Instant { time.withLock(\.self) }
        func advance(by seconds: Int) { time.withLock { $0 += .seconds(seconds) } }
    }

    @Test("600 at once and ten more each second, for each account; a wrong guess costs sixty")
    func counts() {
        let clock = Clock()
        let allowance = ExplainAllowance { clock.now }
        func most(_ account: Int) -> Int {
            var count = 0
            while count < 10_000, (try? allowance.take(account)) != nil { count += 1 }
            return count
        }
        #expect(most(1) == 600)
        clock.advance(by: 3)
        #expect(most(1) == 30)
        #expect(most(2) == 600)
        clock.advance(by: 10_000)
        #expect(most(1) == 600)
        clock.advance(by: 10)
        #expect(throws: Never.self) { try allowance.take(2) }
        allowance.takeGuess(2)
        #expect(most(2) == 540)
        allowance.takeGuess(2)
        let limited = #expect(throws: RateLimited.self) { try allowance.take(2) }
        #expect(limited?.retryAfter == 6)
    }

    @Test("Tells a bounded number of accounts apart")
    func isBounded() throws {
        let allowance = ExplainAllowance()
        for account in 0..<5_000 { try allowance.take(account) }
        #expect(throws: Never.self) { try allowance.take(0) }
    }
}
