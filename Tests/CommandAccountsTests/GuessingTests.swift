// SPDX-License-Identifier: Apache-2.0

@testable import CommandAccounts
import CommandKit
import Testing

@Suite("Guessing") struct GuessingTests {
    @Test("Bad input 35: the guesser waits, longer each time, and the owner elsewhere does not")
    func pair() async throws {
        try await AccountsFixture.run { fixture in
            let ada = try await fixture.ada()
            for _ in 0..<5 { await #expect(throws: AccountRefusal.invalidLogin) { try await fixture.logIn("ada", "wrong") } }
            for wait in [2, 4, 8, 16] {
                #expect(await fixture.wait(before: "ada", "a long pass phrase") == wait)
                fixture.clock.advance(by: .seconds(wait) - .milliseconds(1))
                #expect(await fixture.wait(before: "ADA", "a long pass phrase") == 1)
                #expect(try await fixture.logIn(from: "192.0.2.2").user.userID == ada)
                fixture.clock.advance(by: .milliseconds(1))
                await #expect(throws: AccountRefusal.invalidLogin) { try await fixture.logIn("ada", "wrong") }
            }
        }
    }

    @Test("The wait grows to a quarter of an hour and no further")
    func longestWait() throws {
        let clock = ManualClock()
        let limiter = GuessLimiter { clock.elapsed }
        var waits: [Duration] = []
        for _ in 0..<40 {
            let begin = clock.elapsed
            while (try? limiter.admit("ada", from: "192.0.2.1")) == nil { clock.advance(by: .seconds(1)) }
            waits.append(clock.elapsed - begin)
        }
        let growing = [0, 0, 0, 0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 512].map { Duration.seconds($0) }
        #expect(Array(waits.prefix(14)) == growing)
        #expect(waits.dropFirst(14).allSatisfy { $0 == .seconds(900) })
    }

    @Test("A right password ends the wait of its pair and gives the address its guess back")
    func success() async throws {
        try await AccountsFixture.run { fixture in
            _ = try await fixture.ada()
            for _ in 0..<60 {
                for _ in 0..<4 { await #expect(throws: AccountRefusal.invalidLogin) { try await fixture.logIn("ada", "wrong") } }
                _ = try await fixture.logIn()
                fixture.clock.advance(by: .seconds(24))
            }
        }
    }

    @Test("Many guesses at once are counted as they begin")
    func burst() async throws {
        let derivation = CountedDerivation()
        try await AccountsFixture.run(hasher: try derivation.hasher()) { fixture in
            _ = try await fixture.ada()
            let before = derivation.calls
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<100 { group.addTask { _ = try? await fixture.logIn("ada", "wrong") } }
            }
            // What finds no place is no guess at the name.
            #expect(1...5 ~= derivation.calls - before)
        }
    }

    @Test("An address has fifty wrong guesses, whatever the names, and one more each six seconds")
    func address() throws {
        let clock = ManualClock()
        let limiter = GuessLimiter { clock.elapsed }
        for number in 0..<50 { _ = try limiter.admit("user\(number)", from: "192.0.2.1") }
        #expect(throws: RateLimited.self) { try limiter.admit("user50", from: "192.0.2.1") }
        _ = try limiter.admit("user50", from: "192.0.2.2")
        clock.advance(by: .seconds(6))
        _ = try limiter.admit("user50", from: "192.0.2.1")
        #expect(throws: RateLimited.self) { try limiter.admit("user51", from: "192.0.2.1") }
    }

    @Test("A guess that was not looked at does not count")
    func withdrawn() throws {
        let clock = ManualClock()
        let limiter = GuessLimiter { clock.elapsed }
        for _ in 0..<200 { limiter.withdraw(try limiter.admit("ada", from: "192.0.2.1")) }
        for _ in 0..<4 { _ = try limiter.admit("ada", from: "192.0.2.1") }
        limiter.withdraw(try limiter.admit("ada", from: "192.0.2.1"))
        _ = try limiter.admit("ada", from: "192.0.2.1")
        #expect(throws: RateLimited.self) { try limiter.admit("ada", from: "192.0.2.1") }
    }

    @Test("A day after the last wrong guess none counts")
    func forgotten() throws {
        let clock = ManualClock()
        let limiter = GuessLimiter { clock.elapsed }
        for _ in 0..<5 { _ = try limiter.admit("ada", from: "192.0.2.1") }
        clock.advance(by: .seconds(86_401))
        for _ in 0..<5 { _ = try limiter.admit("ada", from: "192.0.2.1") }
        #expect(throws: RateLimited.self) { try limiter.admit("ada", from: "192.0.2.1") }
    }

    @Test(
        "One network's addresses count as one",
        arguments: [
            ("192.0.2.1", "192.0.2.1"), ("::ffff:192.0.2.1", "192.0.2.1"), ("2001:db8:0:1::1", "20:1:d:b8:0:0:0:1/64"),
            ("2001:DB8:0:1:ffff::2", "20:1:d:b8:0:0:0:1/64"), ("in-process", "in-process"), ("", ""),
        ])
    func source(address: String, name: String) { #expect(GuessSource.name(of: address) == name) }

    @Test("Who waits behind whom is a matter of larger networks")
    func network() {
        #expect(GuessSource.network(of: "2001:db8:7:1::1") == GuessSource.network(of: "2001:db8:7:ffff::1"))
        #expect(GuessSource.network(of: "2001:db8:7:1::1") != GuessSource.network(of: "2001:db8:8:1::1"))
        #expect(GuessSource.network(of: "192.0.2.1") == "192.0.2.1")
    }

    @Test("A name that logged in goes first from that address; an address with failures goes last for ten minutes each")
    func turns() throws {
        let clock = ManualClock()
        let limiter = GuessLimiter { clock.elapsed }
        func turn(_ name: String, _ address: String) throws -> HashingTurn {
            let guess = try limiter.admit(name, from: address)
            limiter.withdraw(guess)
            return guess.turn
        }
        #expect(try turn("ada", "192.0.2.1").rank == .clean)
        limiter.succeeded(try limiter.admit("ada", from: "192.0.2.1"))
        #expect(try turn("ada", "192.0.2.1").rank == .known)
        #expect(try turn("ada", "192.0.2.2").rank == .clean)
        #expect(try turn("bob", "192.0.2.1").rank == .clean)
        for _ in 0..<2 { limiter.failed(try limiter.admit("bob", from: "192.0.2.1")) }
        #expect(try turn("bob", "192.0.2.1").failures == 2)
        #expect(try turn("carl", "192.0.2.1").rank == .doubtful)
        #expect(try turn("ada", "192.0.2.1").rank == .known)
        clock.advance(by: .seconds(600))
        #expect(try turn("carl", "192.0.2.1").failures == 1)
        clock.advance(by: .seconds(600))
        #expect(try turn("carl", "192.0.2.1").rank == .clean)
    }
}

extension AccountsFixture {
    /// The seconds to wait that a login is told, or nil where it is not told to wait.
    fileprivate func wait(before username: String, _ password: String) async -> Int? {
        do {
            _ = try await logIn(username, password)
            return nil
        } catch {
            return (error as? RateLimited)?.retryAfter
        }
    }
}
