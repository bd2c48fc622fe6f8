// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@Suite("Exports", .server())
struct ExportTests {
    @Test(
        "export writes each format to standard output, of every command",
        arguments: [
            ("openapi", #""openapi": "3.1.0""#), ("openrpc", #""openrpc": "1.3"#), ("jsonschema", "campaign.update.parameters"),
            ("markdown", "## campaign.update"), ("schema", "urn:command-router:manifest:1"),
        ])
    func writes(format: String, text: String) async throws {
        let run = try await Finished.router("export", format, "--manifest", Project.manifest)
        #expect((run.status, run.errors) == (0, ""))
        #expect(run.output.contains(text))
        #expect((JSON(run.output) == nil) == (format == "markdown"))
    }

    @Test("One command alone is exported, whatever the name's case, for where it is served")
    func writesOne() async throws {
        let run = try await Finished.router(
            "export", "openapi", "--command", "Campaign.Update", "--server", "https://api.example.com/", "--manifest", Project.manifest)
        let document = try #require(JSON(run.output))
        #expect(document["paths"].names == ["/api/v1/campaign.update", "/api.php"])
        #expect(document["servers"][0]["url"].text == "https://api.example.com")
        let unknown = try await Finished.router("export", "openapi", "--command", "campaign.updat", "--manifest", Project.manifest)
        #expect((unknown.status, unknown.output) == (1, ""))
        #expect(unknown.errors.contains("Did you mean campaign.update?"))
    }

    @Test("A format that there is not ends with 2", arguments: [["pdf"], [], ["openapi", "--server", "nowhere"]])
    func refuses(arguments: [String]) async throws {
        let run = try await Finished.run(Project.executable, ["export"] + arguments)
        #expect((run.status, run.output) == (2, ""))
    }

    @Test("A running gateway serves them, each caller's own, and says when a client has one", arguments: [true, false])
    func serves(hasKey: Bool) async throws {
        let server = try suiteServer()
        let field = hasKey ? "Authorization: Bearer \(server.userKey)\r\n" : ""
        let get = { (path: String, more: String) in "GET \(path) HTTP/1.1\r\nHost: a\r\n\(field)\(more)\r\n" }
        for path in ["/openapi.json", "/openrpc.json", "/jsonschema.json", "/schema.json", "/reference.md"] {
            let reply = try await server.nobody.send(get(path, ""))
            #expect(reply.status == 200, "\(path)")
            let tag = try #require(reply["etag"])
            #expect(try await server.nobody.send(get(path, "If-None-Match: \(tag)\r\n")).status == 304, "\(path)")
            #expect(reply.text.contains("campaign.update") == (hasKey && path != "/schema.json"), "\(path)")
            #expect(reply.text.contains("user.login") == (path != "/schema.json"), "\(path)")
            #expect(!reply.text.contains("account.create"), "\(path)")
        }
        #expect(try await server.nobody.send("GET /openapi.json HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer nobody\r\n\r\n").status == 401)
    }

    @Test("rpc.discover is the served OpenRPC document")
    func discovers() async throws {
        let server = try suiteServer()
        let field = "Host: a\r\nAuthorization: Bearer \(server.userKey)\r\n"
        let served = try await server.nobody.send("GET /openrpc.json HTTP/1.1\r\n\(field)\r\n")
        let body = #"{"jsonrpc":"2.0","method":"rpc.discover","id":1}"#
        let discovered = try await server.nobody.send(
            "POST /rpc HTTP/1.1\r\n\(field)Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
        #expect(JSON(discovered.text)?["result"] == JSON(served.text))
        #expect(JSON(served.text)?["methods"].items.contains { $0["name"].text == "rpc.discover" } == true)
    }
}
