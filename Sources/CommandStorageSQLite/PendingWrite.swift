// SPDX-License-Identifier: Apache-2.0

import CommandStorage

/// A write that waits for its turn, whatever its result's type.
protocol PendingWrite: AnyObject, Sendable {
    /// On whose behalf.
    var client: DatabaseClient { get }
    /// What ends it.
    var limit: WorkLimit { get }
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
    let client: DatabaseClient
    let limit: WorkLimit
    private let body: @Sendable (any Writing) throws -> Value
    private let continuation: CheckedContinuation<Value, any Error>
    private var outcome: Result<Value, any Error> = .failure(Fault.late)

    init(
        for client: DatabaseClient, within limit: WorkLimit, _ continuation: CheckedContinuation<Value, any Error>,
        _ body: @escaping @Sendable (any Writing) throws -> Value
    ) {
        self.client = client
        self.limit = limit
        self.continuation = continuation
        self.body = body
    }

    var succeeded: Bool { if case .success = outcome { true } else { false } }

    func run(in session: Session) {
        outcome = Result {
            do {
                return try session.limited(to: limit) { try session.guarded { try body(session) } }
            } catch is BudgetExceeded {
                throw Fault.largeWrite
            }
        }
    }

    func answer(insteadOfResult error: (any Error)?) { continuation.resume(with: error.map(Result.failure) ?? outcome) }
}
