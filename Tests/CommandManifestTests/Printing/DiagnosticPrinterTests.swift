// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import CommandManifest

@Suite("DiagnosticPrinter")
struct DiagnosticPrinterTests {
    private static let diagnostic = Diagnostic(
        .warning, .keyUnknown, at: SourceLocation(file: "b.yaml", line: 2, column: 1, endColumn: 4), "A key.", note: "Take it out.",
        related: [.init("It began here.", at: SourceLocation(file: "a.yaml", line: 12_345, column: 1))])
    private static let files = ["a.yaml": String(repeating: "\n", count: 12_344) + "end", "b.yaml": "first\nkey: 1"]

    private func text(_ diagnostic: Diagnostic, isColored: Bool = false) -> String {
        var printer = DiagnosticPrinter(isColored: isColored) { Self.files[$0].map { Array($0.utf8) } }
        return printer.text(diagnostic)
    }

    @Test("Shows the line of each place, in its own file")
    func lines() {
        let expected = """
            b.yaml:2:1: warning: A key. [key.unknown]
               2 | key: 1
                 | ^~~
            a.yaml:12345:1: note: It began here.
            12345 | end
                  | ^
              note: Take it out.
            """
        #expect(text(Self.diagnostic) == expected)
    }

    @Test("Leaves out the line of a file that cannot be read, or that has become shorter")
    func absent() {
        var diagnostic = Self.diagnostic
        diagnostic.location.file = "gone.yaml"
        diagnostic.related[0].location.line = 12_346
        #expect(
            text(diagnostic)
                == "gone.yaml:2:1: warning: A key. [key.unknown]\na.yaml:12346:1: note: It began here.\n  note: Take it out.")
    }

    @Test("Colours severity, marks and notes, and nothing where it is not asked to")
    func colors() {
        let colored = text(Self.diagnostic, isColored: true)
        for part in ["\u{1B}[1;33mwarning:\u{1B}[0m", "\u{1B}[1;32m^~~\u{1B}[0m", "\u{1B}[1;36mnote:\u{1B}[0m Take it out."] {
            #expect(colored.contains(part))
        }
        #expect(!text(Self.diagnostic).contains("\u{1B}"))
    }

    @Test("Shows nothing of a file's name that controls a terminal")
    func names() {
        var diagnostic = Self.diagnostic
        diagnostic.location.file = "a\u{1B}[31m\n.yaml"
        #expect(text(diagnostic).hasPrefix("a␛[31m␊.yaml:2:1: warning: "))
    }
}
