// SPDX-License-Identifier: Apache-2.0

import CommandWire
import Testing

@Suite("Places for replies") struct ReplyPlacesTests {
    // Tasks give nothing back: a task would keep a place that it returns.

    @Test("An account has so many at once; the next waits until one is given back, another account does not") func turns() async throws {
        let places = ReplyPlaces(10, ofAccount: 2)
        var held = [try await places.take(for: 1), try await places.take(for: 1)]
        let waiting = Task { _ = try await places.take(for: 1) }
        _ = try await places.take(for: 2)
        #expect(held.count == 2)
        held.removeLast()
        try await waiting.value
    }

    @Test("All accounts together have so many; each that waits has its turn") func total() async throws {
        let places = ReplyPlaces(1, ofAccount: 1)
        var held = [try await places.take(for: 1)]
        let waiting = (2..<6).map { account in Task { _ = try await places.take(for: account) } }
        held.removeAll()
        for task in waiting { try await task.value }
    }

    @Test("Who is cancelled leaves the line, and takes no place") func cancellation() async throws {
        let places = ReplyPlaces(1, ofAccount: 1)
        var held = [try await places.take(for: 1)]
        for _ in 0..<10 {
            let waiting = Task { _ = try await places.take(for: 2) }
            waiting.cancel()
            await #expect(throws: CancellationError.self) { try await waiting.value }
        }
        held.removeAll()
        _ = try await places.take(for: 3)
    }
}
