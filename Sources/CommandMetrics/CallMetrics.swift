// SPDX-License-Identifier: Apache-2.0

public import CommandKit
public import CoreMetrics
import Synchronization

/// Counts calls and how long they run. Labels are names and rule ids of the manifest, surfaces, gates and codes; never what
/// a caller gave.
///
/// | metric | labels | |
/// | --- | --- | --- |
/// | `command_router_calls_total` | `command`, `surface`, `outcome`, `rule` | every call; `outcome` is `done`, `validated` or `refused`, `rule` that of the first violation |
/// | `command_router_refusals_total` | `command`, `gate`, `code` | every code that a caller was told |
/// | `command_router_ignored_parameters_total` | `command` | parameters on `/api.php` that nobody declared |
/// | `command_router_run_seconds` | `command` | a histogram: how long each call ran |
///
/// `command` and `surface` are empty where a request named none that there is.
public final class CallMetrics: CommandMiddleware {
    private let factory: any MetricsFactory
    private let counters = Mutex<[CounterKey: Counter]>([:])
    private let timers = Mutex<[String: Timer]>([:])

    /// Which counter: its name, and its labels' values.
    private struct CounterKey: Hashable {
        let metric: Metric
        let values: [String]
    }

    private enum Metric: String, Hashable {
        case calls = "command_router_calls_total"
        case refusals = "command_router_refusals_total"
        case ignored = "command_router_ignored_parameters_total"

        var labels: [String] {
            switch self {
            case .calls: ["command", "surface", "outcome", "rule"]
            case .refusals: ["command", "gate", "code"]
            case .ignored: ["command"]
            }
        }
    }

    /// Counts in this backend.
    public init(factory: any MetricsFactory) { self.factory = factory }

    /// Says in a registry what its metrics tell.
    public static func describe(in registry: PrometheusRegistry) {
        registry.describe(Metric.calls.rawValue, "Calls, by how they ended and the rule that was broken first.")
        registry.describe(Metric.refusals.rawValue, "Codes that callers were told, by the gate that refused.")
        registry.describe(Metric.ignored.rawValue, "Parameters that were ignored, since nobody declared them.")
        registry.describe("command_router_run_seconds", "How long calls ran, from bound parameters to the answer.")
    }

    /// Counts a call.
    public func ended(_ ending: CallEnding) {
        let command = ending.command?.name.description ?? ""
        var (outcome, rule) = ("", "")
        switch ending.outcome {
        case .done: outcome = "done"
        case .validated: outcome = "validated"
        case .refused(let refusal):
            (outcome, rule) = ("refused", refusal.rules.first ?? "")
            for code in refusal.codes { count(.refusals, [command, refusal.gate.description, String(code)]) }
        }
        count(.calls, [command, ending.surface?.description ?? "", outcome, rule])
        if ending.ignoredParameters > 0 { count(.ignored, [command], by: ending.ignoredParameters) }
        if let duration = ending.duration { timer(command).recordNanoseconds(duration.nanoseconds) }
    }

    private func count(_ metric: Metric, _ values: [String], by amount: Int = 1) {
        let key = CounterKey(metric: metric, values: values)
        let counter = counters.withLock { counters in
            if let known = counters[key] { return known }
            let counter = Counter(label: metric.rawValue, dimensions: Array(zip(metric.labels, values)), factory: factory)
            counters[key] = counter
            return counter
        }
        counter.increment(by: amount)
    }

    private func timer(_ command: String) -> Timer {
        timers.withLock { timers in
            if let known = timers[command] { return known }
            let timer = Timer(label: "command_router_run_seconds", dimensions: [("command", command)], factory: factory)
            timers[command] = timer
            return timer
        }
    }
}

extension Duration {
    /// Whole nanoseconds; the most that can be said where there are more.
    fileprivate var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (product, overflows) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, overflowsToo) = product.addingReportingOverflow(attoseconds / 1_000_000_000)
        return overflows || overflowsToo ? .max : sum
    }
}
