// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import CommandManifest

/// Manifests that are too large to stand in a folder.
@Suite("YAML bounds")
struct YAMLBoundsTests {
    @Test("Refuses a file of more than 16 MiB, unread")
    func size() {
        let bytes = [UInt8](repeating: 0x20, count: YAMLBudget.bytes + 1)
        #expect(ids(bytes) == [.yamlSize])
        #expect(ids(Array("# a comment".utf8)) == [.manifestVersion])
    }

    @Test("Counts the bytes of all files together, and names the one that is too much")
    func sizeOfAll() throws {
        let half = String(repeating: "#", count: YAMLBudget.bytes / 2) + "\n"
        let folder = try TemporaryFolder([
            "commands.yaml": "manifest: 1\ninclude: [a.yaml, b.yaml]", "a.yaml": half + "groups: {}", "b.yaml": half + "groups: {}",
        ])
        let diagnostics = ManifestReader().read(file: folder.path + "/commands.yaml").diagnostics
        #expect(diagnostics.map(\.id) == [.yamlSize])
        #expect(diagnostics.first?.location.file.hasSuffix("/b.yaml") == true)
    }

    @Test("Refuses more values than the bound", arguments: [(11, []), (12, [.yamlNodes])] as [(Int, [Diagnostic.ID])])
    func nodes(count: Int, ids: [Diagnostic.ID]) {
        var (faults, budget) = (DiagnosticList(), YAMLBudget())
        budget.nodes = 11
        let text = "a: [" + Array(repeating: "x", count: count - 3).joined(separator: ", ") + "]"
        let tree = YAMLParser.tree(of: Array(text.utf8), file: "commands.yaml", budget: &budget, faults: &faults)
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
        arguments: [
            "names", "fields", "items", "keys", "brackets", "braces", "errors", "rules", "keys of a command", "codes", "reserved", "groups",
            "permissions", "anchors", "includes", "includes of one",
        ])
    func linear(kind: String) {
        let few = ContinuousClock().measure { _ = ManifestReader().read(Self.text(of: kind, 2000)) }
        let many = ContinuousClock().measure { _ = ManifestReader().read(Self.text(of: kind, 8000)) }
        // Four times as much, and room for a machine that is busy meanwhile; what grows with the square takes sixteen times.
        #expect(many < few * 10 + .seconds(2), "\(few) for 2,000, \(many) for 8,000")
    }

    /// A manifest with so many of a kind.
    private static func text(of kind: String, _ count: Int) -> String {
        let numbers = 0..<count
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
            case "keys of a command": ManifestText.command(numbers.map { "    sumary\($0): x\n" }.joined())
            case "codes":
                ManifestText.command("    parameters:\n" + numbers.map { "      A\($0): { type: id, required: \($0 + 1) }\n" }.joined())
            case "reserved": ManifestText.command("    reserved: [" + numbers.map { "\($0 + 1)" }.joined(separator: ",") + "]")
            case "groups":
                ManifestText.command(
                    "    groups: [" + numbers.map { "g\($0)" }.joined(separator: ",") + "]",
                    top: "groups:\n" + numbers.map { "  g\($0): { A\($0): { type: id } }\n" }.joined())
            case "permissions":
                ManifestText.command(top: "permissions:\n" + numbers.map { "  p\($0): x\n" }.joined()).replacing(
                    "permissions: []", with: "permissions: [" + numbers.map { "q\($0)" }.joined(separator: ",") + "]")
            case "anchors":
                "manifest: 1\na: [" + numbers.map { "&a\($0) x, *b\($0)" }.joined(separator: ",") + "]"
            case "includes": "manifest: 1\ninclude: [" + numbers.map { "x\($0)" }.joined(separator: ",") + "]"
            case "includes of one": "manifest: 1\ninclude: [" + numbers.map { _ in "x" }.joined(separator: ",") + "]"
            case "brackets": "manifest: 1\na: " + String(repeating: "[", count: count)
            default: "manifest: 1\na: " + String(repeating: "{a: ", count: count)
            }
        return text
    }

    private func ids(_ bytes: [UInt8]) -> [Diagnostic.ID] {
        ManifestReader().read(text: bytes, name: "commands.yaml").diagnostics.map(\.id)
    }
}
