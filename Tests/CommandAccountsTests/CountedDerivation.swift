// SPDX-License-Identifier: Apache-2.0

@testable import CommandAccounts
import Foundation
import Synchronization
import Testing

/// A stand-in for scrypt that counts its calls, and holds them while it is closed.
final class CountedDerivation: Sendable {
    private struct State {
        var isOpen: Bool
        var calls = 0
        var running = 0
        var mostRunning = 0
        var waiters: [(running: Int, waiter: CheckedContinuation<Void, Never>)] = []
    }
    private let state: Mutex<State>
    private let changed = NSCondition()

    /// Open from the start, or closed until ``open()``.
    init(isOpen: Bool = true) { state = Mutex(State(isOpen: isOpen)) }

    /// How often it was called.
    var calls: Int { state.withLock { $0.calls } }
    /// How many calls there were at once, at most.
    var mostRunning: Int { state.withLock { $0.mostRunning } }

    /// A hasher that derives with it.
    func hasher() throws -> PasswordHasher {
        let cost = try #require(ScryptCost(log2Rounds: 4, blockSize: 8, parallelism: 1))
        return PasswordHasher(cost: cost) { password, salt, _ in
            self.enter()
            defer { self.leave() }
            return Array((password + salt + [UInt8](repeating: 0, count: 32)).prefix(32))
        }
    }

    /// A hasher that derives with scrypt, once this lets it.
    func realHasher() throws -> PasswordHasher {
        let cost = try #require(ScryptCost(log2Rounds: 4, blockSize: 8, parallelism: 1))
        return PasswordHasher(cost: cost) { password, salt, cost in
            self.enter()
            defer { self.leave() }
            return try cost.deriveKey(from: password, salt: salt, bytes: 32)
        }
    }

    /// Lets every call through.
    func open() { update { $0.isOpen = true } }

    /// Returns when so many calls are being held.
    func waitUntilRunning(_ count: Int) async {
        await withCheckedContinuation { waiter in
            update { $0.waiters.append((count, waiter)) }
        }
    }

    private func enter() {
        update { state in
            state.calls += 1
            state.running += 1
            state.mostRunning = max(state.mostRunning, state.running)
        }
        wait { $0.isOpen }
    }

    private func leave() { update { $0.running -= 1 } }

    private func update(_ change: (inout State) -> Void) {
        changed.withLock {
            state.withLock { state in
                change(&state)
                let running = state.running
                for (awaited, waiter) in state.waiters where awaited <= running { waiter.resume() }
                state.waiters.removeAll { $0.running <= running }
            }
            changed.broadcast()
        }
    }

    /// Holds a worker's thread, never one of Swift's tasks.
    private func wait(until holds: (State) -> Bool) {
        changed.withLock {
            while !state.withLock({ holds($0) }) { changed.wait() }
        }
    }
}
