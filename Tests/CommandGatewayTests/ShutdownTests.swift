// SPDX-License-Identifier: Apache-2.0

import CommandGateway
import CommandKit
import CommandWire
import Synchronization
import TestSupport
import Testing

@Suite("Shutdown") struct ShutdownTests {
    private static let slow = "POST /slow HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi"

    @Test("Finishes requests in hand, tells their clients that it closes, and closes idle connections at once")
    func finishes() async throws {
        let handler = TestHandler()
        try await TestGateway.run(handler, isAlive: false) { gateway in
            let (busy, idle, half) = try await gateway.talk { gateway in
                let busy = try (0..<16).map { _ in try gateway.client() }
                for client in busy { client.send(Self.slow) }
                let idle = try gateway.client()
                #expect(try idle.ask("GET /health HTTP/1.1\r\nHost: a\r\n\r\n").status == 200)
                let half = try gateway.client()
                let begun = "POST /slow HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n"
                #expect(try half.ask(begun).status == 100)
                return (busy, idle, half)
            }
            await handler.gate.arrivals(16)
            await gateway.stop()
            let last = try await gateway.talk { _ in try idle.rest() }
            #expect(last == [])
            half.send("hi")
            await handler.gate.arrivals(17)
            handler.gate.open()
            try await gateway.talk { _ in
                for client in busy + [half] {
                    let reply = try client.reply()
                    #expect(reply.status == 200 && reply.text == "hi" && reply.closes)
                    #expect(try client.rest() == [])
                }
            }
        }
    }

    @Test("Answers all that a client has sent ahead, and says on the last answer that it closes")
    func pipelined() async throws {
        let handler = TestHandler()
        try await TestGateway.run(handler, isAlive: false) { gateway in
            let client = try await gateway.talk { gateway in
                let client = try gateway.client()
                client.send(String(repeating: Self.slow, count: 3))
                return client
            }
            await handler.gate.arrivals(1)
            await gateway.stop()
            handler.gate.open()
            try await gateway.talk { _ in
                let replies = try (0..<3).map { _ in try client.reply() }
                #expect(replies.map(\.status) == [200, 200, 200] && replies.map(\.closes) == [false, false, true])
                #expect(try client.rest() == [])
            }
        }
    }

    @Test("Accepts no more once it is told to stop")
    func refusesNew() async throws {
        let handler = TestHandler()
        try await TestGateway.run(handler, isAlive: false) { gateway in
            let (busy, idle) = try await gateway.talk { gateway in
                let clients = (try gateway.client(), try gateway.client())
                clients.0.send(Self.slow)
                return clients
            }
            await handler.gate.arrivals(1)
            await gateway.stop()
            try await gateway.talk { gateway in
                let last = try idle.rest()
                #expect(last == [])
                #expect(throws: RawClient.Failure.self) { try gateway.client().ask(Self.slow) }
            }
            handler.gate.open()
            let status = try await gateway.talk { _ in try busy.reply().status }
            #expect(status == 200)
        }
    }

    /// Counts what it is asked, and answers at once.
    private struct CountingHandler: RequestHandler {
        final class Count: Sendable {
            let value = Atomic<Int>(0)
        }

        let begun = Count()

        func begin(_ request: InboundRequest) -> Exchange {
            begun.value.add(1, ordering: .relaxed)
            let response = OutboundResponse(status: 200, body: request.body)
            return request.path == "/echo" ? .answered(response) : .pending { response }
        }

        func refuse(_ fault: TransportFault, path: String?, requestID: RequestID) -> OutboundResponse {
            OutboundResponse(status: 400, body: [])
        }
    }

    @Test("Loses no request that it has begun, when stopped under load", arguments: ["/echo", "/later"])
    func underLoad(path: String) async throws {
        let handler = CountingHandler()
        let request = "POST \(path) HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi"
        let answered = try await TestGateway.run(handler, isAlive: false) { gateway in
            try await withThrowingTaskGroup(of: Int.self) { tasks in
                for _ in 0..<8 {
                    tasks.addTask {
                        try await gateway.talk { gateway in
                            let client = try gateway.client()
                            var count = 0
                            while let reply = try? client.ask(request) {
                                count += 1
                                if reply.closes { break }
                            }
                            return count
                        }
                    }
                }
                while handler.begun.value.load(ordering: .relaxed) < 500 { await Task.yield() }
                await gateway.stop()
                return try await tasks.reduce(0, +)
            }
        }
        #expect(answered >= 500 && answered == handler.begun.value.load(ordering: .relaxed))
    }

    @Test("Cuts what is not finished when the grace is over")
    func grace() async throws {
        let handler = TestHandler()
        try await TestGateway.run(handler, isAlive: false, configure: { $0.shutdownGrace = .milliseconds(200) }) { gateway in
            let client = try await gateway.talk { gateway in
                let client = try gateway.client()
                client.send(Self.slow)
                return client
            }
            await handler.gate.arrivals(1)
            await gateway.stop()
            let last = try await gateway.talk { _ in try client.rest() }
            #expect(last == [])
            handler.gate.open()
        }
    }
}
