// SPDX-License-Identifier: Apache-2.0

import CommandStorage
import Synchronization

/// Writes in the order in which they came, those that wait together in one commit.
///
/// A durable commit waits for the disk; while one does, others gather, and the next commit carries them all. A write
/// whose deadline passes while it waits is refused when its turn comes; its turn comes when the deadlines of those
/// before it have passed at the latest.
final class WriteQueue: Sendable {
    private struct State {
        var waiting: [any PendingWrite] = []
        var isRunning = false
        var isClosed = false
    }
    private let state = Mutex(State())
    private let connection: Connection
    private let mostWaiting: Int
    /// Bounds how long the first of a group waits for the others' work.
    private static let mostTogether = 256

    /// Writes on this connection; at most `mostWaiting` writes wait.
    init(_ connection: Connection, mostWaiting: Int) {
        self.connection = connection
        self.mostWaiting = mostWaiting
    }

    /// Runs `body` in a transaction and returns once it is durable.
    func write<Value: Sendable>(
        until deadline: ContinuousClock.Instant, _ body: @escaping @Sendable (any Writing) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { add(Write(until: deadline, $0, body)) }
    }

    private func add(_ write: any PendingWrite) {
        let refusal: String? = state.withLock { state in
            if state.isClosed { return "it was closed" }
            guard state.waiting.count < mostWaiting else { return "too many writes wait" }
            state.waiting.append(write)
            // Scheduled under the lock, so that what was taken before a close runs before it.
            if !state.isRunning { connection.schedule(run) }
            state.isRunning = true
            return nil
        }
        if let refusal { write.answer(insteadOfResult: Fault.unavailable(refusal)) }
    }

    private func run(in session: Session) {
        while let group = nextGroup() { WriteGroup(group).commit(in: session) }
    }

    private func nextGroup() -> [any PendingWrite]? {
        state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.isRunning = false
                return nil
            }
            let group = state.waiting.prefix(Self.mostTogether)
            state.waiting.removeFirst(group.count)
            return Array(group)
        }
    }

    /// Refuses new writes, finishes those that wait, moves everything from the log into the file and closes.
    func close() async throws {
        state.withLock { $0.isClosed = true }
        try await withCheckedThrowingContinuation { continuation in
            connection.schedule { session in
                continuation.resume(with: Result { try session.control("PRAGMA wal_checkpoint(TRUNCATE)") })
            }
        }
        try connection.close()
    }
}
