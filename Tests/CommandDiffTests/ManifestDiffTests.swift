// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import CommandDiff
@testable import CommandManifest

@Suite("ManifestDiff")
struct ManifestDiffTests {
    @Test("Tells each change by its rule id and place, there and back", arguments: DiffCase.all)
    func tells(one: DiffCase) throws {
        let (base, changed) = (try DiffBase.read(DiffBase.text), try DiffBase.replacing(one.old, with: one.new))
        #expect(ManifestDiff(from: base, to: changed).changes.map(\.line) == one.there, "\(one.key)")
        #expect(ManifestDiff(from: changed, to: base).changes.map(\.line) == one.back, "\(one.key) back")
    }

    @Test("Says where a change stands, in a line")
    func places() throws {
        let (base, changed) = (try DiffBase.read(DiffBase.text), try DiffBase.replacing("maxLength: 20", with: "maxLength: 19"))
        let change = try #require(ManifestDiff(from: base, to: changed).changes.first)
        #expect(change.message == "it is 19 and was 20")
        #expect(change.old?.line == change.new?.line && change.old?.line == 23)
        for one in DiffCase.all {
            for change in ManifestDiff(from: base, to: try DiffBase.replacing(one.old, with: one.new)).changes {
                #expect(!change.message.isEmpty && !change.message.contains("\n") && !change.message.contains("Optional("))
                #expect(change.old != nil || change.new != nil)
            }
        }
    }

    @Test(
        "Shows a text that another pattern matches, or does not match any more",
        arguments: [
            ("[b-f]+", ##"it is `[b-f]+` and was `[a-f]+`; "a" is not matched any more"##),
            ("[a-f]*g?[a-f]*", ##"it is `[a-f]*g?[a-f]*` and was `[a-f]+`; "" is matched now"##),
            ("[b-g]+", ##"it is `[b-g]+` and was `[a-f]+`; "a" is not matched any more; "g" is matched now"##),
            ("[abcdef]+", "it is `[abcdef]+` and was `[a-f]+`"),
        ])
    func witnesses(pattern: String, message: String) throws {
        let changed = try DiffBase.replacing("[a-f]+", with: pattern)
        #expect(ManifestDiff(from: try DiffBase.read(DiffBase.text), to: changed).changes.map(\.message) == [message])
    }

    @Test(
        "Finds no difference between a manifest and itself",
        arguments: ["commands.yaml", "Tests/CommandManifestTests/Fixtures/valid/manifest.yaml"])
    func itself(file: String) throws {
        let manifest = try #require(ManifestReader().read(file: Project.path(file)).manifest)
        #expect(ManifestDiff(from: manifest, to: manifest).changes.isEmpty)
        #expect(ManifestDiff(from: Manifest(), to: manifest).changes.allSatisfy { $0.changeClass != .breaking })
        let gone = ManifestDiff(from: manifest, to: Manifest()).changes
        #expect(gone.count { $0.kind == .commandRemoved } == manifest.commands.count)
    }

    @Test("Does not see what callers do not see")
    func hidden() throws {
        let base = try DiffBase.read(DiffBase.text)
        for (old, new) in [
            ("plugin: tags\n    access: [none]", "plugin: labels\n    access: [none]"), ("groups:\n  key:", "groups:\n  door:"),
        ] {
            let text = DiffBase.text.replacingOccurrences(of: old, with: new).replacingOccurrences(
                of: "[key]", with: new.contains("door") ? "[door]" : "[key]")
            #expect(text != DiffBase.text)
            #expect(ManifestDiff(from: base, to: try DiffBase.read(text)).changes.isEmpty)
        }
        let folded = DiffBase.text.replacingOccurrences(of: "    groups: [key]\n", with: "").replacingOccurrences(
            of: "    parameters:\n      Tag:",
            with: "    parameters:\n      APIKey: { type: string, role: key, secret: true, summary: \"The key\" }\n      Tag:")
        #expect(ManifestDiff(from: base, to: try DiffBase.read(folded)).changes.isEmpty)
    }

    @Test("Leaves the order alone where it decides nothing")
    func order() throws {
        let parameters = "      Where: { type: object }\n      Rows: { type: array }\n      Kind: { type: string, invalid: 2 }\n"
        let text = { (parameters: String, rules: String) in
            "manifest: 1\ncommands:\n  a.b:\n    summary: x\n    plugin: x\n    access: [user]\n    permissions: []\n    effects: write\n"
                + "    returns: {}\n    errors: { 1: x, 2: y }\n    parameters:\n\(parameters)    rules:\n\(rules)"
        }
        let rules = [
            "      - { id: a, when: { Kind: x }, requires: [Where], code: 1 }\n",
            "      - { id: b, when: { Kind: y }, requires: [Rows], code: 2 }\n",
        ]
        let old = try DiffBase.read(text(parameters, rules.joined()))
        let lines = parameters.split(separator: "\n").map { "\($0)\n" }
        let same = try DiffBase.read(text(lines[1] + lines[0] + lines[2], rules.reversed().joined()))
        #expect(ManifestDiff(from: old, to: same).changes.map(\.line) == [])
        let other = try DiffBase.read(text(lines[0] + lines[2] + lines[1], rules.joined()))
        #expect(ManifestDiff(from: old, to: other).changes.map(\.line) == ["order.changed a.b/parameters"])
    }
}

extension Change {
    var line: String { "\(kind.rawValue) \(place)" }
}

/// Files of the repository that stand outside of this target.
enum Project {
    static func path(_ relative: String) -> String {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent(relative).path
    }
}
