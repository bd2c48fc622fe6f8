// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization

/// Threads of their own for hashing passwords, two at once, and who waits for them.
///
/// A thread begins with the first piece of work and ends when none is left. They are no dispatch queue, since a concurrent one
/// shares its threads with Swift's tasks: on two processors two hashes would leave none for them.
final class PasswordQueue: Sendable {
    /// Why a piece of work was not done. Nothing was hashed.
    enum Refusal: Error, Hashable {
        /// The holder has all of its places taken.
        case noPlace
        /// Too many of its rank wait.
        case full
        /// It waited as long as anything of its rank does, or until the call had to be answered.
        case overdue
        /// Whoever asked for it went away.
        case cancelled

        /// Whole seconds until it makes sense to try again.
        var retryAfter: Int { self == .noPlace ? 1 : 2 }
    }

    /// How many are hashed at once, each with 128 MiB.
    static let threads = 2
    /// How many of one rank wait.
    static let waitingLimit = 256

    private let state = Mutex(WaitingLine())
    private let time: MonotonicTime.Source

    /// An empty queue.
    init(time: @escaping MonotonicTime.Source = MonotonicTime.machine) { self.time = time }

    /// Runs work on a thread of its own when its turn comes; the caller's thread is free meanwhile.
    ///
    /// - Throws: ``Refusal``; what the work throws.
    func run<Result: Sendable>(
        _ turn: HashingTurn, until deadline: ContinuousClock.Instant, _ work: @escaping @Sendable () throws -> Result
    ) async throws -> Result {
        let id = state.withLock { $0.nextID() }
        let wait = min(turn.rank.longestWait, max(.zero, deadline - .now))
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                submit(
                    WaitingWork(
                        id: id, turn: turn, end: time() + wait,
                        run: {
                            let result = Swift.Result { try work() }
                            return { continuation.resume(with: result) }
                        },
                        refuse: { continuation.resume(throwing: $0) }))
                if Task.isCancelled { cancel(id) }
            }
        } onCancel: {
            cancel(id)
        }
    }

    /// How many wait now.
    var waitingCount: Int { state.withLock { $0.waiting.count } }

    // MARK: Turns

    private func submit(_ work: WaitingWork) {
        let now = time()
        let (next, refused) = state.withLock { line in
            let refused = line.drop(at: now) + line.admit(work)
            return (line.takeNext(), refused)
        }
        Self.tell(refused)
        if let next { Thread.detachNewThread { self.drain(startingWith: next) } }
    }

    private func drain(startingWith work: WaitingWork) {
        var next: WaitingWork? = work
        while let work = next {
            let tell = work.run()
            let now = time()
            let (following, refused) = state.withLock { line in
                line.finish(work)
                let refused = line.drop(at: now)
                return (line.takeNext(), refused)
            }
            // Told once the place is free, since whoever hears of it may ask for the next hash at once.
            tell()
            Self.tell(refused)
            next = following
        }
    }

    private func cancel(_ id: UInt64) {
        Self.tell(state.withLock { $0.cancel(id) })
    }

    private static func tell(_ refused: [(WaitingWork, Refusal)]) {
        for (work, refusal) in refused { work.refuse(refusal) }
    }
}
