// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import CommandManifest

@Suite("YAML syntax")
struct YAMLSyntaxTests {
    @Test(
        "What is still open at the end is told of where it began (bad input 40: half written)",
        arguments: [
            ("permissions: { Tag: ", "1:14"), ("permissions: { Tag: x", "1:14"), ("permissions: { Tag: x,\n", "1:14"), ("ü: [[], ", "1:4"),
            ("ü:\n  ä: \"no\n\n", "2:6"), ("ü: 'no", "1:4"), ("a: {b: [c, {d: ", "1:12"), ("a: {b: [c, {", "1:12"),
        ])
    func open(text: String, place: String) {
        let diagnostics = ManifestReader().read(text).diagnostics
        #expect(diagnostics.map(\.line) == ["yaml.syntax:\(place)"])
        #expect(diagnostics.first?.related.map(\.message) == ["The file ends here."])
    }
}
