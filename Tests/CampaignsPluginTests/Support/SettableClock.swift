// SPDX-License-Identifier: Apache-2.0

import CommandKit
import Foundation
import Synchronization

/// A time of day that a test sets.
final class SettableClock: WallClock {
    /// 2025-06-15 15:06:40.
    private let moment = Mutex(Timestamp(milliseconds: 1_750_000_000_000))

    func now() -> Timestamp { moment.withLock { $0 } }

    /// Sets it to noon of a day, `2025-06-15`, in UTC.
    func set(_ day: String) throws {
        let date = try Date(day + "T12:00:00Z", strategy: .iso8601)
        moment.withLock { $0 = Timestamp(milliseconds: Int64(date.timeIntervalSince1970) * 1000) }
    }
}
