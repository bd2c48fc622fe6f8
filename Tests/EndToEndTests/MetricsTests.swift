// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@Suite("Metrics")
struct MetricsTests {
    private static func get(_ port: Int) -> String { "GET /metrics HTTP/1.1\r\nHost: a:\(port)\r\n\r\n" }

    @Test("Count calls by command, surface, outcome and rule, and hold nothing that a caller gave")
    func counts() async throws {
        let server = try await RunningServer.start(["--metrics", "on"])
        _ = try await server.user.call("tag.create", ["Tag": "first-word"])
        _ = try await server.user.call("tag.create", ["Tag": ""])
        _ = try await server.user.call("tag.create", ["Tag": "third-word", "Odd-Parameter": "odd-value"])
        _ = try await server.user.call("odd.command")
        _ = try await server.nobody.call("tags.get")
        let page = try await server.nobody.send(Self.get(server.port))
        #expect(page.status == 200)
        #expect(page["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
        let lines = page.text.split(separator: "\n")
        for line in [
            #"command_router_calls_total{command="tag.create",outcome="done",rule="",surface="api"} 2"#,
            #"command_router_calls_total{command="tag.create",outcome="refused",rule="Tag.required",surface="api"} 1"#,
            #"command_router_calls_total{command="",outcome="refused",rule="call.command",surface="api"} 1"#,
            #"command_router_calls_total{command="tags.get",outcome="refused",rule="call.credentials",surface="api"} 1"#,
            #"command_router_refusals_total{code="99998",command="tags.get",gate="identify"} 1"#,
            #"command_router_ignored_parameters_total{command="tag.create"} 1"#,
            #"command_router_run_seconds_count{command="tag.create"} 2"#,
        ] { #expect(lines.contains { $0 == line }, "\(line)") }
        #expect(lines.contains { $0.hasPrefix("command_router_connections ") && $0 != "command_router_connections 0" })
        for word in ["word", "Odd", "odd", server.userKey] { #expect(!page.text.contains(word), "\(word)") }
        let log = server.log.filter { $0.hasSuffix(" call") && $0.contains("command=tag.create") }
        #expect(log.count == 3)
        #expect(log.contains { $0.contains("outcome=refused") && $0.contains("rules=Tag.required") })
        #expect(!server.process.errors.contains("odd-value"))
    }

    @Test("Are nowhere unless asked for", arguments: [[], ["--metrics", "off"]])
    func areOff(arguments: [String]) async throws {
        let server = try await RunningServer.start(arguments)
        #expect(try await server.nobody.send(Self.get(server.port)).status == 404)
    }

    @Test("Are at an address of their own, and nothing else is there")
    func haveAnAddress() async throws {
        let server = try await RunningServer.start(["--metrics", "127.0.0.1:0"])
        let port = try await BlockingWork.run {
            try BlockingWork.poll("the metrics' address") {
                server.process.output.firstMatch(after: "Metrics on http://127.0.0.1:", until: "/").flatMap(Int.init)
            }
        }
        _ = try await server.user.call("tags.get")
        let metrics = Client(port: port, key: server.userKey)
        #expect(try await metrics.send(Self.get(port)).text.contains(#"command="tags.get",outcome="done""#))
        #expect(try await metrics.call("tags.get").status == 404)
        #expect(try await server.nobody.send(Self.get(server.port)).status == 404)
        #expect(try await server.stop() == 0)
    }

    @Test("A place that is none is a wrong command line", arguments: ["yes", "127.0.0.1", ":9", "a:70000", "::1:9", "[::1:9"])
    func refusesPlaces(place: String) async throws {
        let flag = try await Finished.router("serve", "--metrics", place)
        #expect(flag.status == 2)
        let variable = try await Finished.router("serve", environment: ["COMMAND_ROUTER_METRICS": place])
        #expect((variable.status, variable.errors.contains("COMMAND_ROUTER_METRICS")) == (2, true))
    }
}
