// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A time that never goes back, for what is forgotten or has to wait; from one place, so that tests can set it.
public enum MonotonicTime {
    /// Counts from any fixed moment.
    public typealias Source = @Sendable () -> Duration

    /// The machine's, to the hundredth of a second. It is read on every call, and the exact time costs five times as much.
    public static let machine: Source = {
        var time = timespec()
        #if canImport(Glibc)
        clock_gettime(CLOCK_MONOTONIC_COARSE, &time)
        #else
        clock_gettime(CLOCK_MONOTONIC_RAW_APPROX, &time)
        #endif
        return .nanoseconds(Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec))
    }
}
