// SPDX-License-Identifier: Apache-2.0

import CommandStorage
import Synchronization

/// Writes that wait for the one connection that writes, in fair turns between clients, those that wait together in one
/// commit.
///
/// A durable commit waits for the disk; while one does, others gather, and the next commit carries them all, as far as
/// their work is short: nobody's commit waits long for another's work. The server's writes go first, and once they had a
/// commit, one of somebody else's does.
final class WriteQueue: Sendable {
    private typealias Maintenance = @Sendable (Session) -> Void
    private struct State {
        var turns = ClientTurns<any PendingWrite>()
        var maintenance: [Maintenance] = []
        var isRunning = false
        var isClosed = false
        var servedServer = false
    }
    private let state = Mutex(State())
    private let connection: Connection
    private let watch: FileWatch
    private let configuration: SQLiteDatabase.Configuration
    private let changes = Atomic(0)
    /// Bounds how long the first of a group waits for the others' work.
    private static let mostTogether = 256

    /// Writes on this connection.
    init(_ connection: Connection, _ watch: FileWatch, _ configuration: SQLiteDatabase.Configuration) {
        self.connection = connection
        self.watch = watch
        self.configuration = configuration
    }

    /// How many rows were inserted, changed or deleted since the database was opened, by all writes that were answered.
    var changeCount: Int { changes.load(ordering: .acquiring) }

    /// How many writes wait.
    var waiting: Int { state.withLock { $0.turns.count } }

    /// Runs `body` in a transaction and returns once it is durable. A write whose task is cancelled is taken out of the
    /// queue, or interrupted and undone; once it is committed, it is told as done.
    func write<Value: Sendable>(
        for client: DatabaseClient, until deadline: ContinuousClock.Instant, _ body: @escaping @Sendable (any Writing) throws -> Value
    ) async throws -> Value {
        let limit = WorkLimit(deadline: deadline, budget: client == .server ? nil : configuration.writeBudget)
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { add(Write(for: client, within: limit, $0, body)) }
        } onCancel: {
            limit.cancellation.cancel()
            let withdrawn = state.withLock { $0.turns.remove(of: client) { $0.limit.cancellation === limit.cancellation } }
            withdrawn?.answer(insteadOfResult: Fault.cancelled)
        }
    }

    private func add(_ write: any PendingWrite) {
        let refusal: (any Error)? = state.withLock { state in
            if let refusal = self.refusal(of: write, state) { return refusal }
            state.turns.append(write, for: write.client)
            start(&state)
            return nil
        }
        if let refusal { write.answer(insteadOfResult: refusal) }
    }

    /// Called under the lock, so that what was taken before a close runs before it.
    private func start(_ state: inout State) {
        if !state.isRunning { connection.schedule(run) }
        state.isRunning = true
    }

    private func refusal(of write: any PendingWrite, _ state: borrowing State) -> (any Error)? {
        if state.isClosed { return Fault.unavailable("it was closed") }
        if write.limit.cancellation.isCancelled { return Fault.cancelled }
        if state.turns.count >= configuration.waitingWrites { return Fault.unavailable("too many writes wait") }
        guard case .account = write.client else { return nil }
        return state.turns.waiting(of: write.client) < configuration.waitingPerAccount ? nil : Fault.flooded
    }

    // MARK: The writer

    private func run(in session: Session) {
        while let step = step() {
            switch step {
            case .maintenance(let bodies): for body in bodies { body(session) }
            case .group(let first, let isAlone):
                var group = WriteGroup(first, from: source(session))
                group.commit(in: session, isAlone: isAlone)
            }
        }
    }

    private func source(_ session: Session) -> WriteGroup.Source {
        var rest = Self.mostTogether
        var seen = session.changeCount
        return WriteGroup.Source(
            next: { worked in
                rest -= 1
                return rest > 0 ? self.next(after: worked) : nil
            },
            ran: { write, time in
                self.state.withLock { $0.turns.finish(write.client, used: time) }
                self.changes.add(session.changeCount - seen, ordering: .releasing)
                seen = session.changeCount
            },
            check: watch.check)
    }

    private enum Step { case group(first: any PendingWrite, isAlone: Bool), maintenance([Maintenance]) }

    /// What to do next: what keeps the database in order goes first. Nil where nothing waits.
    private func step() -> Step? {
        state.withLock { state in
            if !state.maintenance.isEmpty {
                defer { state.maintenance = [] }
                return .maintenance(state.maintenance)
            }
            let isOthersTurn = state.servedServer && state.turns.othersWait
            guard let (client, write) = state.turns.next(where: { client, _ in !isOthersTurn || client != .server }) else {
                state.isRunning = false
                return nil
            }
            state.servedServer = client == .server
            return .group(first: write, isAlone: state.turns.count == 0)
        }
    }

    /// A write for a group that has worked for so long.
    private func next(after worked: Duration) -> (any PendingWrite)? {
        state.withLock { $0.turns.next { worked + $1.expected <= configuration.commitSlice }?.1 }
    }

    // MARK: The room's own work

    /// Runs `body` on the writing connection before the next group, outside a transaction; its changes are not counted.
    func maintain<Value: Sendable>(_ body: @escaping @Sendable (Session) throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            maintain(body) { continuation.resume(with: $0) }
        }
    }

    /// The same, for a thread of this room: `completion` is called on the writer's.
    func maintain<Value: Sendable>(
        _ body: @escaping @Sendable (Session) throws -> Value, completion: @escaping @Sendable (Result<Value, any Error>) -> Void
    ) {
        let isTaken = state.withLock { state in
            guard !state.isClosed else { return false }
            state.maintenance.append { session in completion(Result { try body(session) }) }
            start(&state)
            return true
        }
        if !isTaken { completion(.failure(Fault.unavailable("it was closed"))) }
    }

    /// Refuses new writes, finishes those that wait, moves everything from the log into the file and closes.
    func close() async throws {
        state.withLock { $0.isClosed = true }
        try await withCheckedThrowingContinuation { continuation in
            connection.schedule { [watch] session in
                // A log that is not in its place any more is of no use to who opens the file next.
                let result = Result { if watch.isInPlace { try session.control("PRAGMA wal_checkpoint(TRUNCATE)") } }
                continuation.resume(with: result)
            }
        }
        try connection.close()
    }
}
