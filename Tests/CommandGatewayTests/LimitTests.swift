// SPDX-License-Identifier: Apache-2.0

import CommandGateway
import TestSupport
import Testing

@Suite("Connections") struct LimitTests {
    private static let health = "GET /health HTTP/1.1\r\nHost: a\r\n\r\n"
    private static let echo = "GET /echo HTTP/1.1\r\nHost: a\r\n\r\n"
    private static let slow = "GET /slow HTTP/1.1\r\nHost: a\r\n\r\n"

    /// Connections that have each been answered and lie idle, the longest first.
    private static func idle(_ count: Int, _ gateway: TestGateway, from address: String? = nil) throws -> [RawClient] {
        try (0..<count).map { _ in
            let client = try gateway.client(from: address)
            #expect(try client.ask(echo).status == 200)
            return client
        }
    }

    @Test("Closes the longest idle connection in favour of a new one when all places are taken")
    func maximum() async throws {
        try await TestGateway.run(configure: { $0.maximumConnections = 3 }) { gateway in
            try await gateway.talk { gateway in
                let clients = try Self.idle(3, gateway)
                #expect(try clients[0].ask(Self.echo).status == 200)
                #expect(try gateway.client().ask(Self.echo).status == 200)
                #expect(try clients[1].rest() == [])
                #expect(try clients[0].ask(Self.echo).status == 200 && clients[2].ask(Self.echo).status == 200)
            }
        }
    }

    @Test(
        "Counts a connection as idle that has not sent a whole head",
        arguments: ["", "GET", "GET /echo HTTP/1.1\r\nHost: a\r\n"])
    func drippedHead(beginning: String) async throws {
        try await TestGateway.run(configure: { $0.maximumConnections = 1 }) { gateway in
            try await gateway.talk { gateway in
                let dripping = try gateway.client()
                #expect(try dripping.ask(Self.echo).status == 200)
                dripping.send(beginning)
                #expect(try gateway.client().ask(Self.echo).status == 200)
                #expect(try dripping.rest() == [])
            }
        }
    }

    @Test("Closes an address's own longest idle connection when it has as many as it may, and no other's")
    func perAddress() async throws {
        try await TestGateway.run(configure: { $0.maximumConnectionsPerAddress = 2 }) { gateway in
            try await gateway.talk { gateway in
                let other = try Self.idle(1, gateway, from: "127.0.0.2")
                let own = try Self.idle(2, gateway)
                #expect(try gateway.client().ask(Self.echo).status == 200)
                #expect(try own[0].rest() == [])
                #expect(try own[1].ask(Self.echo).status == 200 && other[0].ask(Self.echo).status == 200)
            }
        }
    }

    @Test("Does not count the connections of a trusted proxy by address")
    func proxy() async throws {
        try await TestGateway.run(
            configure: {
                $0.maximumConnectionsPerAddress = 2
                $0.trustedProxies = ["127.0.0.1"]
            }
        ) { gateway in
            try await gateway.talk { gateway in
                for client in try Self.idle(5, gateway) { #expect(try client.ask(Self.echo).status == 200) }
            }
        }
    }

    @Test("Refuses a new connection with 503 where none is idle, and still answers health and readiness")
    func noneIdle() async throws {
        let handler = TestHandler()
        try await TestGateway.run(handler, configure: { $0.maximumConnections = 2 }) { gateway in
            let busy = try await gateway.talk { gateway in
                let busy = try (0..<2).map { _ in try gateway.client() }
                for client in busy { client.send(Self.slow) }
                return busy
            }
            await handler.gate.arrivals(2)
            try await gateway.talk { gateway in
                let refused = try gateway.client().ask(Self.echo)
                #expect(refused.status == 503 && refused.closes && refused.text.hasPrefix("overloaded /echo "))
                for path in ["/health", "/ready"] {
                    let reply = try gateway.client().ask("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n")
                    #expect(reply.status == 200 && reply.closes)
                }
            }
            handler.gate.open()
            let statuses = try await gateway.talk { _ in try busy.map { try $0.reply().status } }
            #expect(statuses == [200, 200])
        }
    }

    @Test("Connections that send nothing cannot hold the places for health and metrics")
    func reserve() async throws {
        let handler = TestHandler()
        try await TestGateway.run(handler, configure: { $0.maximumConnections = 1 }) { gateway in
            let busy = try await gateway.talk { gateway in
                let busy = try gateway.client()
                busy.send(Self.slow)
                return busy
            }
            await handler.gate.arrivals(1)
            try await gateway.talk { gateway in
                let silent = try (0..<40).map { try gateway.client(from: "127.0.0.\($0 % 20 + 2)") }
                #expect(try gateway.client().ask(Self.health).status == 200)
                _ = silent
            }
            handler.gate.open()
            _ = busy
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
