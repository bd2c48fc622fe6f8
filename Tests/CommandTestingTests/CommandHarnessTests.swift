// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandTesting
import Foundation
import Testing

@Suite("The in-process harness")
struct CommandHarnessTests {
    static let manifest = """
        manifest: 1
        permissions: {}
        groups:
          call:
            Command: { type: string, role: command, summary: The command }
            SessionID: { type: string, role: session, secret: true, summary: A session }
            APIKey: { type: string, role: key, secret: true, summary: A key }
            AdminAPIKey: { type: string, role: adminKey, secret: true, summary: An admin's key }
        commands:
          note.create:
            summary: Create a note
            plugin: notes
            access: [user, admin]
            permissions: []
            effects: write
            groups: [call]
            parameters:
              Text: { type: string, required: 1, summary: What it says }
            errors:
              1: Missing required parameter (Text)
            returns:
              Text: { type: string }
              OwnerID: { type: integer }
        """

    let harness: CommandHarness

    init() throws {
        harness = try CommandHarness(
            manifest: Self.manifest, plugins: [NotesPlugin()],
            callers: [
                "user": Principal(kind: .user, accountID: 7, permissions: .all),
                "admin": Principal(kind: .admin, accountID: 8, permissions: .all),
            ])
    }

    @Test(
        "Answers a request in any form that the surfaces take",
        arguments: [
            CommandHarness.Request.json(#"{"Command":"note.create","APIKey":"user","Text":"a b"}"#),
            .form("Command=note.create&APIKey=user&Text=a+b"),
            CommandHarness.Request(method: "GET", target: "/api.php?Command=note.create&SessionID=user&Text=a%20b"),
            CommandHarness.Request(
                target: "/api/v1/note.create",
                headers: [("content-type", "application/json"), ("authorization", "Bearer user")],
                body: Array(#"{"Text":"a b"}"#.utf8)),
        ])
    func answersEveryForm(request: CommandHarness.Request) async {
        let reply = await harness.respond(to: request)
        #expect(reply.status == 200)
        #expect(reply.contentType == "application/json")
        #expect(reply.text == #"{"Success":true,"ErrorCode":0,"Text":"a b","OwnerID":7}"#)
    }

    @Test(
        "Knows its callers and nobody else",
        arguments: [
            (#""AdminAPIKey":"admin""#, #""OwnerID":8"#), (#""APIKey":"admin","AdminAPIKey":"admin""#, #""OwnerID":8"#),
            (#""AdminAPIKey":"user""#, #""ErrorCode":99998"#), (#""APIKey":"other""#, #""ErrorCode":99998"#),
            (#""APIKey":"user","AdminAPIKey":"admin""#, #""ErrorCode":99998"#),
            (#""APIKey":"other","SessionID":"user""#, #""ErrorCode":99998"#),
        ])
    func knowsItsCallers(credentials: String, part: String) async {
        let reply = await harness.respond(to: .json(#"{"Command":"note.create","Text":"a",\#(credentials)}"#))
        #expect(reply.text.contains(part))
    }

    @Test("Gives the header fields of a refusal")
    func givesHeaders() async {
        let reply = await harness.respond(to: CommandHarness.Request(method: "GET", target: "/api/v1/note.create"))
        #expect(reply.status == 405)
        #expect(reply.headers.map(\.name) == ["Allow"])
    }

    @Test("Refuses a manifest with which no server would start, and names every fault")
    func refusesUnsound() throws {
        let wrong = Self.manifest.replacingOccurrences(of: "type: string, required: 1", with: "type: text, required: 1")
        let error = try #require(throws: UnsoundManifest.self) { try CommandHarness(manifest: wrong, plugins: []) }
        #expect(error.diagnostics.count == 1)
        #expect(error.description.hasPrefix("commands.yaml:18:"))
        #expect(error.description.hasSuffix("[type.unknown]\n  note: Did you mean `string`?"))
    }

    @Test("Refuses a command without a handler, unless told to answer it")
    func refusesUnbound() async throws {
        #expect(throws: UnsoundManifest.self) { try CommandHarness(manifest: Self.manifest, plugins: []) }
        let harness = try CommandHarness(
            manifest: Self.manifest, plugins: [], callers: ["user": .nobody], answersUnbound: true)
        let reply = await harness.respond(to: .json(#"{"Command":"note.create","APIKey":"user","Text":"a"}"#))
        #expect(reply.text.contains(#""ErrorCode":100002"#))
    }
}

struct NotesPlugin: CommandPlugin {
    let name = "notes"
    let commands: [any Command] = [CreateNote()]
}

struct CreateNote: Command {
    static let name: CommandName = "note.create"
    struct Parameters: Decodable { var text: String }
    struct Reply: Encodable {
        var text: String
        var ownerID: Int
    }

    func run(_ parameters: Parameters, in context: CommandContext) async throws -> Reply {
        Reply(text: parameters.text, ownerID: context.principal.accountID)
    }
}
