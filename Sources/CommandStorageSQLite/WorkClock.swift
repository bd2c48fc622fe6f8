// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Measures work. The program's measures the processor time of the calling thread, so that what waits for the disk, or
/// for a processor that others keep busy, is not taken for large work; a test's is moved by the test.
struct WorkClock: Sendable {
    /// The time since some start of its own. Two readings on one thread can be compared.
    let now: @Sendable () -> Duration

    /// The processor time of the calling thread.
    static let thread = WorkClock {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
