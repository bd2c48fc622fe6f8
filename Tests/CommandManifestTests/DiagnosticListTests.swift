// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import CommandManifest

@Suite("DiagnosticList")
struct DiagnosticListTests {
    @Test("Gives diagnostics in order of place, each once")
    func sorted() {
        var list = DiagnosticList()
        for (file, line, column) in [("b", 1, 1), ("a", 10, 2), ("a", 9, 30), ("a", 10, 1), ("b", 1, 1)] {
            list.report(.keyUnknown, at: SourceLocation(file: file, line: line, column: column), "A key.", note: "A note.")
        }
        #expect(list.sorted.map(\.location.description) == ["a:9:30", "a:10:1", "a:10:2", "b:1:1"])
        #expect(list.hasError)
    }

    @Test("Has no error where there is a warning alone")
    func warning() {
        var list = DiagnosticList()
        list.report(Diagnostic(.warning, .keyUnknown, at: SourceLocation(file: "a", line: 1, column: 1), "A key."))
        #expect(!list.hasError)
        #expect(list.sorted.map(\.severity) == [.warning])
    }

    @Test("Cuts long texts, and shows nothing that controls a terminal")
    func shown() throws {
        let long = String(repeating: "é", count: 100_000)
        let text = "manifest: 1\ngroups: { a: { A: { type: \(long) } } }\n\"a\\e[31m\\nb\\x7f\": 1\n"
        let messages = ManifestReader().read(text).diagnostics.map(\.message)
        #expect(messages.map(\.unicodeScalars.count) == [401, 34])
        #expect(messages.first?.hasPrefix("There is no type `éé") == true && messages.first?.hasSuffix("éé`.") == true)
        #expect(messages.last?.contains("`a\u{FFFD}[31m\u{FFFD}b\u{FFFD}`") == true)
    }
}
