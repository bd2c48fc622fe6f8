// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import CommandManifest

@Suite("YAML aliases")
struct YAMLAliasTests {
    @Test("Stand for what their anchor names")
    func stands() throws {
        let text = ManifestText.parameters(
            "A: &value { type: string, maxLength: &most 9 }", "B: *value", "C: { type: string, maxLength: *most }",
            "&name D: { type: object, members: { E: *value } }")
        let (manifest, diagnostics) = ManifestReader().read(text)
        #expect(diagnostics == [])
        let parameters = try #require(manifest?.commands.first?.parameters)
        #expect(parameters.map(\.name) == ["A", "B", "C", "D"])
        #expect(parameters[..<3].map { $0.value.limits.count } == [1, 1, 1])
        #expect(parameters[3].value.members?.map(\.name) == ["E"])
    }

    @Test("Stand for the last anchor of their name before them")
    func again() throws {
        let text = ManifestText.parameters("A: &a { type: id }", "B: *a", "C: &a { type: date }", "D: *a")
        #expect(ManifestReader().read(text).manifest?.commands.first?.parameters.map(\.value.kinds) == [[.id], [.id], [.date], [.date]])
    }

    @Test("Have a fault told once, however often they stand for it")
    func once() {
        let text = ManifestText.parameters("A: { type: object, members: &m { X: { type: text } } }", "B: { type: object, members: *m }")
        #expect(ManifestReader().read(text).diagnostics.map(\.line) == ["type.unknown:12:51"])
    }

    @Test(
        "Are refused inside of what they name, and without an anchor",
        arguments: [
            ("&a [*a]", [.yamlAliasCycle]), ("&a { b: [{ c: *a }] }", [.yamlAliasCycle]),
            ("[&a [&b [*a, *b]]]", [.yamlAliasCycle, .yamlAliasCycle]),
            ("[*a, &a x]", [.yamlAliasUndefined]), ("[&a x, *b]", [.yamlAliasUndefined]),
        ] as [(String, [Diagnostic.ID])])
    func refused(value: String, ids: [Diagnostic.ID]) {
        let text = "manifest: 1\npermissions: { Tag: \(value) }"
        #expect(ManifestReader().read(text).diagnostics.map(\.id).filter { $0 != .valueKind } == ids)
    }

    @Test("Cannot make a small file a large one (bad input 40: an alias bomb)", arguments: [10, 100, 1_000, 20_000])
    func bomb(width: Int) {
        var text = "manifest: 1\nx0: &x0 [\(Array(repeating: "lol", count: width).joined(separator: ","))]\n"
        for level in 1...9 {
            let items = Array(repeating: "*x\(level - 1)", count: width).joined(separator: ",")
            text += "x\(level): &x\(level) [\(items)]\n"
        }
        let clock = ContinuousClock()
        let time = clock.measure { #expect(ManifestReader().read(text).diagnostics.map(\.id) == [.yamlAliasExpansion]) }
        #expect(time < .seconds(10))
    }

    @Test(
        "Cannot copy a text more often than the bound in bytes allows, the last that is too much is told of",
        arguments: [(0, []), (1, [.yamlAliasExpansion])] as [(Int, [Diagnostic.ID])])
    func bytes(beyond: Int, ids: [Diagnostic.ID]) {
        let count = YAMLBudget.expandedBytes / 4096 + beyond
        let text =
            "manifest: 1\npermissions:\n  A: &a \(String(repeating: "x", count: 4096))\n"
            + (0..<count).map { "  A\($0): *a\n" }.joined()
        #expect(ManifestReader().read(text).diagnostics.map(\.id) == ids)
    }

    @Test("Count the text of what they name as often as they name it")
    func nested() {
        let long = String(repeating: "x", count: 4096)
        let text =
            "manifest: 1\na: &a { x: \(long), y: \(long) }\nb: &b [\(Array(repeating: "*a", count: 64).joined(separator: ","))]\n"
            + "c: [\(Array(repeating: "*b", count: 4).joined(separator: ","))]"
        #expect(ManifestReader().read(text).diagnostics.map(\.id) == [.yamlAliasExpansion])
    }

    @Test("Cannot make values deeper than the bound", arguments: [1, 2, 61, 62, 63])
    func depth(levels: Int) {
        let deep = String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
        let text = "manifest: 1\na: &a \(deep)\nb: [\(Array(repeating: "[", count: 61 - 1).joined())*a\(String(repeating: "]", count: 60))]"
        let ids = ManifestReader().read(text).diagnostics.map(\.id)
        #expect(ids == (levels > 2 ? [.yamlDepth] : [.keyUnknown, .keyUnknown]))
    }
}
