// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import CommandManifest

extension DiagnosticPage: CustomTestStringConvertible {
    package var testDescription: String { id.rawValue }
}

@Suite("DiagnosticPage")
struct DiagnosticPageTests {
    /// Manifests that are too large to stand on a page, and in which the id is not alone.
    private static func made(_ id: Diagnostic.ID) -> String? {
        switch id {
        case .includeLimit: "manifest: 1\ninclude:\n" + (1...256).map { "  - part\($0).yaml\n" }.joined()
        case .diagnosticsLimit: "manifest: 1\n" + (1...1_001).map { "wrong\($0): {}\n" }.joined()
        case .yamlDepth: "manifest: 1\ninclude: " + String(repeating: "[", count: 70) + String(repeating: "]", count: 70)
        default: nil
        }
    }

    /// Not read here: YAMLBoundsTests has these bytes and values, a fixture the others.
    private static let elsewhere: Set<Diagnostic.ID> = [.yamlSize, .yamlNodes, .yamlEncoding]

    @Test("Is there for each id, in the same order")
    func complete() {
        let ids = DiagnosticPage.all.map(\.id)
        #expect(Set(ids).symmetricDifference(Diagnostic.ID.all).map(\.rawValue).sorted() == [])
        #expect(Set(ids).count == ids.count)
    }

    @Test("Has a wrong example that gives this id alone, at the marked place", arguments: DiagnosticPage.all)
    func wrong(page: DiagnosticPage) throws {
        guard page.wrong.isWhole else { return try made(page.id) }
        let diagnostics = try read(page.wrong.manifest)
        #expect(diagnostics.map(\.id) == [page.id], "\(diagnostics.map(\.text))")
        let place = try #require(page.wrong.place)
        #expect(diagnostics.first.map { [$0.location.line, $0.location.column] } == [place.line, place.column])
    }

    @Test("Has a right example without any fault", arguments: DiagnosticPage.all)
    func right(page: DiagnosticPage) throws {
        guard page.right.isWhole else { return }
        #expect(try read(page.right.manifest).map(\.text) == [])
        #expect(page.right.place == nil)
    }

    @Test("Says in sentences what is wrong and why it matters", arguments: DiagnosticPage.all)
    func words(page: DiagnosticPage) {
        for text in [page.meaning, page.reason] {
            #expect(text.hasSuffix(".") && text.first?.isLowercase == false && !text.contains("  ") && !text.contains(" \n"), "\(text)")
        }
        #expect(!page.meaning.contains("\n") && page.meaning.count <= 100, "\(page.meaning)")
        #expect(page.text.unicodeScalars.allSatisfy { $0 == "\n" || !$0.isHidden && $0 != DiagnosticExample.mark })
        for line in page.text.split(separator: "\n") { #expect(line.count <= 120, "\(line)") }
    }

    @Test("Shows a caret below what is marked")
    func shown() {
        let page = DiagnosticPage.page(of: .keyUnknown, in: DiagnosticPage.all)
        let lines = page?.text.split(separator: "\n", omittingEmptySubsequences: false).suffix(11).joined(separator: "\n")
        let expected = """

            Wrong:
              tag.create:
                parameters:
                  Tag: { type: string, maxlength: 50 }
                                       ^

            Right:
              tag.create:
                parameters:
                  Tag: { type: string, maxLength: 50 }
            """
        #expect(lines == expected)
    }

    private func made(_ id: Diagnostic.ID) throws {
        guard let text = Self.made(id) else {
            #expect(Self.elsewhere.contains(id))
            return
        }
        #expect(try read(text).last?.id == id)
    }

    private func read(_ text: String) throws -> [Diagnostic] {
        var files = ["plugins/tags.yaml": "commands: {}"]
        for number in 1...256 where text.contains("part\(number).yaml") { files["part\(number).yaml"] = "commands: {}" }
        let folder = try TemporaryFolder(files)
        return ManifestReader().read(text: Array(text.utf8), name: folder.path + "/commands.yaml").diagnostics
    }
}
