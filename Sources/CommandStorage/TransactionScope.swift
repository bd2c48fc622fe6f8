// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Synchronization

extension Database {
    /// Runs `body` with a database whose every read and write is part of one transaction here: all of it is there when
    /// this returns, and nothing of it after a throw, or should the process end before.
    ///
    /// Other writes wait meanwhile, so this is for work at a start, while nobody else is there. A read within sees what
    /// was written before it. `deadline` is that of the whole; those of the reads and writes within do not count.
    /// - Throws: what `body` throws; ``TransactionEnded`` when the deadline passes while `body` does something else; what
    ///   ``write(until:_:)`` throws.
    package func together<Result>(
        until deadline: ContinuousClock.Instant, _ body: (any Database) async throws -> Result
    ) async throws -> Result {
        let scope = TransactionScope(until: deadline)
        async let commit: Void = commit(scope, until: deadline)
        do {
            let result = try await body(scope)
            scope.finish(.success(()))
            try await commit
            return result
        } catch {
            scope.finish(.failure(error))
            try await commit
            throw error
        }
    }

    private func commit(_ scope: TransactionScope, until deadline: ContinuousClock.Instant) async throws {
        do {
            try await write(for: .server, until: deadline) { writing in try scope.serve(in: writing) }
        } catch {
            scope.refuse(error)
            throw error
        }
    }
}

/// Thrown by a read or write in a transaction that is over.
package struct TransactionEnded: Error {}

/// A database that is one open transaction: whatever is asked of it runs on the thread of the write that holds it.
private final class TransactionScope: Database {
    private typealias Work = @Sendable (Result<any Writing, any Error>) -> Void
    private enum Step { case work(Work), end(Result<Void, any Error>) }
    private struct State {
        var waiting: [Step] = []
        /// Why nothing more is taken.
        var refusal: (any Error)?
        var isServed = false
    }
    private let state = Mutex(State())
    private let arrived = DispatchSemaphore(value: 0)
    private let deadline: ContinuousClock.Instant

    init(until deadline: ContinuousClock.Instant) { self.deadline = deadline }

    /// Does what comes, until the end comes. Once alone: a second run would miss what came during the first.
    func serve(in writing: any Writing) throws {
        let isFirst = state.withLock { state in
            defer { state.isServed = true }
            return !state.isServed
        }
        guard isFirst else { throw TransactionEnded() }
        while arrived.wait(timeout: .now() + .nanoseconds(Int(clamping: nanosecondsLeft))) == .success {
            switch state.withLock({ $0.waiting.isEmpty ? nil : $0.waiting.removeFirst() }) {
            case .work(let work): work(.success(writing))
            case .end(let result): return try result.get()
            case nil: break
            }
        }
        throw TransactionEnded()
    }

    private var nanosecondsLeft: Int64 {
        let seconds = min(max(deadline - .now, .zero), .seconds(3600)).components
        return seconds.seconds * 1_000_000_000 + seconds.attoseconds / 1_000_000_000
    }

    /// Takes nothing more, and ends the transaction once what came before is done. The first end counts.
    func finish(_ result: Result<Void, any Error>) {
        state.withLock { state in
            guard state.refusal == nil else { return }
            state.refusal = TransactionEnded()
            state.waiting.append(.end(result))
            arrived.signal()
        }
    }

    /// Takes nothing more, and tells whoever waits why.
    func refuse(_ error: any Error) {
        let waiting = state.withLock { state in
            defer { state.waiting = [] }
            state.refusal = state.refusal ?? error
            return state.waiting
        }
        for case .work(let work) in waiting { work(.failure(error)) }
    }

    private func add(_ work: @escaping Work) {
        let refusal = state.withLock { state in
            guard state.refusal == nil else { return state.refusal }
            state.waiting.append(.work(work))
            arrived.signal()
            return nil
        }
        if let refusal { work(.failure(refusal)) }
    }

    func read<Value: Sendable>(
        until deadline: ContinuousClock.Instant, _ body: @escaping @Sendable (any Reading) throws -> Value
    ) async throws -> Value {
        try await run { try body($0) }
    }

    func snapshot<Value: Sendable>(
        for client: DatabaseClient, until deadline: ContinuousClock.Instant, _ body: @escaping @Sendable (any Reading) throws -> Value
    ) async throws -> Value {
        try await run { try body($0) }
    }

    func write<Value: Sendable>(
        for client: DatabaseClient, until deadline: ContinuousClock.Instant, _ body: @escaping @Sendable (any Writing) throws -> Value
    ) async throws -> Value {
        try await run { writing in try Self.part(of: writing, body) }
    }

    /// A schema is not changed within other work.
    func migrate(_ migrations: [Migration]) async throws -> [String] { throw TransactionEnded() }

    private func run<Value: Sendable>(_ body: @escaping @Sendable (any Writing) throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            add { writing in continuation.resume(with: Result { try body(writing.get()) }) }
        }
    }

    /// A write that throws is undone alone.
    private static func part<Value>(of writing: any Writing, _ body: (any Writing) throws -> Value) throws -> Value {
        try writing.execute("SAVEPOINT part")
        do {
            let value = try body(writing)
            try writing.execute("RELEASE part")
            return value
        } catch {
            try writing.execute("ROLLBACK TO part")
            try writing.execute("RELEASE part")
            throw error
        }
    }
}
