// SPDX-License-Identifier: Apache-2.0

@testable import CommandAccounts
import CommandKit
import Testing

@Suite("Password hashes") struct PasswordHasherTests {
    @Test(
        "RFC 7914, section 12: the library derives the test vectors",
        arguments: [
            ("password", "NaCl", 10, 8, 16, "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"),
            ("pleaseletmein", "SodiumChloride", 14, 8, 1, "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"),
        ])
    func vectors(password: String, salt: String, log2Rounds: Int, blockSize: Int, parallelism: Int, key: String) throws {
        let cost = try #require(ScryptCost(log2Rounds: log2Rounds, blockSize: blockSize, parallelism: parallelism))
        let derived = try cost.deriveKey(from: Array(password.utf8), salt: Array(salt.utf8), bytes: 64)
        #expect(derived.prefix(32).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() == key)
    }

    @Test("The standard cost is N = 2^17, r = 8, p = 1, and the library allows its memory")
    func standardCost() async throws {
        let hasher = PasswordHasher()
        let hash = try await hasher.hash("a long pass phrase")
        #expect(hash.hasPrefix("$scrypt$ln=17,r=8,p=1$"))
        #expect(try await hasher.matches("a long pass phrase", hash))
        #expect(try await !hasher.matches("a long pass phrasf", hash))
    }

    @Test("Two hashes of one password differ")
    func salt() async throws {
        let hasher = try PasswordHasher.cheap()
        let (first, second) = (try await hasher.hash("same"), try await hasher.hash("same"))
        #expect(first != second)
        #expect(first.split(separator: "$")[2] != second.split(separator: "$")[2])
    }

    @Test("Two hash at once, and a holder without a place left is told to come again")
    func queue() async throws {
        let derivation = CountedDerivation(isOpen: false)
        let hasher = try derivation.hasher()
        await withTaskGroup(of: Result<String, any Error>.self) { group in
            for _ in 0..<17 {
                group.addTask { do { return .success(try await hasher.hash("p")) } catch { return .failure(error) } }
            }
            // While the derivation is closed none can end but the one that is refused.
            let refused = await group.next()
            #expect(throws: RateLimited.self) { try refused?.get() }
            await derivation.waitUntilRunning(2)
            derivation.open()
            for await result in group { #expect(throws: Never.self) { try result.get() } }
        }
        #expect(derivation.calls == 16)
        #expect(derivation.mostRunning == 2)
        _ = try await hasher.hash("p")
        #expect(derivation.calls == 17)
    }

    @Test("A call that is cancelled while it waits leaves its place at once")
    func cancelled() async throws {
        let derivation = CountedDerivation(isOpen: false)
        let hasher = try derivation.hasher()
        let running = [Task { try await hasher.hash("p") }, Task { try await hasher.hash("p") }]
        await derivation.waitUntilRunning(2)
        let waiting = Task { try await hasher.hash("p") }
        waiting.cancel()
        await #expect(throws: RateLimited.self) { try await waiting.value }
        #expect(hasher.queue.waitingCount == 0)
        derivation.open()
        for task in running { _ = try await task.value }
        #expect(derivation.calls == 2)
    }

    @Test("A try that finds no place is no guess at the name, but one of its address, and soon no longer put in line")
    func noPlace() async throws {
        let derivation = CountedDerivation(isOpen: false)
        try await AccountsFixture.run { fixture in
            let ada = try await fixture.ada()
            let busy = fixture.otherProcess(hasher: try derivation.realHasher())
            let soon = fixture.soon
            @Sendable func logIn(_ name: String, from address: String) async throws -> Int {
                try await busy.logIn(username: name, password: "a long pass phrase", address: address, until: soon).user.userID
            }
            let held = (0..<2).map { number in Task { try await logIn("nobody\(number)", from: "192.0.2.1") } }
            await derivation.waitUntilRunning(2)
            for _ in 0..<48 {
                await #expect(throws: RateLimited.self) { try await logIn("ada", from: "192.0.2.1") }
            }
            derivation.open()
            for task in held { await #expect(throws: AccountRefusal.invalidLogin) { try await task.value } }
            let before = derivation.calls
            await #expect(throws: RateLimited.self) { try await logIn("ada", from: "192.0.2.1") }
            #expect(derivation.calls == before)
            #expect(try await logIn("ada", from: "192.0.2.2") == ada)
            fixture.clock.advance(by: .seconds(6))
            #expect(try await logIn("ada", from: "192.0.2.1") == ada)
        }
    }

    @Test(
        "Reads back what it wrote, and nothing that is not of its form",
        arguments: [
            "", "$", "$scrypt$ln=17,r=8,p=1$", "$scrypt$ln=21,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA",
            "$scrypt$ln=4,r=0,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA",
            "$scrypt$ln=99999999999999999999,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA",
            "$scrypt$r=8,ln=4,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA",
            "$argon2id$ln=4,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA",
            "$scrypt$ln=4,r=8,p=1$AAAA$AAAAAAAAAAAAAAAAAAAAAA", "$scrypt$ln=4,r=8,p=1$!!!!!!!!!!!!!!!!$AAAAAAAAAAAAAAAAAAAAAA",
        ])
    func encoding(text: String) throws {
        #expect(PasswordHash(encoded: text) == nil)
        let good = "$scrypt$ln=4,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA"
        #expect(try #require(PasswordHash(encoded: good)).encoded == good)
    }

    @Test(
        "Refuses costs that would take the machine",
        arguments: [
            (3, 8, 1), (21, 8, 1), (17, 0, 1), (17, 17, 1), (17, 8, 0), (17, 8, 17), (16, 1, 1), (.max, .max, .max), (-1, -1, -1),
        ])
    func costs(log2Rounds: Int, blockSize: Int, parallelism: Int) {
        #expect(ScryptCost(log2Rounds: log2Rounds, blockSize: blockSize, parallelism: parallelism) == nil)
    }

    @Test("An empty password or salt does not end the process")
    func empty() throws {
        let cost = try #require(ScryptCost(log2Rounds: 4, blockSize: 8, parallelism: 1))
        #expect(throws: EmptyPassword.self) { try cost.deriveKey(from: [], salt: [1], bytes: 32) }
        #expect(throws: EmptyPassword.self) { try cost.deriveKey(from: [1], salt: [], bytes: 32) }
    }
}
