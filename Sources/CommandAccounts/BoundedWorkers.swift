// SPDX-License-Identifier: Apache-2.0

import CommandKit
import Foundation
import Synchronization

/// Threads of their own for work that takes long: so many pieces at once, so many waiting behind them, no more.
///
/// A thread begins with the first piece of work and ends when none is left. They are no dispatch queue, since a concurrent one
/// shares its threads with Swift's tasks: on two processors two hashes would leave none for them.
final class BoundedWorkers: Sendable {
    private struct State {
        var running = 0
        var waiting: [@Sendable () -> Void] = []
    }
    private enum Admission { case started, queued, refused }

    private let limit: Int
    private let waitingLimit: Int
    private let state = Mutex(State())

    /// `limit` pieces of work at once and `waitingLimit` behind.
    init(limit: Int, waitingLimit: Int) {
        self.limit = limit
        self.waitingLimit = waitingLimit
    }

    /// Runs work on a thread of its own, in the order of the calls; the caller's thread is free meanwhile.
    ///
    /// - Throws: ``RateLimited`` at once when the queue is full; what the work throws.
    func run<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            let job: @Sendable () -> Void = { continuation.resume(with: Swift.Result { try work() }) }
            switch admit(job) {
            case .started: Thread.detachNewThread { self.drain(startingWith: job) }
            case .queued: break
            case .refused: continuation.resume(throwing: RateLimited(retryAfter: 1))
            }
        }
    }

    private func admit(_ job: @escaping @Sendable () -> Void) -> Admission {
        state.withLock { state in
            if state.running < limit {
                state.running += 1
                return .started
            }
            guard state.waiting.count < waitingLimit else { return .refused }
            state.waiting.append(job)
            return .queued
        }
    }

    private func drain(startingWith job: @escaping @Sendable () -> Void) {
        var next: (@Sendable () -> Void)? = job
        while let job = next {
            job()
            next = state.withLock { state in
                guard !state.waiting.isEmpty else {
                    state.running -= 1
                    return nil
                }
                return state.waiting.removeFirst()
            }
        }
    }
}
