// SPDX-License-Identifier: Apache-2.0

import CoreMetrics
import Synchronization

/// A number that grows.
final class CounterSeries: MetricSeries, CounterHandler, FloatingPointCounterHandler {
    private let value = Mutex(0.0)

    func increment(by amount: Int64) { increment(by: Double(amount)) }
    func increment(by amount: Double) {
        guard amount > 0, amount.isFinite else { return }
        value.withLock { $0 += amount }
    }
    func reset() { value.withLock { $0 = 0 } }

    func append(to text: inout ExpositionText, _ name: String, _ labels: String) {
        text.sample(name, labels, value.withLock(\.self))
    }
}

/// A number that is as it was last set.
final class GaugeSeries: MetricSeries, RecorderHandler, MeterHandler {
    private let value = Mutex(0.0)

    func record(_ number: Int64) { set(Double(number)) }
    func record(_ number: Double) { set(number) }
    func set(_ number: Int64) { set(Double(number)) }
    func set(_ number: Double) { value.withLock { $0 = number } }
    func increment(by amount: Double) { value.withLock { $0 += amount } }
    func decrement(by amount: Double) { value.withLock { $0 -= amount } }

    func append(to text: inout ExpositionText, _ name: String, _ labels: String) {
        text.sample(name, labels, value.withLock(\.self))
    }
}

/// Numbers, of which their sum and count are kept.
final class SummarySeries: MetricSeries, RecorderHandler {
    private let kept = Mutex((sum: 0.0, count: 0.0))

    func record(_ number: Int64) { record(Double(number)) }
    func record(_ number: Double) { kept.withLock { $0 = ($0.sum + number, $0.count + 1) } }

    func append(to text: inout ExpositionText, _ name: String, _ labels: String) {
        let (sum, count) = kept.withLock(\.self)
        text.sample(name + "_sum", labels, sum)
        text.sample(name + "_count", labels, count)
    }
}

/// Durations, counted by how long they are.
final class HistogramSeries: MetricSeries, TimerHandler {
    /// Bounds in nanoseconds, with what Prometheus is told of them: from a tenth of a millisecond to ten seconds.
    private static let bounds: [(nanoseconds: Int64, text: String)] = [
        (100_000, "0.0001"), (250_000, "0.00025"), (500_000, "0.0005"), (1_000_000, "0.001"), (2_500_000, "0.0025"),
        (5_000_000, "0.005"), (10_000_000, "0.01"), (25_000_000, "0.025"), (50_000_000, "0.05"), (100_000_000, "0.1"),
        (250_000_000, "0.25"), (500_000_000, "0.5"), (1_000_000_000, "1"), (2_500_000_000, "2.5"), (5_000_000_000, "5"),
        (10_000_000_000, "10"),
    ]

    private struct Kept {
        /// How many are within each bound and above the one before; the last are above all.
        var counts = [Double](repeating: 0, count: HistogramSeries.bounds.count + 1)
        var seconds = 0.0
    }
    private let kept = Mutex(Kept())

    func recordNanoseconds(_ duration: Int64) {
        let duration = max(0, duration)
        let place = Self.bounds.firstIndex { duration <= $0.nanoseconds } ?? Self.bounds.count
        kept.withLock {
            $0.counts[place] += 1
            $0.seconds += Double(duration) / 1e9
        }
    }

    func append(to text: inout ExpositionText, _ name: String, _ labels: String) {
        let kept = kept.withLock(\.self)
        var total = 0.0
        for (bound, count) in zip(Self.bounds.map(\.text) + ["+Inf"], kept.counts) {
            total += count
            text.sample(name + "_bucket", labels + (labels.isEmpty ? "" : ",") + "le=\"\(bound)\"", total)
        }
        text.sample(name + "_sum", labels, kept.seconds)
        text.sample(name + "_count", labels, total)
    }
}
