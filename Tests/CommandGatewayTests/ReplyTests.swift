// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@Suite("Reply") struct ReplyTests {
    private static let next = "GET /health HTTP/1.1\r\nHost: a\r\n\r\n"

    @Test("Carries length, type, date and a request id of its own")
    func fields() async throws {
        try await TestGateway.run { gateway in
            try await gateway.talk { gateway in
                let client = try gateway.client()
                let replies = try (0..<2).map { _ in try client.ask("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi") }
                let reply = replies[0]
                #expect(
                    reply.fields.map(\.name) == [
                        "content-type", "content-length", "x-content-type-options", "cache-control", "date", "x-request-id",
                    ])
                #expect(reply["content-length"] == "2" && reply["content-type"] == "application/json")
                #expect(reply["x-content-type-options"] == "nosniff" && reply["cache-control"] == "no-store")
                #expect(reply["x-request-id"]?.count == 16 && reply["x-request-id"] != replies[1]["x-request-id"])
                #expect(reply["date"]?.hasSuffix(" GMT") == true && reply["date"]?.count == 29)
            }
        }
    }

    @Test("Input 8: answers HEAD with the length of the body and none of its bytes")
    func head() async throws {
        try await TestGateway.run { gateway in
            try await gateway.talk { gateway in
                let client = try gateway.client()
                let reply = try client.ask("HEAD /request HTTP/1.1\r\nHost: a\r\n\r\n", hasBody: false)
                #expect(reply.status == 200 && reply["content-length"] != "0")
                #expect(try client.ask(Self.next).text == #"{"status":"ok"}"#)
            }
        }
    }

    @Test("Input 8: refuses a HEAD request without bytes of a body")
    func refusedHead() async throws {
        try await TestGateway.run { gateway in
            try await gateway.talk { gateway in
                let client = try gateway.client()
                let reply = try client.ask("HEAD /echo HTTP/1.1\r\n\r\n", hasBody: false)
                #expect(reply.status == 400 && reply["content-length"] != "0")
                #expect(try client.rest() == [])
            }
        }
    }

    @Test("Input 8: never sends a body with 204 and 304", arguments: [("/no-content", 204), ("/not-modified", 304)])
    func bodiless(path: String, status: Int) async throws {
        try await TestGateway.run { gateway in
            try await gateway.talk { gateway in
                let client = try gateway.client()
                let reply = try client.ask("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(reply.status == status && reply["content-length"] == nil && reply["content-type"] == nil)
                #expect(try client.ask(Self.next).text == #"{"status":"ok"}"#)
            }
        }
    }

    @Test("Input 36: leaves out a field that would break its line or the framing, and sends the rest")
    func unsafeFields() async throws {
        try await TestGateway.run { gateway in
            try await gateway.talk { gateway in
                let client = try gateway.client()
                let reply = try client.ask("GET /unsafe HTTP/1.1\r\nHost: a\r\n\r\n")
                let own = ["content-type", "content-length", "x-content-type-options", "cache-control", "date", "x-request-id"]
                let names = own + ["x-fine", "x-last"]
                #expect(reply.fields.map(\.name) == names && reply.text == "body")
                #expect(try client.ask(Self.next).status == 200)
            }
        }
    }

    @Test("Answers requests sent at once in their order, slow ones included")
    func pipelined() async throws {
        let handler = TestHandler()
        try await TestGateway.run(handler) { gateway in
            let client = try await gateway.talk { gateway in
                let client = try gateway.client()
                let requests = (0..<1000).map { number in
                    let path = number % 100 == 0 ? "/slow" : "/echo"
                    return "POST \(path) HTTP/1.1\r\nHost: a\r\nContent-Length: \(String(number).count)\r\n\r\n\(number)"
                }
                client.send(requests.joined())
                return client
            }
            await handler.gate.arrivals(1)
            handler.gate.open()
            let replies = try await gateway.talk { _ in try (0..<1000).map { _ in try client.reply().text } }
            #expect(replies == (0..<1000).map(String.init))
        }
    }

    @Test("Answers what came before a malformed request, then refuses that one")
    func pipelinedFault() async throws {
        try await TestGateway.run { gateway in
            try await gateway.talk { gateway in
                let client = try gateway.client()
                client.send("GET /ready HTTP/1.1\r\nHost: a\r\n\r\nGET /ready HTTP/1.1\r\nHost: a\r\n\r\n{nonsense}\r\n\r\n")
                #expect(try (0..<3).map { _ in try client.reply().status } == [200, 200, 400])
                #expect(try client.rest() == [])
            }
        }
    }

    @Test(
        "Closes when the client cannot or will not keep the connection",
        arguments: [
            "GET /echo HTTP/1.0\r\n\r\n", "GET /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
            "GET /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\nGET /echo HTTP/1.1\r\nHost: a\r\n\r\n",
        ])
    func closes(request: String) async throws {
        try await TestGateway.run { gateway in
            try await gateway.talk { gateway in
                let client = try gateway.client()
                #expect(try client.ask(request).closes)
                #expect(try client.rest() == [])
            }
        }
    }

    @Test("Keeps a connection for an HTTP/1.0 client that asks for it")
    func oldClient() async throws {
        try await TestGateway.run { gateway in
            try await gateway.talk { gateway in
                let client = try gateway.client()
                let request = "GET /echo HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"
                #expect(try client.ask(request)["connection"] == "keep-alive")
                #expect(try client.ask(request).status == 200)
            }
        }
    }

    @Test(
        "Passes over a request to change protocols, and stays",
        arguments: [
            "GET /echo HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: a\r\n\r\n",
            "GET /echo HTTP/1.1\r\nHost: a\r\nConnection: keep-alive\r\nconnection: UPGRADE\r\nUpgrade: websocket\r\n\r\n",
            "GET /echo HTTP/1.1\r\nHost: a\r\nUpgrade: h2c\r\n\r\n",
            "GET /echo HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\n\r\n",
            "POST /echo HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: h2c\r\nContent-Length: 5\r\n\r\nhello",
            "POST /echo HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: h2c\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
        ])
    func upgrade(request: String) async throws {
        try await TestGateway.run { gateway in
            try await gateway.talk { gateway in
                let client = try gateway.client()
                for _ in 0..<2 {
                    let reply = try client.ask(request)
                    #expect(reply.status == 200 && !reply.closes)
                }
                client.send(request + request + "GET /health HTTP/1.1\r\nHost: a\r\n\r\n")
                for _ in 0..<3 { #expect(try client.reply().status == 200) }
            }
        }
    }

    @Test("Does not tunnel: CONNECT goes to the handler like any request, and the connection closes")
    func connect() async throws {
        try await TestGateway.run { gateway in
            try await gateway.talk { gateway in
                let reply = try gateway.client().ask("CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(reply.status == 404 && reply.closes)
            }
        }
    }

    @Test("Answers a client that has ended its sending side, all that it asked")
    func halfClosed() async throws {
        let handler = TestHandler()
        try await TestGateway.run(handler) { gateway in
            let client = try await gateway.talk { gateway in
                let client = try gateway.client()
                client.send(String(repeating: "GET /slow HTTP/1.1\r\nHost: a\r\n\r\n", count: 3))
                client.finishSending()
                return client
            }
            await handler.gate.arrivals(1)
            handler.gate.open()
            try await gateway.talk { _ in
                let replies = try (0..<3).map { _ in try client.reply() }
                #expect(replies.map(\.status) == [200, 200, 200] && replies.map(\.closes) == [false, false, true])
                #expect(try client.rest() == [])
            }
        }
    }
}
