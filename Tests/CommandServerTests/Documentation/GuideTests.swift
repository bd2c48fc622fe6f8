// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import CommandTesting
import Foundation
import TestSupport
import Testing

@testable import CommandServer

/// Every block of the guide is code that is compiled or run elsewhere, or is read or run here.
///
/// A block names after its language what it is held against: a path, whose file it is a part of; `new/PATH`, a file that `new project`
/// makes; `outside`, which `.ci/outside` runs; `tested SUITE`, which that suite runs; `run`, `file`, `output` and `demo`, which the
/// end-to-end tests of the guide run; or one of the words below.
@Suite("The guide") struct GuideTests {
    @Test("Has blocks on its pages, each between fences that are seen", arguments: GuideBlock.pages)
    func hasBlocks(page: String) throws {
        let lines = try Self.text(page).split(separator: "\n")
        let fences = lines.count { $0.drop { $0 == " " }.hasPrefix("```") || $0.drop { $0 == " " }.hasPrefix("~~~") }
        #expect(fences == 2 * GuideBlock.all.count { $0.page == page })
        #expect(GuideBlock.all.count >= 40)
    }

    @Test("Claims something of each block, and the claim holds", arguments: GuideBlock.all)
    func holds(block: GuideBlock) throws {
        let words = block.claim.split(separator: " ").map(String.init)
        switch words.first {
        case "outside":
            let script = try Self.text(".ci/outside")
            #expect(script.contains(String(block.place.prefix { $0 != ":" })), ".ci/outside does not run this page")
        case "tested":
            let suite = words.dropFirst().first ?? ""
            let tests = try FileManager.default.subpathsOfDirectory(atPath: GuideBlock.root + "Tests")
            #expect(tests.contains { $0.hasSuffix("/\(suite).swift") }, "there is no suite \(suite)")
        case "run", "file", "output", "demo":
            #expect(try Self.text("Tests/EndToEndTests/GuideRunTests.swift").contains("\"\(words[0])\""), "nothing runs it")
        case "cases":
            let names = block.text.split(separator: "\n").map(String.init)
            let cases = try GeneratedCases(
                manifestFile: GuideBlock.root + "commands.yaml", matching: names.map { $0.split(separator: "@")[0] + "" })
            #expect(Set(names).isSubset(of: cases.all.map(\.name)))
        case "make": try holdsForMake(block.text)
        case "call": #expect(block.text.contains(try #require(try Self.sampleCall())))
        case "refusal": #expect(Self.isRefusal(block.text))
        case "rule": #expect(Self.messages(ofRule: block.text) == [])
        case let path? where path.hasPrefix("new/"):
            let framework = try Framework(GuideBlock.root, from: "1.0.0", project: "loan-desk")
            let files = ProjectTemplate(name: "loan-desk", framework: framework).files
            let file = try #require(files.first { "new/" + $0.path == path }, "new project makes no such file")
            #expect(Self.contains(file.text, block.text))
        case let path? where path.contains("/"):
            #expect(Self.contains(try Self.text(path), block.text), "this is no part of \(path)")
        default: Issue.record("the block says nothing that it could be held against")
        }
    }

    @Test("Names in api.md only what is public, in the product that it says")
    func namesAPI() throws {
        let rows = try Self.text("docs/api.md").split(separator: "\n").filter { $0.hasPrefix("| `Command") }
        #expect(rows.count == 5)
        for row in rows {
            let cells = row.split(separator: "|")
            let names = cells.compactMap { $0.contains("`") ? $0 : nil }.flatMap { $0.split(separator: "`").map(String.init) }
                .filter { $0.first?.isUppercase == true && $0.allSatisfy(\.isLetter) }
            let room = try #require(names.first)
            let sources = try Self.sources(of: room)
            for name in names.dropFirst() {
                let declared = ["struct", "enum", "protocol", "class", "typealias"].contains { kind in
                    sources.contains("public \(kind) \(name)") || sources.contains("public final \(kind) \(name)")
                }
                #expect(declared, "\(room) has no public \(name)")
            }
        }
    }

    // MARK: What blocks are held against

    /// Each line begins with `make` and a target of the Makefile.
    private func holdsForMake(_ text: String) throws {
        let makefile = try Self.text("Makefile")
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            #expect(words.first == "make" && makefile.contains("\n\(words.dropFirst().first ?? ""): system"))
        }
    }

    private static func isRefusal(_ json: String) -> Bool {
        guard case .object(let fields) = ManifestValue(json: json) else { return false }
        return fields.map(\.name) == ["Success", "ErrorCode", "ErrorText", "Errors"]
    }

    private static func messages(ofRule rule: String) -> [String] {
        let rule = rule.split(separator: "\n").map { "      " + $0 }.joined(separator: "\n")
        let text = """
            manifest: 1
            permissions: {}
            commands:
              a.b:
                summary: x
                plugin: p
                access: [user]
                permissions: []
                effects: write
                parameters:
                  ScheduleType: { type: string, oneOf: [Now, Future], summary: x }
                  SendDate: { type: date, summary: x }
                rules:
            \(rule)
                errors: { 6: x }
                returns: {}
            """
        return ManifestReader().read(text: Array(text.utf8), name: "commands.yaml").diagnostics.map(\.message)
    }

    /// The call that the shipped server's demo prints.
    private static func sampleCall() throws -> String? {
        let manifest = try #require(ManifestReader().read(file: GuideBlock.root + "commands.yaml").manifest)
        return SampleCall(in: manifest)?.line(at: "127.0.0.1:8080", apiKey: "…")
    }

    private static func text(_ path: String) throws -> String { try String(contentsOfFile: GuideBlock.root + path, encoding: .utf8) }

    private static func sources(of room: String) throws -> String {
        let folder = GuideBlock.root + "Sources/" + room
        return try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".swift") }
            .map { try String(contentsOfFile: folder + "/" + $0, encoding: .utf8) }.joined()
    }

    /// Whether a text has these lines, one after the other, all indented by as much more.
    private static func contains(_ text: String, _ part: String) -> Bool {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let part = part.split(separator: "\n", omittingEmptySubsequences: false)
        guard let first = part.first else { return false }
        return lines.indices.contains { start in
            guard start + part.count <= lines.count, lines[start].hasSuffix(first) else { return false }
            let indent = lines[start].dropLast(first.count)
            guard indent.allSatisfy({ $0 == " " }) else { return false }
            return zip(lines[start...], part).allSatisfy { $0 == ($1.isEmpty ? "" : indent + $1) }
        }
    }
}
