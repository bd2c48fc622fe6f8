// SPDX-License-Identifier: Apache-2.0

import Foundation

extension SQLiteDatabase {
    /// How many of what, and how long.
    public struct Configuration: Sendable {
        /// Connections for reads on the calling thread.
        public var readers: Int
        /// Connections, each with a thread of its own while it works, for snapshots.
        public var snapshotReaders: Int
        /// Writes that may wait; one more is refused at once.
        public var waitingWrites = 4096
        /// Reads, and as many snapshots, that may wait for a connection; one more is refused at once.
        public var waitingReads = 4096
        /// How long to wait for a lock that somebody outside holds on the file, such as the `sqlite3` tool.
        public var busyTimeout = Duration.seconds(2)

        /// Twice as many readers as processors, and as many snapshot readers, two of each at least.
        public init() {
            let processors = ProcessInfo.processInfo.activeProcessorCount
            readers = max(2, processors * 2)
            snapshotReaders = max(2, processors)
        }

        func writeQueue(_ path: String) throws -> WriteQueue {
            try WriteQueue(.writing(path, waitingWhenLocked: busyTimeout), mostWaiting: waitingWrites)
        }

        func pool(of count: Int, _ path: String) throws -> ConnectionPool {
            let connections = try (0..<max(1, count)).map { _ in
                try Connection.reading(path, waitingWhenLocked: busyTimeout)
            }
            return ConnectionPool(connections, mostWaiting: waitingReads)
        }
    }
}
