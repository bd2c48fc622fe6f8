// SPDX-License-Identifier: Apache-2.0

/// Knows when SQLite's log can be emptied. A read that lasts keeps it from being used from its start again, and where one
/// such read begins before the other ends, it would grow for ever.
/// - SeeAlso: https://www.sqlite.org/wal.html, section 6, "Avoiding Excessively Large WAL Files".
struct LogGuard {
    private var reads = 0
    /// Whether long reads wait until the log is empty.
    private(set) var isDue = false

    /// A long read begins.
    mutating func begin() { reads += 1 }

    /// A long read has ended, and the log is longer than it should be, or not.
    /// - Returns: whether to empty it now, and then call ``emptied()``.
    mutating func end(isLong: Bool) -> Bool {
        reads -= 1
        isDue = isDue || isLong
        return isDue && reads == 0
    }

    /// The log was emptied, or could not be; long reads may begin.
    mutating func emptied() { isDue = false }
}
