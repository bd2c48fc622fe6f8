// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// The id of one request: in the reply's `X-Request-ID` and in every log line about it. Never taken from a caller.
public struct RequestID: Hashable, Sendable, CustomStringConvertible {
    private let number: UInt64

    /// The next id of this process.
    public init() { number = Self.start &+ Self.count.wrappingAdd(1, ordering: .relaxed).oldValue }

    /// Sixteen hexadecimal digits.
    public var description: String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }

    /// Two processes that log to one place do not share ids, but for a chance of one in many millions.
    private static let start = UInt64.random(in: 0...UInt64.max)
    private static let count = Atomic<UInt64>(0)
}
