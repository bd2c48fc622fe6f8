// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import CommandManifest

@Suite("ManifestReader")
struct ManifestReaderTests {
    @Test("Reads a manifest without a fault")
    func reads() throws {
        let (manifest, diagnostics) = ManifestReader().read(file: Fixture.path("valid/manifest.yaml"))
        #expect(diagnostics.map(\.line) == [])
        let command = try #require(manifest?.commands.first)
        #expect(command.parameters.map(\.name).prefix(3) == ["SessionID", "APIKey", "CampaignID"])
        #expect(command.errors.map(\.code) == [1, 2, 3, 4, 5, 6, 13, 17, 18, 20, 21, 22, 23, 24])
        #expect(command.location.description.hasSuffix("manifest.yaml:12:3"))
    }

    @Test("Prints a fault, its place, the line and what to do, word for word", arguments: Fixture.names)
    func names(fixture: String) throws {
        let (manifest, diagnostics) = ManifestReader().read(file: Fixture.path(fixture + ".yaml"))
        #expect((manifest == nil) == diagnostics.contains { $0.severity == .error })
        #expect(diagnostics.allSatisfy { $0.location.file == Fixture.path(fixture + ".yaml") })
        let printed = Fixture.printed(diagnostics)
        try Fixture.record(printed, of: fixture)
        #expect(try printed == Fixture.expected(fixture))
    }

    @Test("Says in a sentence what is wrong, and in another what to do", arguments: Fixture.names)
    func words(fixture: String) {
        for diagnostic in ManifestReader().read(file: Fixture.path(fixture + ".yaml")).diagnostics {
            #expect(diagnostic.message.isSentence, "\(diagnostic.message)")
            #expect(diagnostic.note?.isSentence == true, "\(diagnostic.note ?? "no note")")
            for related in diagnostic.related { #expect(related.message.isSentence, "\(related.message)") }
        }
    }
}

extension Diagnostic {
    /// As a fixture's expectation writes it.
    var line: String { "\(id):\(location.line):\(location.column)" }
    /// As an editor shows it.
    var text: String { "\(message) \(note ?? "")" }
}

extension String {
    /// Whether it starts and ends as a sentence does.
    fileprivate var isSentence: Bool {
        guard let first, first.isUppercase || first == "`", hasSuffix(".") || hasSuffix("?") else { return false }
        return !contains("``") && !contains("\n") && !contains("  ") && !contains("Optional(")
    }
}
