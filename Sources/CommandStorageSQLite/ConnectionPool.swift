// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Connections that are lent one at a time. Who finds none free waits in line, without holding a thread.
final class ConnectionPool: Sendable {
    private struct State {
        var free: [Connection]
        var waiting: [CheckedContinuation<Connection, any Error>] = []
        var isClosed = false
    }
    private let state: Mutex<State>
    private let count: Int
    private let mostWaiting: Int

    /// Lends these connections; at most `mostWaiting` callers wait for one.
    init(_ connections: [Connection], mostWaiting: Int) {
        count = connections.count
        state = Mutex(State(free: connections))
        self.mostWaiting = mostWaiting
    }

    /// A connection, to be given back with ``giveBack(_:)``.
    /// - Throws: `ComponentUnavailable` when too many wait already, or after ``close()``.
    func borrow() async throws -> Connection {
        // The usual case, without suspending.
        if let free = state.withLock({ $0.isClosed ? nil : $0.free.popLast() }) { return free }
        return try await stand { state in
            if state.isClosed { return Fault.unavailable("it was closed") }
            return state.waiting.count < mostWaiting ? nil : Fault.unavailable("too many reads wait")
        }
    }

    /// Stands in line unless a connection is free, or `refusal` says that it may not.
    private func stand(_ refusal: (borrowing State) -> (any Error)?) async throws -> Connection {
        try await withCheckedThrowingContinuation { continuation in
            let answer = state.withLock { state -> Result<Connection, any Error>? in
                if let refusal = refusal(state) { return .failure(refusal) }
                if let free = state.free.popLast() { return .success(free) }
                state.waiting.append(continuation)
                return nil
            }
            if let answer { continuation.resume(with: answer) }
        }
    }

    /// Hands a connection to who waits longest, or keeps it for the next.
    func giveBack(_ connection: Connection) {
        let next = state.withLock { state in
            if state.waiting.isEmpty { state.free.append(connection) }
            return state.waiting.isEmpty ? nil : state.waiting.removeFirst()
        }
        next?.resume(returning: connection)
    }

    /// Refuses new readers and closes the connections once those who have one, or wait for one, are done.
    func close() async throws {
        state.withLock { $0.isClosed = true }
        for _ in 0..<count { try await stand { _ in nil }.close() }
    }
}
