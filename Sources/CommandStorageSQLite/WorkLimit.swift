// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandStorage
import Synchronization

/// What ends a caller's work on a connection.
struct WorkLimit: Sendable {
    /// When the caller gives up.
    var deadline: ContinuousClock.Instant
    /// How much processor time the work may use; nil does not bound it.
    var budget: Duration?
    /// Whether anybody waits for the result still.
    var cancellation = Cancellation()
}

/// Tells work on another thread that nobody waits for its result any more.
final class Cancellation: Sendable {
    private let flag = Atomic(false)

    /// Whether it was cancelled.
    var isCancelled: Bool { flag.load(ordering: .acquiring) }

    /// Cancels; for good.
    func cancel() { flag.store(true, ordering: .releasing) }
}

/// Thrown within this room when work has used its budget: it is run again where it may use more, or refused.
struct BudgetExceeded: Error {}
