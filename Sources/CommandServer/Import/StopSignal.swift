// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Foundation
import Synchronization

/// Whether the process was told to stop, by Control-C or SIGTERM. The first time it is noted; the second ends the process.
final class StopSignal: Sendable {
    private let wasTold = Atomic(false)
    /// Safe to share: they are made in the initializer and cancelled in the deinitializer, and nobody else has them.
    nonisolated(unsafe) private let sources: [any DispatchSourceSignal]

    /// Begins to listen.
    init() {
        let queue = DispatchQueue(label: "stop")
        sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            return DispatchSource.makeSignalSource(signal: number, queue: queue)
        }
        for source in sources {
            source.setEventHandler { [weak self] in self?.note() }
            source.resume()
        }
    }

    deinit { sources.forEach { $0.cancel() } }

    /// Whether it was told.
    var isTold: Bool { wasTold.load(ordering: .relaxed) }

    private func note() {
        wasTold.store(true, ordering: .relaxed)
        for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
    }

    /// Waits so long, or until the process is told to stop: false then.
    func wait(_ length: Duration) async -> Bool {
        let end = ContinuousClock.now + length
        while !isTold, ContinuousClock.now < end {
            try? await Task.sleep(until: min(end, .now + .milliseconds(100)), clock: .continuous)
        }
        return !isTold
    }

    /// Does some work, which is cancelled when the process is told to stop.
    ///
    /// - Throws: ``CommandLineFailure`` where it was told; what the work throws.
    func stopping(_ work: @escaping @Sendable () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            defer { group.cancelAll() }
            group.addTask { try await work() }
            group.addTask { [self] in
                while !isTold { try await Task.sleep(for: .milliseconds(100)) }
                throw CommandLineFailure("Stopped")
            }
            _ = try await group.next()
        }
    }
}
