// SPDX-License-Identifier: Apache-2.0

import CommandStorage

/// A read that waits for its turn, whatever its result's type.
protocol PendingRead: AnyObject, Sendable {
    /// On whose behalf.
    var client: DatabaseClient { get }
    /// What ends it.
    var limit: WorkLimit { get }
    /// Runs the closure on one state of the database and keeps what came out. It may be run again, from the start.
    /// - Returns: false where it used its budget before it was done.
    func run(in session: Session, budget: Duration) -> Bool
    /// Tells the caller what came out, or this error instead. Called once.
    func answer(insteadOfResult error: (any Error)?)
}

/// A read whose closure gives `Value`.
// @unchecked: `outcome` is touched by the one thread that runs it; the lanes' lock stands between one run and the next.
final class Read<Value: Sendable>: PendingRead, @unchecked Sendable {
    let client: DatabaseClient
    let limit: WorkLimit
    private let body: @Sendable (any Reading) throws -> Value
    private let continuation: CheckedContinuation<Value, any Error>
    private var outcome: Result<Value, any Error> = .failure(Fault.late)

    init(
        for client: DatabaseClient, within limit: WorkLimit, _ continuation: CheckedContinuation<Value, any Error>,
        _ body: @escaping @Sendable (any Reading) throws -> Value
    ) {
        self.client = client
        self.limit = limit
        self.continuation = continuation
        self.body = body
    }

    func run(in session: Session, budget: Duration) -> Bool {
        var limit = limit
        limit.budget = budget
        outcome = Result { try session.snapshot(within: limit) { try body(session) } }
        if case .failure(let error) = outcome { return !(error is BudgetExceeded) }
        return true
    }

    func answer(insteadOfResult error: (any Error)?) { continuation.resume(with: error.map(Result.failure) ?? outcome) }
}
