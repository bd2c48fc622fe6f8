// SPDX-License-Identifier: Apache-2.0

/// Two pieces of work timed in turns: what the machine does meanwhile falls on both.
public struct Rounds: Sendable {
    /// How often each of the two is timed.
    public var count: Int
    /// How many calls are timed as one.
    public var calls: Int

    /// So many rounds of so many calls.
    public init(_ count: Int, calls: Int = 1) {
        self.count = count
        self.calls = calls
    }

    /// The median time of one call of each, in microseconds. Each closure does as many calls as it is told; the first
    /// round warms up and does not count.
    public func time(
        _ ours: (Int) async throws -> Void, against reference: (Int) async throws -> Void
    ) async rethrows -> (ours: Double, reference: Double) {
        var left: [Double] = []
        var right: [Double] = []
        for round in 0...count {
            let one = try await time(ours)
            let other = try await time(reference)
            guard round > 0 else { continue }
            left.append(one)
            right.append(other)
        }
        return (Self.median(left), Self.median(right))
    }

    private func time(_ work: (Int) async throws -> Void) async rethrows -> Double {
        let start = ContinuousClock.now
        try await work(calls)
        return (ContinuousClock.now - start) / .microseconds(1) / Double(calls)
    }

    private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}

/// Takes a result, so that the compiler cannot leave out what made it.
@inline(never) public func consume<Value>(_ value: Value) {}
