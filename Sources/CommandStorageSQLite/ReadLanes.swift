// SPDX-License-Identifier: Apache-2.0

import CommandStorage
import Dispatch
import Synchronization

/// Snapshots that wait for a connection, in lanes by what they use and, within a lane, in fair turns between clients.
///
/// A read begins in the first lane; where it uses more than it may there, it is interrupted and run again in the next, as in
/// a multilevel feedback queue. So quick reads wait for quick reads alone, however large those are that others ask for. In the
/// later lanes a client has one place; what outlives the last is refused.
final class ReadLanes: Sendable {
    private struct State {
        var turns: [ClientTurns<any PendingRead>]
        var levels = ReadLevels()
        var running = 0
        var log = LogGuard()
        var isClosed = false
        var isOver = false
        var drained: CheckedContinuation<Void, Never>?

        var waiting: Int { turns.reduce(0) { $0 + $1.count } }
    }
    private let state: Mutex<State>
    private let lanes: [ReadLane]
    private let connections: [[Connection]]
    private let signals: [DispatchSemaphore]
    private let configuration: SQLiteDatabase.Configuration
    private let logIsLong: @Sendable () -> Bool
    private let emptyLog: @Sendable () -> Void

    /// Reads in these lanes, each with its connections.
    ///
    /// - Parameters:
    ///   - logIsLong: Whether the log is longer than it should be.
    ///   - emptyLog: Empties it; called when no long read holds it, and returns when that is done.
    init(
        _ lanes: [ReadLane], _ connections: [[Connection]], _ configuration: SQLiteDatabase.Configuration,
        logIsLong: @escaping @Sendable () -> Bool, emptyLog: @escaping @Sendable () -> Void
    ) {
        (self.lanes, self.connections, self.configuration) = (lanes, connections, configuration)
        (self.logIsLong, self.emptyLog) = (logIsLong, emptyLog)
        state = Mutex(State(turns: lanes.map { _ in ClientTurns() }))
        signals = lanes.map { _ in DispatchSemaphore(value: 0) }
        for (number, lane) in lanes.enumerated() {
            for connection in connections[number] { lane.startThread { self.serve(number, connection) } }
        }
    }

    /// How many reads wait in a lane.
    func waiting(in lane: Int) -> Int { state.withLock { $0.turns[lane].count } }

    /// Runs `body` on one state of the database. A read whose task is cancelled is taken out, or interrupted.
    func read<Value: Sendable>(
        for client: DatabaseClient, until deadline: ContinuousClock.Instant, _ body: @escaping @Sendable (any Reading) throws -> Value
    ) async throws -> Value {
        let limit = WorkLimit(deadline: deadline)
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { add(Read(for: client, within: limit, $0, body)) }
        } onCancel: {
            limit.cancellation.cancel()
            withdraw(limit.cancellation, of: client)
        }
    }

    private func add(_ read: any PendingRead) {
        let refusal: (any Error)? = state.withLock { state in
            if let refusal = self.refusal(of: read, state) { return refusal }
            append(read, to: min(state.levels.first(for: read.client), lanes.count - 1), &state)
            return nil
        }
        if let refusal { read.answer(insteadOfResult: refusal) }
    }

    private func append(_ read: any PendingRead, to lane: Int, _ state: inout State) {
        state.turns[lane].append(read, for: read.client)
        signals[lane].signal()
    }

    private func refusal(of read: any PendingRead, _ state: borrowing State) -> (any Error)? {
        if state.isClosed { return Fault.unavailable("it was closed") }
        if read.limit.cancellation.isCancelled { return Fault.cancelled }
        if state.waiting >= configuration.waitingReads { return Fault.unavailable("too many reads wait") }
        guard case .account = read.client else { return nil }
        let waiting = state.turns.reduce(0) { $0 + $1.waiting(of: read.client) }
        return waiting < configuration.waitingPerAccount ? nil : Fault.flooded
    }

    private func withdraw(_ cancellation: Cancellation, of client: DatabaseClient) {
        let withdrawn = state.withLock { state -> (any PendingRead)? in
            defer { noteIfDrained(&state) }
            for lane in lanes.indices {
                if let found = state.turns[lane].remove(of: client, where: { $0.limit.cancellation === cancellation }) { return found }
            }
            return nil
        }
        withdrawn?.answer(insteadOfResult: Fault.cancelled)
    }

    // MARK: The threads

    private func serve(_ lane: Int, _ connection: Connection) {
        repeat {
            signals[lane].wait()
            while let read = take(from: lane) { connection.run { run(read, in: lane, $0) } }
        } while !state.withLock { $0.isOver }
    }

    private func take(from lane: Int) -> (any PendingRead)? {
        state.withLock { state in
            guard lane == 0 || !state.log.isDue else { return nil }
            let levels = state.levels
            let next = state.turns[lane].next { client, standing in
                guard case .account = client, lane > 0 || !levels.areQuick(of: client) else { return true }
                return standing.running < 1
            }
            guard let next else { return nil }
            state.running += 1
            if lane > 0 { state.log.begin() }
            return next.1
        }
    }

    private func run(_ read: any PendingRead, in lane: Int, _ session: Session) {
        let began = session.clock.now()
        let isDone = read.run(in: session, budget: lanes[lane].budget)
        let used = session.clock.now() - began
        let isLast = lane == lanes.count - 1
        let error = isDone ? nil : isLast ? Fault.largeRead : nil as (any Error)?
        if finish(read, in: lane, goesOn: !isDone && !isLast, used: used) { read.answer(insteadOfResult: error) }
        if lane > 0 { tidyLog() }
        state.withLock { noteIfDrained(&$0) }
    }

    /// Counts what a read used, and passes it to the next lane where it goes on.
    /// - Returns: whether it is to be answered.
    private func finish(_ read: any PendingRead, in lane: Int, goesOn: Bool, used: Duration) -> Bool {
        state.withLock { state in
            state.turns[lane].finish(read.client, used: used)
            state.running -= 1
            guard goesOn, !read.limit.cancellation.isCancelled else {
                state.levels.note(lanes.firstIndex { used <= $0.budget } ?? lanes.count - 1, for: read.client)
                return true
            }
            append(read, to: lane + 1, &state)
            return false
        }
    }

    /// Empties a log that grew while long reads held it, once none of them does; until then no further one begins.
    private func tidyLog() {
        let isLong = logIsLong()
        guard state.withLock({ $0.log.end(isLong: isLong) }) else { return }
        emptyLog()
        state.withLock { $0.log.emptied() }
        for lane in lanes.indices.dropFirst() { for _ in 0..<lanes[lane].places { signals[lane].signal() } }
    }

    // MARK: The end

    /// Refuses new reads, finishes those that wait and closes the connections.
    func close() async throws {
        await withCheckedContinuation { continuation in
            state.withLock { state in
                state.isClosed = true
                state.drained = continuation
                noteIfDrained(&state)
            }
        }
        state.withLock { $0.isOver = true }
        for (number, lane) in lanes.enumerated() { for _ in 0..<lane.places { signals[number].signal() } }
        for connection in connections.joined() { try connection.close() }
    }

    private func noteIfDrained(_ state: inout State) {
        guard state.isClosed, state.waiting == 0, state.running == 0, !state.log.isDue else { return }
        state.drained?.resume()
        state.drained = nil
    }
}
