// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Places for replies that are read while they are sent: so many at once, and so many of them for one account. Each holds a
/// piece and what it needs to read the next, so this bounds what all of them hold.
package final class ReplyPlaces: Sendable {
    /// One place, given back when the last reference to it goes.
    package final class Place: Sendable {
        private let places: ReplyPlaces
        private let account: Int

        fileprivate init(_ places: ReplyPlaces, _ account: Int) { (self.places, self.account) = (places, account) }

        deinit { places.leave(account) }
    }

    private struct Waiter {
        let number: Int
        let account: Int
        let continuation: CheckedContinuation<Void, any Error>
    }
    private struct State {
        var taken: [Int: Int] = [:]
        var total = 0
        var waiting: [Waiter] = []
        var number = 0
        /// Waiters whose tasks were cancelled before they stood in line.
        var cancelled: Set<Int> = []
    }

    private let state = Mutex(State())
    private let most: Int
    private let mostOfAccount: Int

    /// So many places, so many of them for one account at most.
    package init(_ most: Int = 64, ofAccount: Int = 8) { (self.most, mostOfAccount) = (most, ofAccount) }

    /// A place, once there is one. Whoever came first goes first, among those whose accounts have not all of theirs.
    /// - Throws: `CancellationError` when the task is cancelled meanwhile.
    package func take(for account: Int) async throws -> Place {
        let number = state.withLock { state in
            state.number += 1
            return state.number
        }
        // A cancellation that came too late is noted for nothing.
        defer { state.withLock { _ = $0.cancelled.remove(number) } }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { stand(Waiter(number: number, account: account, continuation: $0)) }
        } onCancel: {
            cancel(number)
        }
        return Place(self, account)
    }

    private func stand(_ waiter: Waiter) {
        let result: Result<Void, any Error>? = state.withLock { state in
            if state.cancelled.remove(waiter.number) != nil { return .failure(CancellationError()) }
            if enter(waiter.account, &state) { return .success(()) }
            state.waiting.append(waiter)
            return nil
        }
        if let result { waiter.continuation.resume(with: result) }
    }

    private func cancel(_ number: Int) {
        let waiter = state.withLock { state -> Waiter? in
            if let index = state.waiting.firstIndex(where: { $0.number == number }) { return state.waiting.remove(at: index) }
            state.cancelled.insert(number)
            return nil
        }
        waiter?.continuation.resume(throwing: CancellationError())
    }

    private func enter(_ account: Int, _ state: inout State) -> Bool {
        guard state.total < most, state.taken[account, default: 0] < mostOfAccount else { return false }
        state.total += 1
        state.taken[account, default: 0] += 1
        return true
    }

    private func leave(_ account: Int) {
        let next = state.withLock { state -> Waiter? in
            state.total -= 1
            state.taken[account, default: 1] -= 1
            if state.taken[account] == 0 { state.taken[account] = nil }
            guard let index = state.waiting.firstIndex(where: { enter($0.account, &state) }) else { return nil }
            return state.waiting.remove(at: index)
        }
        next?.continuation.resume()
    }
}
