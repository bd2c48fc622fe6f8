// SPDX-License-Identifier: Apache-2.0

import CommandGateway
import Synchronization
import TestSupport
import Testing

@Suite("Probe") struct ProbeTests {
    private final class Switch: Sendable {
        let isOn = Atomic<Bool>(false)
    }

    @Test("Says on /ready what it is told, and on /health that it serves")
    func ready() async throws {
        let database = Switch()
        try await TestGateway.run(ready: { Readiness(isReady: database.isOn.load(ordering: .relaxed)) }) { gateway in
            try await gateway.talk { gateway in
                let client = try gateway.client()
                let ask = { (path: String) in try client.ask("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n") }
                #expect(try ask("/ready").status == 503)
                #expect(try ask("/health?a=b").text == #"{"status":"ok"}"#)
                database.isOn.store(true, ordering: .relaxed)
                #expect(try ask("/ready").status == 200)
            }
        }
    }

    @Test("Says beside the status what it is told", arguments: [(true, 200, "ok"), (false, 503, "unavailable")])
    func notes(isReady: Bool, status: Int, word: String) async throws {
        let readiness = Readiness(isReady: isReady, notes: [("manifest", "rejected"), ("note", "a \"b\"")])
        try await TestGateway.run(ready: { readiness }) { gateway in
            let reply = try await gateway.talk { try $0.client().ask("GET /ready HTTP/1.1\r\nHost: a\r\n\r\n") }
            #expect(reply.status == status)
            #expect(reply.text == #"{"status":"\#(word)","manifest":"rejected","note":"a \"b\""}"#)
        }
    }

    @Test("Answers /metrics where it is given them, and leaves the path to the handler elsewhere", arguments: [true, false])
    func metrics(isOn: Bool) async throws {
        let page = { @Sendable in MetricsPage(text: "a 1\n", mediaType: "text/plain; version=0.0.4") }
        try await TestGateway.run(metrics: isOn ? page : nil) { gateway in
            let reply = try await gateway.talk { try $0.client().ask("GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n") }
            #expect(reply.status == (isOn ? 200 : 404))
            guard isOn else { return }
            #expect((reply.text, reply["content-type"]) == ("a 1\n", "text/plain; version=0.0.4"))
            let post = try await gateway.talk { try $0.client().ask("POST /metrics HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n") }
            #expect(post.status == 405)
        }
    }

    @Test(
        "Answers GET and HEAD alone",
        arguments: ["/health", "/ready"], [("GET", 200), ("HEAD", 200), ("POST", 405), ("DELETE", 405), ("OPTIONS", 405)])
    func methods(path: String, method: (name: String, status: Int)) async throws {
        try await TestGateway.run { gateway in
            try await gateway.talk { gateway in
                let request = "\(method.name) \(path) HTTP/1.1\r\nHost: a\r\n\r\n"
                let reply = try gateway.client().ask(request, hasBody: method.name != "HEAD")
                #expect(reply.status == method.status)
                #expect(reply["allow"] == (method.status == 405 ? "GET, HEAD" : nil))
            }
        }
    }

    @Test("Leaves every other path to the handler", arguments: ["/", "/healthy", "/health/", "/Health", "/readyz"])
    func others(path: String) async throws {
        try await TestGateway.run { gateway in
            let reply = try await gateway.talk { try $0.client().ask("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n") }
            #expect(reply.status == 404)
        }
    }
}
