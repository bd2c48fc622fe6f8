// SPDX-License-Identifier: Apache-2.0

import CommandTesting
import Testing

@Suite("Golden files as texts")
struct GoldenCaseTests {
    /// A sender that keeps nothing and answers always the same.
    static func answering(
        _ body: String, status: Int = 200, type: String? = "application/json", headers: [(name: String, value: String)] = []
    ) -> CommandSender {
        { _ in CommandHarness.Reply(status: status, contentType: type, headers: headers, body: Array(body.utf8)) }
    }

    private func faults(_ text: String, by send: @escaping CommandSender) async throws -> [String] {
        let item = try GoldenCase(name: "note.create/a", text: text)
        let declarations = try CommandDeclarations(manifest: CommandHarnessTests.manifest)
        let runner = GoldenRunner(suite: try GoldenSuite([item]), declarations: declarations, send: send)
        return try await runner.faults(of: item, values: ["key": "user"])
    }

    static let text = """
        # A note is kept.

        POST /api.php

        {"Command": "note.create", "APIKey": "{{key}}", "Text": "a"}

        HTTP/1.1 200

        {
          "Success":true,"ErrorCode":0,
          "Text":"{{text}}","OwnerID":{{owner}}
        }
        """

    @Test("A reply is compared byte for byte, line ends and the spaces behind them left out")
    func comparesBytes() async throws {
        let reply = #"{"Success":true,"ErrorCode":0,"Text":"a","OwnerID":7}"#
        #expect(try await faults(Self.text, by: Self.answering(reply)) == [])
        for other in [
            reply.replacing(":7", with: ": 7"), reply.replacing("7}", with: "\"7\"}"), reply + " ", String(reply.dropLast()),
            reply.replacing("\"a\"", with: "5"), reply.replacing("true", with: "false"), "",
        ] {
            let faults = try await faults(Self.text, by: Self.answering(other))
            #expect(faults.count == 1 && faults.first?.hasPrefix("note.create/a: the reply differs at byte") == true, "\(other)")
        }
    }

    @Test("Status, media type and stated header fields are compared")
    func comparesHeads() async throws {
        let reply = #"{"Success":true,"ErrorCode":0,"Text":"a","OwnerID":7}"#
        #expect(
            try await faults(Self.text, by: Self.answering(reply, status: 500)) == ["note.create/a: the status is 500, not 200"])
        #expect(
            try await faults(Self.text, by: Self.answering(reply, type: nil))
                == ["note.create/a: Content-Type is absent, not application/json"])
        let stated = Self.text.replacing("HTTP/1.1 200", with: "HTTP/1.1 200\nRetry-After: {{seconds}}\nAllow: POST")
        let headers = [(name: "retry-after", value: "2"), (name: "allow", value: "GET")]
        #expect(
            try await faults(stated, by: Self.answering(reply, headers: headers))
                == ["note.create/a: allow is `GET`, not `POST`"])
    }

    @Test("What has a value must have it again, in requests and in replies")
    func keepsValues() async throws {
        let twice = Self.text.replacing("{{text}}", with: "{{owner}}")
        let reply = #"{"Success":true,"ErrorCode":0,"Text":"7","OwnerID":7}"#
        #expect(try await faults(twice, by: Self.answering(reply)) == [])
        #expect(try await faults(twice, by: Self.answering(reply.replacing("\"7\"", with: "\"8\""))).count == 1)
        #expect(
            try await faults(Self.text.replacing("{{key}}", with: "{{kye}}"), by: Self.answering(reply))
                == ["note.create/a: nothing gives {{kye}} a value"])
    }

    @Test(
        "A text that is no golden file is refused with what it lacks",
        arguments: [
            ("POST /api.php\n\n{}", "there is no reply"), ("HTTP/1.1 200", "is no request line"), ("GET /a\nHTTP/1.1 ok", "has no status"),
        ])
    func refusesTexts(text: String, part: String) throws {
        let fault = try #require(throws: GoldenFault.self) { try GoldenCase(name: "a/b", text: text) }
        #expect(fault.description.hasPrefix("a/b: ") && fault.description.contains(part))
    }

    @Test("What is given is sent before, once, or as often as it says; a case given to itself is refused")
    func sendsGivens() async throws {
        func item(_ name: String, _ given: String) throws -> GoldenCase {
            try GoldenCase(name: "x/" + name, text: "# given: \(given)\nPOST /\(name)\n\nHTTP/1.1 204\n")
        }
        let cases = [
            try item("a", ""), try item("b", "x/a"), try item("c", "2 × x/b, x/a"), try item("d", "x/c, x/b"),
        ]
        let sent = Sent()
        let runner = GoldenRunner(
            suite: try GoldenSuite(cases), declarations: try CommandDeclarations(manifest: CommandHarnessTests.manifest)
        ) { request in
            await sent.add(request.target)
            return CommandHarness.Reply(status: 204, contentType: nil)
        }
        #expect(try await runner.faults(of: cases[3], values: [:]) == [])
        #expect(await sent.targets == ["/a", "/b", "/b", "/c", "/d"])
        #expect(throws: GoldenFault.self) { try GoldenSuite([try item("a", "x/b"), try item("b", "x/a")]) }
        #expect(throws: GoldenFault.self) { try GoldenSuite([try item("a", "x/z")]) }
    }
}

/// What was sent.
private actor Sent {
    private(set) var targets: [String] = []
    func add(_ target: String) { targets.append(target) }
}
