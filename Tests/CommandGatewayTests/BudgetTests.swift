// SPDX-License-Identifier: Apache-2.0

import CommandGateway
import TestSupport
import Testing

@Suite("Bytes in flight") struct BudgetTests {
    private static let big = "GET /big HTTP/1.1\r\nHost: a\r\n\r\n"
    private static let echo = "GET /echo HTTP/1.1\r\nHost: a\r\n\r\n"

    @Test("Of replies that nobody reads are bounded: the slowest readers are cut")
    func replies() async throws {
        let handler = TestHandler()
        try await TestGateway.run(handler, configure: { ($0.maximumReplyBytes, $0.maximumReplyBytesPerAccount) = (80 << 20, 80 << 20) }) {
            gateway in
            try await gateway.talk { gateway in
                // Each holds 32 MiB, of which the system takes some.
                let clients = try (0..<3).map { _ in
                    let client = try gateway.client(receiveBuffer: 4096)
                    client.send(Self.big)
                    #expect(client.isReadable(within: 20_000))
                    return client
                }
                #expect(try clients[1].reply().body.count == handler.bigReply)
                #expect(try clients[2].reply().body.count == handler.bigReply)
                #expect(try clients[0].rest().count < handler.bigReply)
            }
        }
    }

    @Test("Of one caller's replies are bounded by themselves")
    func oneCaller() async throws {
        var handler = TestHandler()
        handler.bigReply = 10 << 20
        try await TestGateway.run(handler, configure: { $0.maximumReplyBytesPerAccount = 15 << 20 }) { [handler] gateway in
            try await gateway.talk { gateway in
                let clients = try (0..<2).map { _ in
                    let client = try gateway.client(receiveBuffer: 4096)
                    client.send(Self.big)
                    #expect(client.isReadable(within: 20_000))
                    return client
                }
                #expect(try clients[1].reply().body.count == handler.bigReply)
                #expect(try clients[0].rest().count < handler.bigReply)
            }
        }
    }

    @Test("Of bodies that drip in are bounded: the slowest are refused with 503, and small ones are not touched")
    func bodies() async throws {
        try await TestGateway.run(
            configure: {
                $0.maximumBody = 1 << 20
                $0.maximumBodyBytes = 4 << 20
            }
        ) { gateway in
            try await gateway.talk { gateway in
                let part = [UInt8](repeating: 0x78, count: 700_000)
                let begin = { (client: RawClient) in
                    client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n")
                    client.send(part)
                }
                // An address has a quarter, which is room for one of them.
                var clients = try (0..<2).map { _ in try gateway.client() }
                for client in clients { begin(client) }
                while !clients[0].isReadable(within: 10) { clients.reverse() }
                let (first, second) = (clients[0], clients[1])
                let reply = try first.reply()
                #expect(reply.status == 503 && reply.closes && reply.text.hasPrefix("overloaded /echo "))
                #expect(try gateway.client().ask(Self.echo).status == 200)
                second.send([UInt8](repeating: 0x78, count: 300_000))
                #expect(try second.reply().body.count == 1_000_000)
                let third = try gateway.client()
                begin(third)
                third.send([UInt8](repeating: 0x78, count: 300_000))
                #expect(try third.reply().status == 200)
            }
        }
    }
}
