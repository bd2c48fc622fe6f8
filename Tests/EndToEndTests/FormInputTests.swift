// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@Suite("Bad inputs: forms and media types", .server())
struct FormInputTests {
    private static let form = "application/x-www-form-urlencoded"
    private static let multipart = "multipart/form-data; boundary=b"

    @Test("Bad input 21: brackets eight hundred deep get 400", arguments: ["/api.php?", "/api.php"])
    func deepBrackets(path: String) async throws {
        let fields = "Command=tags.get&x" + String(repeating: "[a]", count: 800) + "=1"
        let request =
            path.hasSuffix("?")
            ? Array("GET \(path)\(fields) HTTP/1.1\r\nHost: a\r\n\r\n".utf8) : Encoding.post(path, Self.form, fields)
        try await suiteServer().nobody.expect(400, 100000, for: request)
    }

    @Test(
        "Bad input 22: of a parameter that is given twice the last counts, the body's over the query's; elsewhere it is refused",
        arguments: [
            ("", form, "Command=no&Command=tags.get"), ("", form, "Command=no&command=tags.get"), ("?Command=no", form, "Command=tags.get"),
            ("?command=no", "application/json", #"{"Command":"tags.get"}"#),
            ("?Command=no", multipart, "--b\r\nContent-Disposition: form-data; name=\"Command\"\r\n\r\ntags.get\r\n--b--\r\n"),
            ("", form, "Command=tags.get&x[a]=1&x[a]=2"), ("", form, "Command=tags.get&x[a]=1&x=2"),
        ])
    func twice(query: String, type: String, body: String) async throws {
        let client = try suiteServer().nobody
        try await client.expect(200, 99998, for: Encoding.post("/api.php\(query)", type, body))
        try await client.expect(400, 100000, for: Encoding.post("/api/v1/campaign.create?Command=no&x=1", type, body + body))
    }

    @Test(
        "Bad input 23: JSON under another name, an odd charset, or none at all get 415",
        arguments: [
            "text/plain", "text/json", "application/json; charset=utf-16", "application/json; charset=latin1", "application/xml", "json",
            "application/x-www-form-urlencoded; charset=shift_jis", "multipart/mixed; boundary=b", "application/json, text/plain", "",
        ], ["/api.php", "/rpc", "/api/v1/campaign.create"])
    func mediaTypes(type: String, path: String) async throws {
        try await suiteServer().nobody.expect(415, 100010, for: Encoding.post(path, type, #"{"Command":"tags.get"}"#))
    }

    @Test("JSON is read with its charset named", arguments: ["application/json; charset=utf-8", "Application/JSON;charset=\"UTF-8\""])
    func readsCharset(type: String) async throws {
        try await suiteServer().nobody.expect(200, 99998, for: Encoding.post("/api.php", type, #"{"Command":"tags.get"}"#))
    }

    @Test(
        "Bad input 24: a value is decoded once",
        arguments: [
            ("%00", 400, 100000), ("a%00b", 400, 100000), ("%C0%AE", 400, 100000), ("%ED%A0%80", 400, 100000), ("%FF", 400, 100000),
            ("%252e", 200, 3), ("%zz", 400, 100000), ("%", 400, 100000), ("a+b%20c", 200, 0),
        ] as [(String, Int, JSON)], ["GET", "POST"])
    func values(sample: (value: String, status: Int, code: JSON), method: String) async throws {
        let server = try suiteServer()
        // Either method makes a tag of its own.
        let fields = "Command=tag.create&APIKey=\(server.userKey)&Tag=\(sample.value)" + (sample.code == 0 ? method : "")
        let request =
            method == "GET"
            ? Array("GET /api.php?\(fields) HTTP/1.1\r\nHost: a\r\n\r\n".utf8) : Encoding.post("/api.php", Self.form, fields)
        try await server.nobody.expect(sample.status, sample.code, for: request)
    }

    @Test(
        "A multipart body with a fault gets 400",
        arguments: [
            "", "--b", "--b--\r\n--b", "--b\r\n\r\nx\r\n--b--\r\n", "--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n",
            "--b\r\nContent-Disposition: form-data; name=\"Command\"\r\n\r\ntags.get",
            "--b\r\nContent-Disposition: form-data; name=\"x\"; filename=\"../../etc/passwd\"\r\n\r\nx\r\n--c--\r\n",
        ])
    func multipartFaults(body: String) async throws {
        let reply = try await suiteServer().nobody.send(Encoding.post("/api.php", Self.multipart, body))
        #expect(reply.status == 400)
        #expect(reply.code == 100000 || reply.code == 100003)
        reply.expectClean()
    }

    @Test("Bad input 31 and 37: tags in any encoding are one rule", arguments: [Encoding.json, .form, .multipart, .get, .rpc])
    func tagsInEveryEncoding(encoding: Encoding) async throws {
        let user = try suiteServer().user
        #expect(try await user.call("tag.create", ["Tag": .text("Größe \(encoding)")], as: encoding).code == 0)
        #expect(try await user.call("tag.create", ["Tag": .text("GRÖSSE \(encoding)")], as: encoding).code == 0)
        #expect(try await user.call("tag.create", ["Tag": .text("gro\u{308}ße \(encoding)")], as: encoding).code == 2)
    }
}
