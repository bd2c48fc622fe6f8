// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import CommandManifest

/// Manifests that are too large to stand in a folder.
@Suite("YAML bounds")
struct YAMLBoundsTests {
    @Test("Refuses a file of more than 64 MiB, unread")
    func size() {
        let bytes = [UInt8](repeating: 0x20, count: YAMLBounds.bytes + 1)
        #expect(ids(bytes) == [.yamlSize])
        #expect(ids(Array("# a comment".utf8)) == [.manifestVersion])
    }

    @Test("Refuses more values than the bound", arguments: [(11, []), (12, [.yamlNodes])] as [(Int, [Diagnostic.ID])])
    func nodes(count: Int, ids: [Diagnostic.ID]) {
        var faults = DiagnosticList()
        let text = "a: [" + Array(repeating: "x", count: count - 3).joined(separator: ", ") + "]"
        let tree = YAMLParser.tree(of: Array(text.utf8), file: "commands.yaml", mostNodes: 11, faults: &faults)
        #expect(faults.sorted.map(\.id) == ids)
        #expect((tree == nil) == (count > 11))
    }

    @Test(
        "Shows a thousand faults, and says that there are more", arguments: [(999, false), (1_000, false), (1_001, true), (30_000, true)])
    func diagnostics(count: Int, isCut: Bool) {
        let text = "manifest: 1\n" + (0..<count).map { "x\($0): {}\n" }.joined()
        let ids = self.ids(Array(text.utf8))
        #expect(ids.count == min(count, 1_000) + (isCut ? 1 : 0))
        #expect((ids.last == .diagnosticsLimit) == isCut)
    }

    @Test("Reads at most 256 files", arguments: [(255, []), (256, [.includeLimit])] as [(Int, [Diagnostic.ID])])
    func files(count: Int, ids: [Diagnostic.ID]) throws {
        var files = ["commands.yaml": "manifest: 1\ninclude:\n" + (0..<count).map { "- x\($0).yaml\n" }.joined()]
        for index in 0..<count { files["x\(index).yaml"] = "permissions: {}" }
        let folder = try TemporaryFolder(files)
        let (_, diagnostics) = ManifestReader().read(file: folder.path + "/commands.yaml")
        #expect(diagnostics.map(\.id) == ids)
    }

    @Test(
        "Takes time linear in names, keys, items and depth",
        arguments: ["names", "fields", "items", "keys", "brackets", "braces", "errors", "rules"])
    func linear(kind: String) {
        let numbers = 0..<10_000
        let text =
            switch kind {
            case "names": ManifestText.parameters() + numbers.map { "      A\($0): { type: id }\n" }.joined()
            case "fields": "manifest: 1\ncommands: { a: { returns: {" + numbers.map { "A\($0): { type: id }, " }.joined() + "} } }"
            case "items": ManifestText.parameters("A: { type: string, oneOf: [\(numbers.map { "x\($0)" }.joined(separator: ","))] }")
            case "keys": "manifest: 1\n" + numbers.map { "key\($0): 1\n" }.joined()
            case "rules":
                ManifestText.parameters("A: { type: id }", rest: "    rules:\n")
                    + numbers.map { "      - { id: r\($0), requires: [A], code: 1 }\n" }.joined()
            case "errors": ManifestText.command("    errors:\n" + numbers.map { "      \($0): x\n" }.joined())
            case "brackets": "manifest: 1\na: " + String(repeating: "[", count: 10_000)
            default: "manifest: 1\na: " + String(repeating: "{a: ", count: 10_000)
            }
        let time = ContinuousClock().measure { _ = ManifestReader().read(text) }
        #expect(time < .seconds(10))
    }

    private func ids(_ bytes: [UInt8]) -> [Diagnostic.ID] {
        ManifestReader().read(text: bytes, name: "commands.yaml").diagnostics.map(\.id)
    }
}
