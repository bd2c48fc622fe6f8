// SPDX-License-Identifier: Apache-2.0

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
        try await TestGateway.run(ready: { database.isOn.load(ordering: .relaxed) }) { gateway in
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
