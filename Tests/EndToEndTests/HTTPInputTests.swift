// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@Suite("Bad inputs: HTTP", .server("--max-body", "1048576"))
struct HTTPInputTests {
    static let body = #"{"Command":"tags.get"}"#

    @Test("Bad input 1: 65,536 header fields, or one of 64 KiB, get 431", arguments: [65_536, 101, 1])
    func tooMuchHead(count: Int) async throws {
        let field = count == 1 ? "X-Long: " + String(repeating: "a", count: 65_536) + "\r\n" : "X-A: b\r\n"
        let client = try suiteServer().nobody
        let reply = try await client.talk { socket in
            socket.send("GET /health HTTP/1.1\r\nHost: a\r\n" + String(repeating: field, count: count) + "\r\n")
            return try socket.reply()
        }
        #expect((reply.status, reply.closes) == (431, true))
        reply.expectClean()
        #expect(try await client.health() == 200)
    }

    @Test(
        "Bad inputs 2 and 9: ambiguous framing, and no Host or several, get 400 and the connection is closed",
        arguments: [
            ("both lengths", "Host: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
            ("two lengths", "Host: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello"),
            ("two equal lengths", "Host: a\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nhello"),
            ("a list of lengths", "Host: a\r\nContent-Length: 5, 5\r\n\r\nhello"),
            ("a signed length", "Host: a\r\nContent-Length: +5\r\n\r\nhello"),
            ("xchunked", "Host: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"),
            ("gzip, chunked", "Host: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
            ("a chunk size 0x5", "Host: a\r\nTransfer-Encoding: chunked\r\n\r\n0x5\r\nhello\r\n0\r\n\r\n"),
            ("a chunk size +5", "Host: a\r\nTransfer-Encoding: chunked\r\n\r\n+5\r\nhello\r\n0\r\n\r\n"),
            ("a chunk size beyond 64 bits", "Host: a\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n\r\n"),
            ("a space before the colon", "Host: a\r\nContent-Length : 5\r\n\r\nhello"),
            ("no Host", "Content-Length: 0\r\n\r\n"), ("two Hosts", "Host: a\r\nHost: b\r\nContent-Length: 0\r\n\r\n"),
        ])
    func ambiguous(name: String, rest: String) async throws {
        let client = try suiteServer().nobody
        let (reply, after) = try await client.talk { socket in
            socket.send("POST /api.php HTTP/1.1\r\n" + rest)
            let reply = try socket.reply()
            // Nothing that was smuggled behind is taken for a request.
            socket.send("GET /health HTTP/1.1\r\nHost: a\r\n\r\n")
            return (reply, try socket.rest())
        }
        #expect((reply.status, reply.closes, after) == (400, true, []), "\(name)")
        reply.expectClean()
        #expect(try await client.health() == 200)
    }

    @Test("Bad input 6: a body without end is cut after its 413", arguments: ["Content-Length: 99999999999", "Transfer-Encoding: chunked"])
    func endlessBody(framing: String) async throws {
        let client = try suiteServer().nobody
        let piece = Array("8000\r\n".utf8) + [UInt8](repeating: 0x20, count: 0x8000) + Array("\r\n".utf8)
        let (reply, pieces) = try await client.talk { socket in
            socket.send("POST /api.php HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n\(framing)\r\n\r\n")
            var pieces = 0
            while !socket.isReadable(within: 0), socket.send(piece) { pieces += 1 }
            let reply = try socket.reply()
            while pieces < 8192, socket.send(piece) { pieces += 1 }
            return (reply, pieces)
        }
        #expect((reply.status, reply.code, reply.closes) == (413, 100009, true))
        #expect(pieces < 8192, "256 MiB were taken")
        reply.expectClean()
        #expect(try await client.health() == 200)
    }

    @Test("A body of the limit is read, one of a byte more is not", arguments: [0, 1])
    func bodyLimit(extra: Int) async throws {
        let spaces = String(repeating: " ", count: 1_048_576 - Self.body.utf8.count + extra)
        try await suiteServer().nobody.expect(
            extra == 0 ? 200 : 413, extra == 0 ? 99998 : 100009, for: Encoding.post("/api.php", "application/json", Self.body + spaces))
    }

    @Test("Bad input 7: a client that waits for leave to send its body gets it")
    func expectsContinue() async throws {
        let client = try suiteServer().nobody
        let (isPrompt, leave, answer) = try await client.talk { socket in
            socket.send(
                "POST /api.php HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nExpect: 100-continue\r\n"
                    + "Content-Length: \(Self.body.utf8.count)\r\n\r\n")
            return (socket.isReadable(within: 5000), try socket.reply(), try socket.ask(Array(Self.body.utf8)))
        }
        #expect(isPrompt, "no leave to send a body")
        #expect((leave.status, answer.code) == (100, 99998))
    }

    @Test("Bad input 8: HEAD gets no byte of a body", arguments: ["/health", "/ready", "/api.php?Command=tags.get", "/rpc", "/nowhere"])
    func head(path: String) async throws {
        let client = try suiteServer().nobody
        let (head, next) = try await client.talk { socket in
            socket.send("HEAD \(path) HTTP/1.1\r\nHost: a\r\n\r\nGET /health HTTP/1.1\r\nHost: a\r\n\r\n")
            return (try socket.reply(hasBody: false), try socket.reply())
        }
        #expect(head.status != 0)
        #expect((next.status, next.text) == (200, #"{"status":"ok"}"#))
    }

    @Test("Bad input 11: a compressed body gets 415", arguments: ["gzip", "br", "deflate", "identity, gzip", "x"], ["/api.php", "/rpc"])
    func compressed(coding: String, path: String) async throws {
        let request = Encoding.post(path, "application/json", Self.body, "Content-Encoding: \(coding)\r\n")
        try await suiteServer().nobody.expect(415, 100010, for: request)
    }

    @Test(
        "Bad input 24: a path is decoded once and compared exactly",
        arguments: [
            ("/api.php%00", 404), ("/api%00.php", 404), ("/api.php/", 200), ("//api.php", 200), ("/api.php/tags.get", 200), ("//rpc", 404),
            ("/./api.php", 404), ("/x/../api.php", 404),
            ("/%2e%2e/api.php", 404), ("/api%252ephp", 404), ("/%C0%AEapi.php", 404), ("/API.PHP", 404), ("/api.php%2F", 404),
            ("/api%2Ephp", 200), ("/api/v1/tags.get%00", 404), ("/api/v1/", 404), ("/api/v1//tags.get", 404), ("/", 404),
            ("/api/v1/campaign%2Ecreate", 401), ("/api/v1/campaign%252Ecreate", 404), ("http://b/api.php", 200),
        ])
    func paths(path: String, status: Int) async throws {
        try await suiteServer().nobody.expect(status, for: Encoding.post(path, "application/json", Self.body))
    }

    @Test(
        "Bad input 36: CR and LF in a name that reaches a header stay in their line",
        arguments: [#"\r\n"#, #"\n"#, #"\r"#, #"\u2028"#, "é"])
    func splitting(separator: String) async throws {
        let server = try suiteServer()
        let body =
            #"{"Command":"tags.get","APIKey":"\#(server.userKey)","x\#(separator)Set-Cookie: a=b\#(separator)\#(separator)<b>":1}"#
        let reply = try await server.nobody.send(Encoding.post("/api.php", "application/json", body))
        #expect((reply.status, reply.code) == (200, 0))
        #expect(reply["set-cookie"] == nil)
        #expect(reply["warning"]?.utf8.allSatisfy { (0x20...0x7E).contains($0) } == true)
        #expect(reply.json != .null)
    }

    @Test(
        "Garbage instead of HTTP is answered as such, or with the end",
        arguments: [
            "\r\n\r\n\r\n\u{0}\u{1}\r\n\r\n", "GET\r\n\r\n", "GET /\r\n\r\n", "\u{16}\u{3}\u{1}\u{2}\r\n\r\n",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        ])
    func garbage(text: String) async throws {
        let client = try suiteServer().nobody
        let answer = try await client.talk { socket in
            socket.send(text)
            return String(decoding: try socket.rest(), as: UTF8.self)
        }
        #expect(answer.isEmpty || ["400", "501", "505"].contains(answer.dropFirst(9).prefix(3)))
        #expect(try await client.health() == 200)
    }

    @Test("Requests that come ahead of their turn are answered in their order")
    func pipelined() async throws {
        let server = try suiteServer()
        let names = (0..<40).map { "pipelined \($0)" }
        let request = names.flatMap { Encoding.json.request("tag.create", [("APIKey", .text(server.userKey)), ("Tag", .text($0))]) }
        let ids = try await server.nobody.talk { socket in
            socket.send(request)
            return try names.map { _ in try socket.reply().json["TagID"].number ?? 0 }
        }
        #expect(ids == ids.sorted() && Set(ids).count == names.count && ids[0] > 0)
    }
}
