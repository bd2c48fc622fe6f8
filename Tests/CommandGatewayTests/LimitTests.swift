// SPDX-License-Identifier: Apache-2.0

import CommandGateway
import TestSupport
import Testing

@Suite("Connections") struct LimitTests {
    @Test("Serves no more connections at once than the limit, and the next when one closes")
    func maximum() async throws {
        try await TestGateway.run(configure: { $0.maximumConnections = 2 }) { gateway in
            try await gateway.talk { gateway in
                let request = "GET /health HTTP/1.1\r\nHost: a\r\n\r\n"
                let clients = try (0..<2).map { _ in
                    let client = try gateway.client()
                    #expect(try client.ask(request).status == 200)
                    return client
                }
                let late = try gateway.client()
                late.send(request)
                #expect(!late.isReadable(within: 200))
                clients[0].finishSending()
                #expect(try late.reply().status == 200)
                _ = clients
            }
        }
    }

    @Test("Survives clients that leave at any moment")
    func leaving() async throws {
        let handler = TestHandler()
        try await TestGateway.run(handler) { gateway in
            try await gateway.talk { gateway in
                for request in ["", "GET", "POST /slow HTTP/1.1\r\nHost: a\r\n\r\n", "GET /big HTTP/1.1\r\nHost: a\r\n\r\n"] {
                    for _ in 0..<50 { try gateway.client().send(request) }
                }
            }
            handler.gate.open()
        }
    }
}
