// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import Testing

@testable import CommandServer

@Suite("A call to begin with") struct SampleCallTests {
    private static func line(_ commands: String...) throws -> String? {
        let text = """
            manifest: 1
            groups: { key: { APIKey: { type: string, role: key, summary: x } } }
            commands:
            \(commands.map { "  \($0)" }.joined(separator: "\n"))
            """
        let read = ManifestReader().read(text: Array(text.utf8), name: "commands.yaml")
        let manifest = try #require(read.manifest, "\(read.diagnostics.map(\.message))")
        return SampleCall(in: manifest)?.line(at: "127.0.0.1:8080", apiKey: "k")
    }

    private static func command(
        _ name: String, _ effects: String, _ examples: String, type: String = "string", access: String = "user", groups: String = "[key]"
    ) -> String {
        "\(name): { summary: x, plugin: p, access: [\(access)], permissions: [], effects: \(effects), groups: \(groups), returns: {}, "
            + "parameters: { P: { type: \(type), summary: x } }, examples: [\(examples)] }"
    }

    @Test("Is the shortest that writes, that a user can send, and that needs nothing made before")
    func isShortest() throws {
        let line = try Self.line(
            Self.command("a.read", "read", "{ request: {}, reply: {} }"),
            Self.command("a.id", "write", "{ request: { P: 7 }, reply: {} }", type: "id"),
            Self.command("a.admin", "write", "{ request: { P: x }, reply: {} }", access: "admin"),
            Self.command("a.keyless", "write", "{ request: { P: x }, reply: {} }", groups: "[]"),
            Self.command("a.quoted", "write", "{ request: { P: \"'\" }, reply: {} }"),
            Self.command("a.write", "write", "{ request: { P: longer }, reply: {} }, { request: { P: text }, reply: {} }"))
        #expect(
            line == "curl -s http://127.0.0.1:8080/api.php -H 'Content-Type: application/json' "
                + #"-d '{"Command":"a.write","APIKey":"k","P":"text"}'"#)
    }

    @Test("Reads where none writes, and is none where no example fits")
    func fallsBack() throws {
        #expect(try Self.line(Self.command("a.read", "read", "{ request: {}, reply: {} }"))?.contains("a.read") == true)
        #expect(try Self.line(Self.command("a.gone", "destroy", "{ request: {}, reply: {} }")) == nil)
    }
}
