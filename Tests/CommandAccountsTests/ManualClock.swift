// SPDX-License-Identifier: Apache-2.0

import CommandKit
import Synchronization

/// A time of day and a monotonic time that stand still until a test moves them, both at once.
final class ManualClock: WallClock {
    private let moved = Mutex<Duration>(.zero)
    private let epoch = Timestamp(milliseconds: 1_700_000_000_000)

    /// The time of day that was set.
    func now() -> Timestamp {
        let (seconds, attoseconds) = moved.withLock { $0 }.components
        return Timestamp(milliseconds: epoch.milliseconds + seconds * 1000 + attoseconds / 1_000_000_000_000_000)
    }

    /// The monotonic time that was set.
    var elapsed: Duration { moved.withLock { $0 } }

    /// Moves both times.
    func advance(by duration: Duration) { moved.withLock { $0 += duration } }
}
