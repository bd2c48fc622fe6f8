// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Glibc

/// Work that blocks, done where no other test waits for its thread.
enum BlockingWork {
    /// Runs `body` on a thread of its own.
    static func run<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue(label: "blocking").async { continuation.resume(with: Swift.Result { try body() }) }
        }
    }

    /// Asks again and again, some milliseconds apart, until there is an answer or `limit` is over: then it throws.
    static func poll<Answer>(
        _ what: String, for limit: Duration = .seconds(20), _ answer: () throws -> Answer?
    ) throws -> Answer {
        let end = ContinuousClock.now + limit
        while true {
            if let answer = try answer() { return answer }
            guard ContinuousClock.now < end else { throw TestFailure("\(what) did not come within \(limit)") }
            usleep(2000)
        }
    }
}

/// What keeps a test from going on.
struct TestFailure: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
