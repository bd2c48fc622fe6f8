// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import Testing

@testable import CommandServer

@Suite("A place for a declaration") struct ManifestInsertionTests {
    /// Inserts `b.new` behind `a.old`, where `⟨` stands in the expected text.
    private static func inserted(_ text: String) throws -> String {
        let read = ManifestReader().read(text: Array(text.utf8), name: "commands.yaml")
        let command = try #require(read.manifest?.commands.first { $0.name == "a.old" }, "\(read.diagnostics.map(\.message))")
        let place = try ManifestInsertion(behind: command, in: text)
        return place.text(with: ["\(place.indent)b.new:", "\(place.indent)\(place.step)x"])
    }

    private static let rest = "summary: x, plugin: p, access: [user], permissions: [], effects: read, returns: {} }"

    static let layouts: [(String, String, String)] = [
        ("the last one", "commands:\n  a.old: { \(rest)\n", "commands:\n  a.old: { \(rest)\n\n  b.new:\n    x\n"),
        ("without a last line's end", "commands:\n  a.old: { \(rest)", "commands:\n  a.old: { \(rest)\n\n  b.new:\n    x\n"),
        (
            "close together", "commands:\n  a.first: { \(rest)\n  a.old: { \(rest)\n  c.last: { \(rest)\n",
            "commands:\n  a.first: { \(rest)\n  a.old: { \(rest)\n  b.new:\n    x\n  c.last: { \(rest)\n"
        ),
        (
            "before the next one's comment", "commands:\n    a.old:\n        \(block)\n\n    # About c.\n    c.last: { \(rest)\n",
            "commands:\n    a.old:\n        \(block)\n\n    b.new:\n        x\n\n    # About c.\n    c.last: { \(rest)\n"
        ),
        (
            "behind its own comments", "commands:\n  a.old: # why\n    # first\n    \(inner)\n    # last\n\n\npermissions: {}\n",
            "commands:\n  a.old: # why\n    # first\n    \(inner)\n    # last\n\n  b.new:\n    x\n\n\npermissions: {}\n"
        ),
        (
            "behind a text with blank lines", "commands:\n  \"a.old\":\n    \(inner)\n    description: |\n      one\n\n      # two\n",
            "commands:\n  \"a.old\":\n    \(inner)\n    description: |\n      one\n\n      # two\n\n  b.new:\n    x\n"
        ),
        (
            "with Windows' line ends", "commands:\r\n  a.old: { \(rest)\r\n", "commands:\r\n  a.old: { \(rest)\r\n\r\n  b.new:\r\n    x\r\n"
        ),
    ]
    private static let block = keys.joined(separator: "\n        ")
    private static let inner = keys.joined(separator: "\n    ")
    private static let keys = ["summary: x", "plugin: p", "access: [user]", "permissions: []", "effects: read", "returns: {}"]

    @Test("Is behind the other command, with its indentation, and moves no comment", arguments: layouts)
    func inserts(name: String, text: String, expected: String) throws {
        let lineEnd = text.contains("\r\n") ? "\r\n" : "\n"
        #expect(try Self.inserted("manifest: 1" + lineEnd + text) == "manifest: 1" + lineEnd + expected)
    }

    @Test(
        "Is not told where commands share lines, or where tabs or anchors hide them",
        arguments: [
            "commands: { a.old: { \(rest) }", "{ manifest: 1, commands: { a.old: { \(rest) } }", "commands:\n  ? a.old\n  : { \(rest)\n",
        ])
    func refuses(text: String) throws {
        let text = text.hasPrefix("{") ? text : "manifest: 1\n" + text
        #expect(throws: CommandLineFailure.self) { try Self.inserted(text) }
    }
}
