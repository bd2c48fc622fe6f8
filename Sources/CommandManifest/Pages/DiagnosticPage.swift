// SPDX-License-Identifier: Apache-2.0

/// What `check --explain` says about one id.
package struct DiagnosticPage: Sendable {
    /// The id.
    package let id: Diagnostic.ID
    /// One sentence that says what is wrong.
    package let meaning: String
    /// Why it matters.
    package let reason: String
    /// An example with the fault, and nothing else wrong.
    package let wrong: DiagnosticExample
    /// The same without a fault.
    package let right: DiagnosticExample

    /// Composes a page.
    package init(
        _ id: Diagnostic.ID, _ meaning: String, because reason: String, wrong: DiagnosticExample, right: DiagnosticExample
    ) {
        self.id = id
        self.meaning = meaning
        self.reason = reason
        self.wrong = wrong
        self.right = right
    }

    /// The page as text, without a line's end.
    package var text: String {
        """
        \(id): \(meaning)

        \(wrapped)

        Wrong:
        \(wrong.shown)

        Right:
        \(right.shown)
        """
    }

    /// The reason in lines of at most a hundred characters.
    private var wrapped: String {
        var lines = [""]
        for word in reason.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
            let longer = lines[lines.count - 1] + (lines[lines.count - 1].isEmpty ? "" : " ") + word
            if longer.count <= 100 { lines[lines.count - 1] = longer } else { lines.append(String(word)) }
        }
        return lines.joined(separator: "\n")
    }

    /// The pages of the ids that the manifest's reader gives, in the order of a manifest.
    package static let all = files + yaml + keys + commands + codes + parameters + limits + replies + rules + proofs + examples

    /// The page of an id; nil where there is none among these.
    package static func page(of id: Diagnostic.ID, in pages: [DiagnosticPage]) -> DiagnosticPage? { pages.first { $0.id == id } }
}
