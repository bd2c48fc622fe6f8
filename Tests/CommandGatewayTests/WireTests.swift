// SPDX-License-Identifier: Apache-2.0

import CommandGateway
import TestSupport
import Testing

@Suite("Wire") struct WireTests {
    private static let host = " HTTP/1.1\r\nHost: a\r\n"

    /// Requests with bytes outside ASCII in their first line, and the query that is handed over.
    static let queries: [(String, String)] = [
        ("CampaignName=Été", "CampaignName=%C3%89t%C3%A9"), ("a=%C3%89é", "a=%C3%89%C3%A9"), ("中文=字", "%E4%B8%AD%E6%96%87=%E5%AD%97"),
        ("a=😀&b=2", "a=%F0%9F%98%80&b=2"), ("a=plain", "a=plain"),
    ]

    @Test("Takes a query in raw UTF-8, again and again, and leaves bodies alone", arguments: queries)
    func rawQuery(query: String, expected: String) async throws {
        try await TestGateway.run { gateway in
            try await gateway.talk { gateway in
                let client = try gateway.client()
                for body in [nil, "é=\r\n\r\n", "x", ""] {
                    let request =
                        body.map { "POST /request?\(query)\(Self.host)Content-Length: \($0.utf8.count)\r\n\r\n\($0)" }
                        ?? "GET /request?\(query)\(Self.host)\r\n"
                    let text = try client.ask(request).text
                    #expect(text.contains("query=\(expected)\n") && text.hasSuffix("body=\(body ?? "")"))
                }
                let chunked = "POST /request?\(query)\(Self.host)Transfer-Encoding: chunked\r\n\r\n2\r\né\r\n0\r\n\r\n"
                #expect(try client.ask(chunked).text.hasSuffix("body=é"))
                #expect(try client.ask(chunked).text.contains("query=\(expected)\n"))
            }
        }
    }

    @Test("Takes it wherever the bytes are cut")
    func cut() async throws {
        let request = Array("\r\nPOST /request?a=é\(Self.host)Content-Length: 4\r\n\r\nüü".utf8)
        try await TestGateway.run { gateway in
            try await gateway.talk { gateway in
                let client = try gateway.client()
                for end in request.indices {
                    client.send(Array(request[..<end]))
                    client.send(Array(request[end...]))
                    let text = try client.reply().text
                    #expect(text.contains("query=a=%C3%A9\n") && text.hasSuffix("body=üü"), "cut at \(end)")
                }
            }
        }
    }

    @Test("Never changes a body for the sake of a first line, however requests follow on each other")
    func pipelines() async throws {
        let post = "POST /request?a=1\(Self.host)Content-Length: 6\r\n\r\né\r\né"
        let get = "GET /request?a=1\(Self.host)\r\n"
        for mix in [post + get + post, get + post + post, post + post, get + get + post, "\r\n" + post + "\r\n" + post] {
            try await TestGateway.run { gateway in
                try await gateway.talk { gateway in
                    let client = try gateway.client()
                    client.send(mix)
                    for _ in 0..<mix.split(separator: "HTTP/1.1").count - 1 {
                        let text = try client.reply().text
                        #expect(text.hasSuffix("body=é\r\né") || text.hasSuffix("body="))
                    }
                    #expect(try client.ask(post).text.hasSuffix("body=é\r\né"))
                }
            }
        }
    }

    @Test(
        "Bytes that are no UTF-8 are handed over as they came, for the query's reader to refuse", arguments: [0xFF, 0xC0, 0xE9] as [UInt8])
    func otherBytes(byte: UInt8) async throws {
        try await TestGateway.run { gateway in
            try await gateway.talk { gateway in
                let client = try gateway.client()
                client.send(Array("GET /request?a=".utf8) + [byte] + Array("\(Self.host)\r\n".utf8))
                #expect(try client.reply().text.contains("query=a=%\(String(byte, radix: 16, uppercase: true))\n"))
            }
        }
    }

    @Test("A chunk's extensions are passed over, and refused where they have no end", arguments: [(10, 200), (2000, 200), (300_000, 400)])
    func extensions(length: Int, status: Int) async throws {
        try await TestGateway.run { gateway in
            try await gateway.talk { gateway in
                let client = try gateway.client()
                client.send(
                    "POST /request\(Self.host)Transfer-Encoding: chunked\r\n\r\n2;a=\(String(repeating: "x", count: length))\r\nhi\r\n0\r\n\r\n"
                )
                let reply = try client.reply()
                #expect(reply.status == status && reply.closes == (status == 400))
            }
        }
    }
}
