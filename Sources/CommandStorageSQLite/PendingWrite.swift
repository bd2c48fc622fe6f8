// SPDX-License-Identifier: Apache-2.0

import CommandStorage

/// A write that waits for its turn, whatever its result's type.
protocol PendingWrite: AnyObject, Sendable {
    /// When its caller gives up.
    var deadline: ContinuousClock.Instant { get }
    /// Runs the closure and keeps what came out. It may be run again, from the start.
    func run(in session: Session)
    /// Whether the last run came to its end.
    var succeeded: Bool { get }
    /// Tells the caller what came out, or this error instead. Called once.
    func answer(insteadOfResult error: (any Error)?)
}

/// A write whose closure gives `Value`.
// @unchecked: `outcome` is touched by the writer's thread alone; everything else is constant.
final class Write<Value: Sendable>: PendingWrite, @unchecked Sendable {
    let deadline: ContinuousClock.Instant
    private let body: @Sendable (any Writing) throws -> Value
    private let continuation: CheckedContinuation<Value, any Error>
    private var outcome: Result<Value, any Error> = .failure(Fault.late)

    init(
        until deadline: ContinuousClock.Instant, _ continuation: CheckedContinuation<Value, any Error>,
        _ body: @escaping @Sendable (any Writing) throws -> Value
    ) {
        self.deadline = deadline
        self.continuation = continuation
        self.body = body
    }

    var succeeded: Bool { if case .success = outcome { true } else { false } }

    func run(in session: Session) {
        outcome = Result { try session.limited(to: deadline) { try session.guarded { try body(session) } } }
    }

    func answer(insteadOfResult error: (any Error)?) { continuation.resume(with: error.map(Result.failure) ?? outcome) }
}
