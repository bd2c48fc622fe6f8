// SPDX-License-Identifier: Apache-2.0

import CommandGateway
import TestSupport
import Testing

@Suite("Request") struct RequestTests {
    /// What the handler was given of a request, as `name=value` lines.
    private func request(_ head: String, proxies: [String] = []) async throws -> [Substring] {
        try await TestGateway.run(configure: { $0.trustedProxies = proxies }) { gateway in
            try await gateway.talk { gateway in try gateway.client().ask(head + "\r\n").text }
        }.split(separator: "\n")
    }

    @Test("Hands over the fields that the router looks at")
    func fields() async throws {
        let lines = try await request(
            """
            GET /request?a=b?c%20d HTTP/1.1\r
            HOST: a\r
            content-type:  text/plain; charset=x \r
            Content-Encoding: gzip\r
            AUTHORIZATION: Bearer a:b\r
            Origin: http://a\r
            Command-Mode: validate\r\n
            """)
        #expect(
            lines == [
                "method=GET", "path=/request", "query=a=b?c%20d", "type=text/plain; charset=x", "encoding=gzip",
                "authorization=Bearer a:b", "origin=http://a", "mode=validate", "address=127.0.0.1", "body=",
            ])
    }

    @Test(
        "Splits a target into path and query, and leaves both as they came",
        arguments: [
            ("/request", "/request", "nil"), ("/request?", "/request", ""), ("http://a/request?b", "/request", "b"),
            ("HTTP://a:1/request", "/request", "nil"),
        ])
    func target(target: String, path: String, query: String) async throws {
        let lines = try await request("GET \(target) HTTP/1.1\r\nHost: a\r\n")
        #expect(lines.contains("path=\(path)") && lines.contains("query=\(query)".dropLast(0)))
    }

    @Test(
        "Input 24: decodes nothing in a path and leaves it to the router",
        arguments: ["/request%00", "/%C0%AE/request", "/%252e/request", "//request", "/../request", "*", "request", "http://a"])
    func undecoded(target: String) async throws {
        try await TestGateway.run { gateway in
            try await gateway.talk { gateway in
                let status = try gateway.client().ask("GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n").status
                #expect(status == 404 || status == 400)
            }
        }
    }

    @Test("Input 10: ignores an X-Forwarded-For that no trusted proxy sent")
    func spoofed() async throws {
        let lines = try await request("GET /request HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 10.0.0.1\r\n")
        #expect(lines.contains("address=127.0.0.1"))
    }

    @Test(
        "Input 10: takes the last address that is no trusted proxy's",
        arguments: [
            ("X-Forwarded-For: 10.0.0.1\r\n", "10.0.0.1"),
            ("X-Forwarded-For: 6.6.6.6, 10.0.0.1\r\n", "10.0.0.1"),
            ("X-Forwarded-For: 6.6.6.6\r\nX-Forwarded-For: 10.0.0.1,192.168.0.1\r\n", "10.0.0.1"),
            ("X-Forwarded-For: 10.0.0.1, 192.168.0.1, 127.0.0.1\r\n", "10.0.0.1"),
            ("X-Forwarded-For: 192.168.0.1\r\n", "192.168.0.1"),
            ("X-Forwarded-For: 6.6.6.6, nonsense\r\n", "127.0.0.1"),
            ("X-Forwarded-For: 6.6.6.6, \r\n", "127.0.0.1"),
            ("X-Forwarded-For: ::ffff:10.0.0.1\r\n", "10.0.0.1"),
            ("X-Forwarded-For: 2001:DB8::0:1\r\n", "2001:db8::1"),
            ("X-Forwarded-For: 203.0.113.4:4711\r\n", "203.0.113.4"),
            ("X-Forwarded-For: [2001:db8::1]:80\r\n", "2001:db8::1"),
            ("X-Forwarded-For: [2001:db8::1]\r\n", "2001:db8::1"),
            ("X-Forwarded-For: \"[2001:db8::1]:80\"\r\n", "2001:db8::1"),
            ("X-Forwarded-For: [::ffff:203.0.113.4]:1\r\n", "203.0.113.4"),
            ("X-Forwarded-For: 203.0.113.4:4711, 192.168.0.1:80\r\n", "203.0.113.4"),
            ("X-Forwarded-For: 203.0.113.4:65536\r\n", "127.0.0.1"),
            ("X-Forwarded-For: 203.0.113.4:\r\n", "127.0.0.1"),
            ("X-Forwarded-For: 203.0.113.4:x\r\n", "127.0.0.1"),
            ("X-Forwarded-For: 6.6.6.6, 203.0.113.4:4711:1\r\n", "127.0.0.1"),
            ("X-Forwarded-For: [2001:db8::1]80\r\n", "127.0.0.1"),
            ("X-Forwarded-For: [2001:db8::1\r\n", "127.0.0.1"),
            ("X-Forwarded-For: [203.0.113.4]\r\n", "127.0.0.1"),
            ("X-Forwarded-For: unknown\r\n", "127.0.0.1"),
            ("", "127.0.0.1"),
        ])
    func forwarded(fields: String, address: String) async throws {
        let lines = try await request(
            "GET /request HTTP/1.1\r\nHost: a\r\n\(fields)", proxies: ["127.0.0.1", "192.168.0.1"])
        #expect(lines.contains("address=\(address)"[...]))
    }

    @Test("Input 11: names a compressed body's encoding, for the router to refuse")
    func encoding() async throws {
        let lines = try await request("GET /request HTTP/1.1\r\nHost: a\r\nContent-Encoding: br\r\n")
        #expect(lines.contains("encoding=br"))
    }
}
