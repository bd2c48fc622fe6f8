// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Whether writes reach the disk.
package enum Writability: String, Sendable {
    /// A write did.
    case ok
    /// The file, or one beside it, was removed or replaced; writes stop until the database is opened anew.
    case replaced
    /// There is no room on the disk.
    case full
    /// A write failed for another reason, or did not end in time.
    case unwritable
}

/// Whether writes reach the disk, found out by a small write that does, at most once a second however often it is asked.
final class WriteProbe: Sendable {
    private struct State {
        var finding = Writability.ok
        var asked: ContinuousClock.Instant?
        var waiting: [CheckedContinuation<Writability, Never>] = []
        var isRunning = false
        /// Tells one run from the next, so that the end of the patience with one is not taken for the next one's.
        var run = 0
    }
    private let state = Mutex(State())
    private static let period = Duration.seconds(1), patience = Duration.seconds(2)

    /// The finding of the last second, or what `write` finds out now. One write runs at a time; who asks while it
    /// does waits for it, two seconds at most.
    func finding(_ write: @escaping @Sendable () async -> Writability) async -> Writability {
        await withCheckedContinuation { continuation in
            let (known, run) = state.withLock { state in ask(continuation, &state) }
            if let known { continuation.resume(returning: known) }
            if let run { start(run, write) }
        }
    }

    /// - Returns: what is known already; and the number of a run that is to start.
    private func ask(_ continuation: CheckedContinuation<Writability, Never>, _ state: inout State) -> (Writability?, Int?) {
        if !state.isRunning, let asked = state.asked, asked + Self.period > .now { return (state.finding, nil) }
        // One that did not end in time is still under way: the disk hangs.
        if state.isRunning, let asked = state.asked, asked + Self.patience <= .now { return (.unwritable, nil) }
        state.waiting.append(continuation)
        guard !state.isRunning else { return (nil, nil) }
        (state.isRunning, state.asked) = (true, .now)
        state.run += 1
        return (nil, state.run)
    }

    private func start(_ run: Int, _ write: @escaping @Sendable () async -> Writability) {
        Task {
            let finding = await write()
            state.withLock { ($0.isRunning, $0.finding) = (false, finding) }
            answer(finding, run)
        }
        Task {
            try? await Task.sleep(for: Self.patience)
            answer(.unwritable, run)
        }
    }

    /// Tells those who wait for this run still.
    private func answer(_ finding: Writability, _ run: Int) {
        let waiting = state.withLock { state in
            guard state.run == run else { return [] as [CheckedContinuation<Writability, Never>] }
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume(returning: finding) }
    }
}
