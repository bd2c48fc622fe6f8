// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

import Foundation

/// A kind of reads: how many run at once, and what each may use before it goes on to the next kind.
struct ReadLane: Sendable {
    let places: Int
    let budget: Duration
    /// By how much its threads stand back behind those of the others, from 0 to 19.
    let niceness: Int32

    /// Starts a thread of this lane.
    func startThread(_ body: @escaping @Sendable () -> Void) {
        let niceness = niceness
        let thread = Thread {
            #if os(Linux)
            // There a priority belongs to a thread, and 0 is the calling one.
            if niceness > 0 { _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, niceness) }
            #endif
            body()
        }
        thread.name = "database reads"
        thread.start()
    }
}
