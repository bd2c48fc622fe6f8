// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandMetrics
import Testing

@Suite("Call metrics")
struct CallMetricsTests {
    private static let command = DeclaredCommand(name: "tag.create")
    private static let bound = CallRefusal(at: .bind, codes: [1, 2], rules: ["Tag.required", "Note.required"])

    @Test(
        "Counts each call by how it ended",
        arguments: [
            (
                CallEnding(.done, command: command, surface: .api, ignoredParameters: 2, duration: .milliseconds(3)),
                [
                    #"command_router_calls_total{command="tag.create",outcome="done",rule="",surface="api"} 1"#,
                    #"command_router_ignored_parameters_total{command="tag.create"} 2"#,
                    #"command_router_run_seconds_bucket{command="tag.create",le="0.0025"} 0"#,
                    #"command_router_run_seconds_bucket{command="tag.create",le="0.005"} 1"#,
                    #"command_router_run_seconds_count{command="tag.create"} 1"#,
                ]
            ),
            (
                CallEnding(.refused(bound), command: command, surface: .v1),
                [
                    #"command_router_calls_total{command="tag.create",outcome="refused",rule="Tag.required",surface="v1"} 1"#,
                    #"command_router_refusals_total{code="1",command="tag.create",gate="bind"} 1"#,
                    #"command_router_refusals_total{code="2",command="tag.create",gate="bind"} 1"#,
                ]
            ),
            (
                CallEnding(.refused(CallRefusal(at: .open, codes: [100_000]))),
                [
                    #"command_router_calls_total{command="",outcome="refused",rule="",surface=""} 1"#,
                    #"command_router_refusals_total{code="100000",command="",gate="open"} 1"#,
                ]
            ),
            (
                CallEnding(.validated, command: command, surface: .rpc),
                [#"command_router_calls_total{command="tag.create",outcome="validated",rule="",surface="rpc"} 1"#]
            ),
        ])
    func counts(ending: CallEnding, lines: [String]) {
        let registry = PrometheusRegistry()
        CallMetrics(factory: registry).ended(ending)
        let samples = registry.text.split(separator: "\n").filter { !$0.hasPrefix("#") && !$0.hasPrefix("metrics_") }
        for line in lines { #expect(samples.contains { $0 == line }, "\(line)") }
        #expect(samples.count == lines.count + (ending.duration == nil ? 0 : 16))
    }

    @Test("Adds up, also across a reload, where the declaration is another value")
    func addsUp() {
        let registry = PrometheusRegistry()
        let metrics = CallMetrics(factory: registry)
        for _ in 1...3 { metrics.ended(CallEnding(.done, command: DeclaredCommand(name: "a"), surface: .api, duration: .zero)) }
        #expect(registry.text.contains(#"calls_total{command="a",outcome="done",rule="",surface="api"} 3"#))
    }
}
