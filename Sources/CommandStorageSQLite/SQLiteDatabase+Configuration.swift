// SPDX-License-Identifier: Apache-2.0

import Foundation

extension SQLiteDatabase {
    /// How many of what, and how long. Times of work are processor times: what waits for its turn, the disk or a processor
    /// does not use them up.
    public struct Configuration: Sendable {
        /// Connections for reads on the calling thread.
        public var readers: Int
        /// Connections, each with a thread of its own, for snapshots that are quick.
        public var snapshotReaders: Int
        /// Connections for snapshots that outlive ``mediumBudget``; an account has one of them.
        public var slowReaders: Int

        /// What a read on the calling thread may use; it goes on as a snapshot.
        public var pointBudget = Duration.milliseconds(5)
        /// What a snapshot may use where the quick ones run; it is run again where there is one place for each account.
        public var quickBudget = Duration.milliseconds(25)
        /// What it may use there; it is run again among the slow ones.
        public var mediumBudget = Duration.milliseconds(250)
        /// What a snapshot may use at most. One that uses more is refused with CommandKit's `TooLarge`.
        public var readBudget = Duration.seconds(5)
        /// What a write of an account may use. One that uses more is undone and refused with CommandKit's `TooLarge`. The
        /// server's own work, such as a migration, has no bound but its deadline.
        public var writeBudget = Duration.seconds(1)
        /// How much work is committed together, so that the first write of a commit does not wait long for the last.
        public var commitSlice = Duration.milliseconds(5)

        /// Writes that may wait; one more is refused at once with CommandKit's `ComponentUnavailable`.
        public var waitingWrites = 4096
        /// Snapshots, and as many other reads, that may wait for a connection; one more is refused at once.
        public var waitingReads = 4096
        /// Writes, and as many snapshots, of one account that may wait; one more is refused at once with CommandKit's
        /// `RateLimited`.
        public var waitingPerAccount = 128
        /// How long SQLite's log may grow before long snapshots wait until it is emptied, in bytes.
        public var longestLog = 32 << 20
        /// How long to wait for a lock that somebody outside holds on the file, such as the `sqlite3` tool.
        public var busyTimeout = Duration.seconds(2)
        /// What the times of work are measured with.
        var clock = WorkClock.thread

        /// Twice as many readers as processors, as many snapshot readers, two of each at least, and half as many slow ones.
        public init() {
            let processors = ProcessInfo.processInfo.activeProcessorCount
            readers = max(2, processors * 2)
            snapshotReaders = max(2, processors)
            slowReaders = max(1, processors / 2)
        }

        /// Where snapshots run.
        var lanes: [ReadLane] {
            [
                ReadLane(places: max(1, snapshotReaders), budget: quickBudget, niceness: 0),
                ReadLane(places: 1, budget: mediumBudget, niceness: 5),
                ReadLane(places: max(1, slowReaders), budget: readBudget, niceness: 10),
            ]
        }

        func connections(_ count: Int, to path: String) throws -> [Connection] {
            try (0..<max(1, count)).map { _ in try Connection.reading(path, self) }
        }
    }
}
