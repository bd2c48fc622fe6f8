// SPDX-License-Identifier: Apache-2.0

import CommandGateway
import CommandMetrics
import CoreMetrics
import Synchronization

/// What came of the manifest's readings: for `/ready` and for metrics.
final class ManifestStatus: Sendable {
    /// What a reload came to.
    enum Outcome: String, CaseIterable {
        /// The new manifest is in force.
        case swapped
        /// It has faults, and the one before stays in force.
        case rejected
        /// Its files kept changing while they were read, and the one before stays in force.
        case unsettled
    }

    private struct State {
        /// How many manifests have been in force, this one included.
        var generation = 1
        /// How many errors the last one that was read had, and when; nil where it is in force.
        var rejection: (errors: Int, time: String)?
    }
    private let state = Mutex(State())
    private let counters: [Outcome: Counter]
    private let generation, isRejected: Meter

    /// Tells a backend of metrics.
    init(factory: any MetricsFactory) {
        counters = Dictionary(
            uniqueKeysWithValues: Outcome.allCases.map {
                ($0, Counter(label: "command_router_reloads_total", dimensions: [("outcome", $0.rawValue)], factory: factory))
            })
        generation = Meter(label: "command_router_manifest_generation", factory: factory)
        isRejected = Meter(label: "command_router_manifest_rejected", factory: factory)
        generation.set(1)
    }

    /// Says in a registry what its metrics tell.
    static func describe(in registry: PrometheusRegistry) {
        registry.describe("command_router_reloads_total", "Readings of the manifest since the start, by what came of them.")
        registry.describe("command_router_manifest_generation", "How many manifests have been in force, this one included.")
        registry.describe("command_router_manifest_rejected", "1 while the manifest as it is now is not in force, else 0.")
    }

    /// Takes note that a manifest is in force; gives the how manieth it is.
    func swapped() -> Int {
        let number = state.withLock { state in
            state.generation += 1
            state.rejection = nil
            return state.generation
        }
        generation.set(number)
        isRejected.set(0)
        counters[.swapped]?.increment()
        return number
    }

    /// Takes note that a manifest with so many errors was left aside, at a time of day.
    func rejected(errors: Int, at time: String) {
        state.withLock { $0.rejection = (errors, time) }
        isRejected.set(1)
        counters[.rejected]?.increment()
    }

    /// Takes note that a manifest could not be read in peace.
    func unsettled(at time: String) {
        state.withLock { $0.rejection = (0, time) }
        isRejected.set(1)
        counters[.unsettled]?.increment()
    }

    /// What `/ready` says of it; nothing where the manifest is in force.
    var notes: [(name: String, text: String)] {
        guard let rejection = state.withLock(\.rejection) else { return [] }
        return [("manifest", "rejected"), ("errors", "\(rejection.errors)"), ("since", rejection.time)]
    }
}
