// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// A request that must be refused, shown by its beginning.
struct BadRequest: CustomTestStringConvertible {
    let text: String

    init(_ text: String) { self.text = text }

    var testDescription: String { String(text.unicodeScalars.prefix(70)).debugDescription }
}

@Suite("Head") struct HeadTests {
    /// What the gateway answers to bytes, and whether it then closes.
    private func refusal(of bytes: [UInt8]) async throws -> RawReply {
        try await TestGateway.run { gateway in
            try await gateway.talk { gateway in
                let client = try gateway.client()
                client.send(bytes)
                let reply = try client.reply()
                #expect(try client.rest() == [])
                return reply
            }
        }
    }

    @Test("Input 1: answers 65,536 header fields with 431 and closes")
    func manyFields() async throws {
        let fields = String(repeating: "a: b\r\n", count: 65_536)
        let reply = try await refusal(of: Array("POST /echo HTTP/1.1\r\nHost: a\r\n\(fields)\r\n".utf8))
        #expect(reply.status == 431 && reply.closes)
    }

    @Test(
        "Input 1: answers a head that is too large with 431 and closes",
        arguments: [
            BadRequest("GET /echo HTTP/1.1\r\nHost: a\r\nX-Large: " + String(repeating: "x", count: 16_400) + "\r\n\r\n"),
            BadRequest("GET /echo HTTP/1.1\r\nHost: a\r\nX-Space: " + String(repeating: " ", count: 200_000)),
            BadRequest("GET /" + String(repeating: "x", count: 16_400) + " HTTP/1.1\r\nHost: a\r\n\r\n"),
            BadRequest("GET /" + String(repeating: "x", count: 200_000)),
            BadRequest("GET / HTTP/1.1\r\n" + String(repeating: "x", count: 200_000)),
            BadRequest("GET / HTTP/1.1\r\nHost: a\r\n" + String(repeating: "a: b\r\n", count: 100) + "\r\n"),
            BadRequest(
                "GET / HTTP/1.1\r\nHost: a\r\n" + String(repeating: "X: " + String(repeating: "x", count: 400) + "\r\n", count: 50)
                    + "\r\n"),
        ])
    func largeHead(request: BadRequest) async throws {
        let reply = try await refusal(of: Array(request.text.utf8))
        #expect(reply.status == 431 && reply.closes)
    }

    @Test(
        "Input 2: answers a body of uncertain length with 400 and closes",
        arguments: [
            BadRequest("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
            BadRequest("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
            BadRequest("Content-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
            BadRequest("Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!"),
            BadRequest("Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello"),
            BadRequest("Content-Length: 5, 5\r\n\r\nhello"),
            BadRequest("Content-Length: +5\r\n\r\nhello"),
            BadRequest("Content-Length: -5\r\n\r\nhello"),
            BadRequest("Content-Length: 0x5\r\n\r\nhello"),
            BadRequest("Content-Length: 5 5\r\n\r\nhello"),
            BadRequest("Content-Length: 5a\r\n\r\nhello"),
            BadRequest("Content-Length:\r\n\r\nhello"),
            BadRequest("Content-Length: 99999999999999999999\r\n\r\nhello"),
            BadRequest("Content-Length : 5\r\n\r\nhello"),
            BadRequest("Content-Length: \r\n 5\r\n\r\nhello"),
            BadRequest("Transfer-Encoding: xchunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
            BadRequest("Transfer-Encoding: chunkedx\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
            BadRequest("Transfer-Encoding: chunked, identity\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
            BadRequest("Transfer-Encoding: identity\r\n\r\nhello"),
            BadRequest("Transfer-Encoding: gzip, chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
            BadRequest("Transfer-Encoding: chunked, chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
            BadRequest("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
            BadRequest("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
            BadRequest("Transfer-Encoding: \"chunked\"\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
            BadRequest("Transfer-Encoding:\r\n chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
            BadRequest("Transfer-Encoding : chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
            BadRequest("Transfer-Encoding: chunked\r\n\r\n0x5\r\nhello\r\n0\r\n\r\n"),
            BadRequest("Transfer-Encoding: chunked\r\n\r\n+5\r\nhello\r\n0\r\n\r\n"),
            BadRequest("Transfer-Encoding: chunked\r\n\r\n-5\r\nhello\r\n0\r\n\r\n"),
            BadRequest("Transfer-Encoding: chunked\r\n\r\n5 \r\nhello\r\n0\r\n\r\n"),
            BadRequest("Transfer-Encoding: chunked\r\n\r\n 5\r\nhello\r\n0\r\n\r\n"),
            BadRequest("Transfer-Encoding: chunked\r\n\r\n\r\nhello\r\n0\r\n\r\n"),
            BadRequest("Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nhello\r\n0\r\n\r\n"),
            BadRequest("Transfer-Encoding: chunked\r\n\r\n5\r\nhello!\r\n0\r\n\r\n"),
            BadRequest("Transfer-Encoding: chunked\r\n\r\n5\nhello\r\n0\r\n\r\n"),
            BadRequest("Transfer-Encoding: chunked\r\n\r\n5\r\nhello\n0\r\n\r\n"),
            BadRequest("Transfer-Encoding: chunked\r\n\r\n5;a\nb\r\nhello\r\n0\r\n\r\n"),
        ])
    func framing(rest: BadRequest) async throws {
        let reply = try await refusal(of: Array("POST /echo HTTP/1.1\r\nHost: a\r\n\(rest.text)".utf8))
        #expect(reply.status == 400 && reply.closes)
    }

    @Test(
        "Input 9: answers a missing Host, a second one, or what is no host with 400 and closes",
        arguments: [BadRequest(""), BadRequest("Host: a\r\nHost: a\r\n"), BadRequest("Host: a\r\nhost: b\r\n")]
            + [
                "", "###", "a b", "a/b", "u@a", "u:p@a", "a, b", "a,b", "[::1", "::1", "[]", "[1.2.3.4]", "[::g]", "[::1]x", "[::1]80",
                "[v1]",
                "[v1.]", "[fe80::1%25eth0]", ":80", "a:b", "a:-1", "a:65536", "a:99999999999999999999", "a:80:80", "a?b", "a#b", "a%zz",
                "a%2",
                "http://a", "\"a\"", "<a>", "a\\b", "é",
            ].map { BadRequest("Host: \($0)\r\n") })
    func host(fields: BadRequest) async throws {
        let reply = try await refusal(of: Array("GET /echo HTTP/1.1\r\n\(fields.text)\r\n".utf8))
        #expect(reply.status == 400 && reply.closes)
    }

    @Test(
        "Takes every host that the grammar has",
        arguments: [
            "a", "example.com", "example.com:8080", "example.com:", "127.0.0.1:0", "[::1]", "[::1]:65535", "[2001:DB8::1]:", "[v1.a:b]",
            "a_b-c.d~", "xn--bcher-kva.example", "a%20b", "a!$&'()*+;=",
        ])
    func validHost(host: String) async throws {
        try await TestGateway.run { gateway in
            try await gateway.talk { gateway in
                let client = try gateway.client()
                #expect(try client.ask("GET /echo HTTP/1.1\r\nHost: \(host)\r\n\r\n").status == 200)
                #expect(try client.ask("GET http://\(host)/echo HTTP/1.1\r\nHost: a\r\n\r\n").status == 200)
            }
        }
    }

    @Test(
        "An old client needs no Host, and may not send a wrong one", arguments: [("", 200), ("Host: a\r\n", 200), ("Host: a b\r\n", 400)])
    func oldHost(field: String, status: Int) async throws {
        let reply = try await refusal(of: Array("GET /echo HTTP/1.0\r\n\(field)\r\n".utf8))
        #expect(reply.status == status && reply.closes)
    }

    @Test(
        "Answers a target of another scheme, without a host or of another method's form with 400 and closes",
        arguments: [
            "GET ftp://a/echo", "GET httpx://a/echo", "GET http:///echo", "GET http://", "GET http://u@a/echo", "GET http://a:b/echo",
            "GET http://[::1/echo", "GET https://:80/echo", "GET *", "POST *", "GET a:80", "GET echo", "CONNECT /echo",
            "CONNECT a", "CONNECT http://a/", "OPTIONS a",
        ])
    func target(line: String) async throws {
        let reply = try await refusal(of: Array("\(line) HTTP/1.1\r\nHost: a\r\n\r\n".utf8))
        #expect(reply.status == 400 && reply.closes)
    }

    @Test(
        "Answers another version than HTTP/1 with 505, a method that HTTP does not know with 501, and closes",
        arguments: [
            ("GET /echo HTTP/2.0", 505), ("POST /echo HTTP/2.0", 505), ("GET /echo HTTP/3.0", 505), ("GET /echo HTTP/0.9", 505),
            ("GET /echo HTTP/9.9", 505), ("PRI * HTTP/2.0", 505), ("get /echo HTTP/1.1", 501), ("BREW /echo HTTP/1.1", 501),
            ("GETS /echo HTTP/1.1", 501), ("hello", 501), ("Post /echo HTTP/1.1", 501),
        ])
    func unknown(line: String, status: Int) async throws {
        let reply = try await refusal(of: Array("\(line)\r\nHost: a\r\n\r\n".utf8))
        #expect(reply.status == status && reply.closes)
    }

    @Test("Answers TRACE with 405 and stays", arguments: ["/echo", "/health", "/nowhere"])
    func trace(path: String) async throws {
        try await TestGateway.run { gateway in
            try await gateway.talk { gateway in
                let client = try gateway.client()
                #expect(try client.ask("TRACE \(path) HTTP/1.1\r\nHost: a\r\n\r\n").status == 405)
                #expect(try client.ask("GET /echo HTTP/1.1\r\nHost: a\r\n\r\n").status == 200)
            }
        }
    }

    @Test(
        "Answers what is not HTTP/1 with 400 and closes",
        arguments: [
            BadRequest("\0\0\0\0"), BadRequest("\u{16}\u{3}\u{1}hello\r\n\r\n"), BadRequest("GET /echo\r\n\r\n"),
            BadRequest("GET /ec\0ho HTTP/1.1\r\nHost: a\r\n\r\n"),
            BadRequest("GET /echo HTTP/1.1\r\nHost: a\r\nX Y: b\r\n\r\n"), BadRequest("GET /echo HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n"),
            BadRequest("GET /echo HTTP/1.1\r\nHost: a\r\nX: a\rb\r\n\r\n"), BadRequest("GET /echo HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n"),
            BadRequest("GET /echo HTTP/1.1\r\n Host: a\r\n\r\n"),
            BadRequest("GET /echo HTTP/1.1\r\nHost: a\r\nAuthorization: b\r\n c\r\n\r\n"),
            BadRequest("GET /echo HTTP/1.1\r\nHost: a\r\nAuthorization: b\r\nAuthorization: c\r\n\r\n"),
            BadRequest("GET /echo HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
            BadRequest("GET /echo HTTP/1.1\nHost: a\n\n"),
        ])
    func malformed(request: BadRequest) async throws {
        let reply = try await refusal(of: Array(request.text.utf8))
        #expect(reply.status == 400 && reply.closes)
    }
}
