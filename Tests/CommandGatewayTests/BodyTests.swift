// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@Suite("Body") struct BodyTests {
    private static let limit = 1_048_576

    @Test("Hands over a body whole", arguments: [0, 1, 100, 20_000, limit])
    func whole(size: Int) async throws {
        let body = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try await TestGateway.run { gateway in
            try await gateway.talk { gateway in
                let client = try gateway.client()
                client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: \(size)\r\n\r\n")
                client.send(body)
                #expect(try client.reply().body == body)
            }
        }
    }

    @Test("Puts the chunks of a body together and ignores extensions and trailers")
    func chunked() async throws {
        try await TestGateway.run { gateway in
            try await gateway.talk { gateway in
                let client = try gateway.client()
                client.send("POST /request HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n")
                client.send("2;a=b\r\nhe\r\n3\r\nllo\r\n0\r\nAuthorization: trailer\r\n\r\n")
                let reply = try client.reply()
                #expect(reply.text.contains("body=hello") && reply.text.contains("authorization=nil"))
                #expect(try client.ask("GET /echo HTTP/1.1\r\nHost: a\r\n\r\n").status == 200)
            }
        }
    }

    @Test("Answers a body over the limit with 413 before it has come, and closes")
    func tooLarge() async throws {
        try await TestGateway.run { gateway in
            try await gateway.talk { gateway in
                let client = try gateway.client()
                let reply = try client.ask("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: \(Self.limit + 1)\r\n\r\n")
                #expect(reply.status == 413 && reply.closes && reply.text.hasPrefix("bodyTooLarge /echo "))
                #expect(try client.rest() == [])
            }
        }
    }

    @Test("Lets a client that sends its whole body first read the 413")
    func readsLate() async throws {
        try await TestGateway.run { gateway in
            try await gateway.talk { gateway in
                let client = try gateway.client()
                client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3000000\r\n\r\n")
                #expect(client.send([UInt8](repeating: 0x78, count: 3_000_000)))
                #expect(try client.reply().status == 413)
            }
        }
    }

    @Test(
        "Input 6: closes a connection on which a body without end comes after the 413",
        arguments: ["Content-Length: 1000000000000", "Transfer-Encoding: chunked"])
    func endless(framing: String) async throws {
        try await TestGateway.run { gateway in
            try await gateway.talk { gateway in
                let client = try gateway.client()
                client.send("POST /echo HTTP/1.1\r\nHost: a\r\n\(framing)\r\n\r\n")
                let chunk = Array("10000\r\n".utf8) + [UInt8](repeating: 0x78, count: 0x10000) + Array("\r\n".utf8)
                for _ in 0..<20 { client.send(chunk) }
                #expect(try client.reply().status == 413)
                var chunks = 0
                while client.send(chunk) {
                    chunks += 1
                    try #require(chunks < 1000, "never closed")
                }
            }
        }
    }

    @Test("Input 7: answers Expect: 100-continue at once", arguments: ["100-continue", "100-Continue"])
    func expectation(value: String) async throws {
        try await TestGateway.run { gateway in
            try await gateway.talk { gateway in
                let client = try gateway.client()
                let head = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: \(value)\r\n\r\n"
                let reply = try client.ask(head)
                #expect(reply.status == 100 && reply.fields.isEmpty)
                #expect(try client.ask("hello").text == "hello")
                #expect(try client.ask(head).status == 100)
                #expect(try client.ask("again").text == "again")
            }
        }
    }

    @Test("Input 7: refuses a body that is too large instead of asking for it")
    func expectationTooLarge() async throws {
        try await TestGateway.run { gateway in
            try await gateway.talk { gateway in
                let length = "Content-Length: \(Self.limit + 1)\r\nExpect: 100-continue"
                let reply = try gateway.client().ask("POST /echo HTTP/1.1\r\nHost: a\r\n\(length)\r\n\r\n")
                #expect(reply.status == 413)
            }
        }
    }

    @Test("Input 7: answers another expectation with 417 and closes")
    func unknownExpectation() async throws {
        try await TestGateway.run { gateway in
            try await gateway.talk { gateway in
                let client = try gateway.client()
                let fields = "Host: a\r\nContent-Length: 5\r\nExpect: more"
                let reply = try client.ask("POST /echo HTTP/1.1\r\n\(fields)\r\n\r\n")
                #expect(reply.status == 417 && reply.closes)
                #expect(try client.rest() == [])
            }
        }
    }
}
