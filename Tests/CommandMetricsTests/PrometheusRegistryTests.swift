// SPDX-License-Identifier: Apache-2.0

import CommandMetrics
import CoreMetrics
import Testing

@Suite("Prometheus registry")
struct PrometheusRegistryTests {
    /// What a registry writes, without the counter of its own.
    private func text(_ registry: PrometheusRegistry) -> String {
        registry.text.split(separator: "\n").filter { !$0.contains("metrics_series_dropped_total") }.joined(separator: "\n")
    }

    @Test("Writes counters, gauges and summaries, by name and labels in order")
    func kinds() {
        let registry = PrometheusRegistry()
        registry.describe("b_total", "What b tells.")
        Counter(label: "b_total", dimensions: [("z", "1"), ("a", "2")], factory: registry).increment(by: 3)
        Counter(label: "b", dimensions: [("a", "1")], factory: registry).increment()
        FloatingPointCounter(label: "f_total", factory: registry).increment(by: 0.5)
        Meter(label: "a", factory: registry).set(-2.5)
        Recorder(label: "sizes", aggregate: true, factory: registry).record(4)
        Recorder(label: "sizes", aggregate: true, factory: registry).record(6)
        #expect(
            text(registry) == """
                # TYPE a gauge
                a -2.5
                # HELP b_total What b tells.
                # TYPE b_total counter
                b_total{a="1"} 1
                b_total{a="2",z="1"} 3
                # TYPE f_total counter
                f_total 0.5
                # TYPE sizes summary
                sizes_sum 10
                sizes_count 2
                """)
    }

    @Test("Counts durations in buckets that each hold those before")
    func histogram() {
        let registry = PrometheusRegistry()
        let timer = Timer(label: "t", dimensions: [("command", "x")], factory: registry)
        for nanoseconds in [0, 100_000, 100_001, 9_000_000_000, 11_000_000_000] as [Int64] { timer.recordNanoseconds(nanoseconds) }
        let lines = text(registry).split(separator: "\n")
        #expect(lines.first == "# TYPE t_seconds histogram")
        #expect(lines.count == 1 + 17 + 2)
        for line in [
            #"t_seconds_bucket{command="x",le="0.0001"} 2"#, #"t_seconds_bucket{command="x",le="0.00025"} 3"#,
            #"t_seconds_bucket{command="x",le="5"} 3"#, #"t_seconds_bucket{command="x",le="10"} 4"#,
            #"t_seconds_bucket{command="x",le="+Inf"} 5"#, #"t_seconds_sum{command="x"} 20.000200001"#,
            #"t_seconds_count{command="x"} 5"#,
        ] { #expect(lines.contains { $0 == line }, "\(line)") }
    }

    @Test(
        "Spells names as Prometheus reads them",
        arguments: [("a.b-c", "a_b_c"), ("1st", "_1st"), ("ünï", "_n_"), ("", "_"), ("a:b", "a:b"), ("a\nb 1", "a_b_1")])
    func names(label: String, name: String) {
        let registry = PrometheusRegistry()
        Meter(label: label, factory: registry).set(1)
        #expect(text(registry) == "# TYPE \(name) gauge\n\(name) 1")
    }

    @Test("Escapes labels' values, and takes the first of two labels of one name")
    func labels() {
        let registry = PrometheusRegistry()
        Meter(label: "a", dimensions: [("x", "a\"b\\c\r\nd"), ("x", "2"), ("a.b", "ü"), ("__name__", "q")], factory: registry).set(1)
        #expect(text(registry) == "# TYPE a gauge\n" + #"a{a_b="ü",label___name__="q",x="a\"b\\c"# + "\r" + #"\nd"} 1"#)
    }

    @Test("A counter never falls, whatever it is told")
    func counters() {
        let registry = PrometheusRegistry()
        let counter = Counter(label: "a_total", factory: registry)
        counter.increment(by: 2)
        counter.increment(by: -1)
        FloatingPointCounter(label: "a_total", factory: registry).increment(by: Double.infinity)
        FloatingPointCounter(label: "a_total", factory: registry).increment(by: Double.nan)
        #expect(text(registry) == "# TYPE a_total counter\na_total 2")
    }

    @Test(
        "Numbers that are none are written as Prometheus reads them",
        arguments: [(Double.nan, "NaN"), (.infinity, "+Inf"), (-.infinity, "-Inf")])
    func odd(value: Double, written: String) {
        let registry = PrometheusRegistry()
        Meter(label: "a", factory: registry).set(value)
        #expect(text(registry).hasSuffix("a \(written)"))
    }

    @Test("Keeps so many series and counts what it drops; a name has one kind")
    func bounds() {
        let registry = PrometheusRegistry(mostSeries: 2)
        for number in 1...5 { Counter(label: "a_total", dimensions: [("n", "\(number)")], factory: registry).increment() }
        Meter(label: "a_total", factory: registry).set(1)
        #expect(text(registry) == "# TYPE a_total counter\na_total{n=\"1\"} 1\na_total{n=\"2\"} 1")
        #expect(registry.text.hasSuffix("metrics_series_dropped_total 4\n"))
    }

    @Test("Forgets what is destroyed, and makes room")
    func destroys() {
        let registry = PrometheusRegistry(mostSeries: 1)
        let counter = Counter(label: "a_total", factory: registry)
        counter.increment()
        counter.destroy()
        Timer(label: "t", factory: registry).recordNanoseconds(1)
        #expect(!text(registry).contains("a_total"))
        #expect(text(registry).contains("t_seconds_count 1"))
    }
}
