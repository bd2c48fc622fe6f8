// SPDX-License-Identifier: Apache-2.0

@testable import CommandStorageSQLite
import Dispatch
import Synchronization

/// A clock that stands still until work says how long it takes.
final class ManualWorkClock: Sendable {
    private let time = Mutex(Duration.zero)
    var clock: WorkClock { WorkClock { self.time.withLock { $0 } } }

    /// Lets work take so long.
    func pass(_ duration: Duration) { time.withLock { $0 += duration } }
}

/// A door that closures of the database wait at until it is opened.
final class Gate: Sendable {
    private let opening = DispatchSemaphore(value: 0)
    private let arrivals = AsyncStream.makeStream(of: Void.self)

    /// Says that somebody is there, and waits until the gate is opened, which counts for one.
    func wait() {
        arrivals.continuation.yield()
        opening.wait()
    }

    /// Returns when one more has come.
    func arrival() async { for await _ in arrivals.stream { return } }

    /// Lets so many pass.
    func open(for count: Int = 1) { for _ in 0..<count { opening.signal() } }
}

/// What happened, in order.
final class Record<Entry: Sendable>: Sendable {
    private let all = Mutex<[Entry]>([])
    var entries: [Entry] { all.withLock { $0 } }
    func note(_ entry: Entry) { all.withLock { $0.append(entry) } }
}
