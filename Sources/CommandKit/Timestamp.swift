// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A moment, in whole milliseconds since 1970-01-01T00:00:00Z.
public struct Timestamp: Hashable, Comparable, Sendable {
    /// Milliseconds since the epoch; negative before it.
    public let milliseconds: Int64

    /// A moment by its milliseconds since the epoch.
    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// Earlier comes first.
    public static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }

    /// This moment moved by whole seconds; it stays at the end of what can be said instead of overflowing.
    public func adding(seconds: Int64) -> Timestamp {
        let (offset, overflows) = seconds.multipliedReportingOverflow(by: 1000)
        let (sum, overflowsToo) = milliseconds.addingReportingOverflow(offset)
        guard overflows || overflowsToo else { return Timestamp(milliseconds: sum) }
        return Timestamp(milliseconds: seconds < 0 ? .min : .max)
    }
}

/// Where the time of day comes from; tests bring one that they set.
public protocol WallClock: Sendable {
    /// The time of day.
    func now() -> Timestamp
}

/// The machine's time of day.
public struct SystemClock: WallClock {
    /// The machine's clock.
    public init() {}

    /// The machine's time of day.
    public func now() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: Int64(time.tv_sec) &* 1000 &+ Int64(time.tv_nsec / 1_000_000))
    }
}
