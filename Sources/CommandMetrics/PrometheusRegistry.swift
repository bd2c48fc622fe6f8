// SPDX-License-Identifier: Apache-2.0

public import CoreMetrics
import Synchronization

/// A backend of swift-metrics in this process: keeps what is measured, and writes it as Prometheus reads it.
///
/// | swift-metrics | Prometheus |
/// | --- | --- |
/// | `Counter`, `FloatingPointCounter` | counter, its name ending in `_total` |
/// | `Gauge`, `Meter`, a `Recorder` that does not aggregate | gauge |
/// | a `Recorder` that aggregates | summary: sum and count |
/// | `Timer` | histogram in seconds, its name ending in `_seconds` |
///
/// Names that Prometheus would not read have `_` in the place of what it would not. Whoever measures must see that labels have
/// few values; a registry bounds what is kept nevertheless.
public final class PrometheusRegistry: MetricsFactory {
    private let most: Int
    private let state = Mutex(State())

    private struct State {
        var families: [String: MetricFamily] = [:]
        var help: [String: String] = [:]
        var count = 0
        /// How many series were asked for and not made.
        var dropped = 0
    }

    /// An empty registry, which keeps so many series at most; what is measured beyond is dropped, and the dropping counted.
    public init(mostSeries: Int = 20_000) { most = mostSeries }

    /// Says what a metric of this name tells, in one line.
    public func describe(_ name: String, _ help: String) {
        state.withLock { $0.help[MetricName.name(name)] = help }
    }

    /// Everything, in Prometheus' text format.
    /// - SeeAlso: https://prometheus.io/docs/instrumenting/exposition_formats/, version 0.0.4
    public var text: String {
        let (families, help, dropped) = state.withLock { ($0.families, $0.help, $0.dropped) }
        var text = ExpositionText()
        for (name, family) in families.sorted(by: { $0.key < $1.key }) {
            text.begin(name, family.kind, help: help[name])
            for (labels, series) in family.series.sorted(by: { $0.key < $1.key }) { series.append(to: &text, name, labels) }
        }
        text.begin("metrics_series_dropped_total", .counter, help: "Series that were not kept, since there were too many.")
        text.sample("metrics_series_dropped_total", "", Double(dropped))
        return text.text
    }

    /// The media type of ``text``.
    public static let mediaType = "text/plain; version=0.0.4; charset=utf-8"

    // MARK: MetricsFactory

    /// A counter's series.
    public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        series(MetricName.name(label, endingIn: "_total"), dimensions, .counter) { CounterSeries() } ?? NOOPMetricsHandler.instance
    }

    /// A counter's series.
    public func makeFloatingPointCounter(label: String, dimensions: [(String, String)]) -> any FloatingPointCounterHandler {
        series(MetricName.name(label, endingIn: "_total"), dimensions, .counter) { CounterSeries() } ?? NOOPMetricsHandler.instance
    }

    /// A gauge's series.
    public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        series(MetricName.name(label), dimensions, .gauge) { GaugeSeries() } ?? NOOPMetricsHandler.instance
    }

    /// A summary's series, or a gauge's.
    public func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        let name = MetricName.name(label)
        guard aggregate else { return series(name, dimensions, .gauge) { GaugeSeries() } ?? NOOPMetricsHandler.instance }
        return series(name, dimensions, .summary) { SummarySeries() } ?? NOOPMetricsHandler.instance
    }

    /// A histogram's series.
    public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        series(MetricName.name(label, endingIn: "_seconds"), dimensions, .histogram) { HistogramSeries() }
            ?? NOOPMetricsHandler.instance
    }

    /// Forgets a series.
    public func destroyCounter(_ handler: any CounterHandler) { forget(handler) }
    /// Forgets a series.
    public func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) { forget(handler) }
    /// Forgets a series.
    public func destroyMeter(_ handler: any MeterHandler) { forget(handler) }
    /// Forgets a series.
    public func destroyRecorder(_ handler: any RecorderHandler) { forget(handler) }
    /// Forgets a series.
    public func destroyTimer(_ handler: any TimerHandler) { forget(handler) }

    /// The series of these labels, the one that is there where there is one. Nil where there are too many, or where the name
    /// has a metric of another kind.
    private func series<Series: MetricSeries>(
        _ name: String, _ dimensions: [(String, String)], _ kind: MetricFamily.Kind, _ make: () -> Series
    ) -> Series? {
        let labels = MetricName.labels(dimensions, reserved: kind.ownLabel)
        return state.withLock { state in
            var family = state.families[name] ?? MetricFamily(kind: kind)
            if let known = family.series[labels] as? Series { return known }
            guard family.kind == kind, state.count < most else {
                state.dropped += 1
                return nil
            }
            let series = make()
            family.series[labels] = series
            state.families[name] = family
            state.count += 1
            return series
        }
    }

    private func forget(_ handler: AnyObject) {
        state.withLock { state in
            for (name, family) in state.families {
                guard let labels = family.series.first(where: { $0.value === handler })?.key else { continue }
                state.families[name]?.series[labels] = nil
                if family.series.count == 1 { state.families[name] = nil }
                state.count -= 1
            }
        }
    }
}
