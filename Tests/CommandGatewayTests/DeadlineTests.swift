// SPDX-License-Identifier: Apache-2.0

import CommandGateway
import TestSupport
import Testing

@Suite("Deadlines") struct DeadlineTests {
    /// Sends a text byte by byte, over and over, until the other side has something to say; at most 1000 bytes in 20 s.
    private static func drip(_ text: String, over client: RawClient) throws -> RawReply {
        let bytes = Array(text.utf8)
        for count in 0..<1000 {
            client.send([bytes[count % bytes.count]])
            if client.isReadable(within: 20) { return try client.reply() }
        }
        throw RawClient.Failure(description: "never cut")
    }

    @Test("Input 3: cuts a head that drips in, with 408")
    func drippedHead() async throws {
        try await TestGateway.run(configure: { $0.headDeadline = .milliseconds(200) }) { gateway in
            try await gateway.talk { gateway in
                let client = try gateway.client()
                client.send("GET /echo HTTP/1.1\r\n")
                let reply = try Self.drip("a: b\r\n", over: client)
                #expect(reply.status == 408 && reply.closes)
                #expect(try client.rest() == [])
            }
        }
    }

    @Test("Input 3: cuts a later head that drips in, though the connection might lie idle longer")
    func drippedLaterHead() async throws {
        try await TestGateway.run(configure: { $0.headDeadline = .milliseconds(200) }) { gateway in
            try await gateway.talk { gateway in
                let client = try gateway.client()
                #expect(try client.ask("GET /echo HTTP/1.1\r\nHost: a\r\n\r\n").status == 200)
                client.send("GET /")
                #expect(try Self.drip("x", over: client).status == 408)
                #expect(try client.rest() == [])
            }
        }
    }

    @Test("Input 3: cuts empty lines that drip in before a head")
    func drippedLines() async throws {
        try await TestGateway.run(configure: { $0.headDeadline = .milliseconds(200) }) { gateway in
            let reply = try await gateway.talk { gateway in try Self.drip("\r\n", over: gateway.client()) }
            #expect(reply.status == 408)
        }
    }

    @Test("Closes a connection on which nothing comes, without a word")
    func silent() async throws {
        try await TestGateway.run(configure: { $0.headDeadline = .milliseconds(200) }) { gateway in
            let rest = try await gateway.talk { gateway in try gateway.client().rest() }
            #expect(rest == [])
        }
    }

    @Test("Closes a connection that lies idle between requests, without a word")
    func idle() async throws {
        try await TestGateway.run(configure: { $0.idleTimeout = .milliseconds(200) }) { gateway in
            try await gateway.talk { gateway in
                let client = try gateway.client()
                #expect(try client.ask("GET /echo HTTP/1.1\r\nHost: a\r\n\r\n").status == 200)
                #expect(try client.rest() == [])
            }
        }
    }

    @Test(
        "Input 4: cuts a body that drips in, with 408 in the form of its path",
        arguments: ["Content-Length: 5000\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n"])
    func drippedBody(rest: String) async throws {
        try await TestGateway.run(configure: { $0.requestDeadline = .milliseconds(200) }) { gateway in
            try await gateway.talk { gateway in
                let client = try gateway.client()
                client.send("POST /echo HTTP/1.1\r\nHost: a\r\n\(rest)")
                let reply = try Self.drip("1\r\nx\r\n", over: client)
                #expect(reply.status == 408 && reply.closes && reply.text.hasPrefix("timeout /echo "))
                #expect(try client.rest() == [])
            }
        }
    }

    @Test("Input 5: cuts a client that reads its reply slowly")
    func slowReader() async throws {
        let handler = TestHandler()
        try await TestGateway.run(
            handler,
            configure: {
                $0.replyDeadline = .milliseconds(300)
                $0.maximumConnections = 1
            }
        ) { gateway in
            try await gateway.talk { gateway in
                let client = try gateway.client(receiveBuffer: 4096)
                client.send("GET /big HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(client.isReadable(within: 20_000))
                // The place of the one connection is free again once the slow one is cut.
                try gateway.waitForPlace()
                #expect(try client.rest().count < handler.bigReply)
            }
        }
    }

    @Test("Input 5: reads nothing more from a client whose reply is pending, so that its memory is bounded")
    func pipelinedFlood() async throws {
        let handler = TestHandler()
        try await TestGateway.run(handler) { gateway in
            let client = try await gateway.talk { gateway in
                let client = try gateway.client()
                let requests = Array(String(repeating: "GET /slow HTTP/1.1\r\nHost: a\r\n\r\n", count: 2000).utf8)
                var sent = 0
                while client.isWritable(within: 300), let count = client.sendSome(requests) {
                    sent += count
                    try #require(sent < 64 << 20, "never blocked")
                }
                return client
            }
            await handler.gate.arrivals(1)
            #expect(handler.gate.arrived == 1)
            _ = client
            handler.gate.open()
        }
    }
}
