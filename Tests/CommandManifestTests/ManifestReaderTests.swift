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
}

extension Diagnostic {
    /// As a fixture's expectation writes it.
    var line: String { "\(id):\(location.line):\(location.column)" }
}
