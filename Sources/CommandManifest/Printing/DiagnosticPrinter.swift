// SPDX-License-Identifier: Apache-2.0

/// Writes diagnostics as compilers do: place, sentence and id, the line itself with what is meant marked, what to do.
///
/// ```
/// commands.yaml:10:5: error: A command has no key `sumary`. [key.unknown]
///   10 |     sumary: Create a tag
///      |     ^~~~~~
///   note: Did you mean `summary`?
/// ```
package struct DiagnosticPrinter {
    private let paint: Paint
    private let read: (String) -> [UInt8]?
    /// Files that were shown already; nil for those that cannot be read.
    private var files: [String: SourceText?] = [:]

    /// A printer that asks `read` for a file's bytes where it shows a line of it.
    package init(isColored: Bool = false, reading read: @escaping (String) -> [UInt8]? = { try? SourceFile.bytes($0) }) {
        paint = Paint(isOn: isColored)
        self.read = read
    }

    /// A diagnostic as text of several lines, without a line's end.
    package mutating func text(_ diagnostic: Diagnostic) -> String {
        let severity = paint(diagnostic.severity.rawValue + ":", diagnostic.severity == .error ? .error : .warning)
        let sentence = paint(Self.shown(diagnostic.message), .strong)
        var lines = [place(diagnostic.location) + " " + severity + " " + sentence + " [\(diagnostic.id)]"]
        lines += excerpt(diagnostic.location)
        for related in diagnostic.related {
            lines.append(place(related.location) + " " + paint("note:", .note) + " " + Self.shown(related.message))
            lines += excerpt(related.location)
        }
        if let note = diagnostic.note { lines.append("  " + paint("note:", .note) + " " + Self.shown(note)) }
        return lines.joined(separator: "\n")
    }

    /// A sentence in one line: it has parts of files and of handlers.
    private static func shown(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 || $0 >= 0x7F }) else { return text }
        return text.unicodeScalars.map { $0.isHidden ? $0.visible : String($0) }.joined()
    }

    private func place(_ location: SourceLocation) -> String {
        paint(location.description.unicodeScalars.map(\.visible).joined() + ":", .strong)
    }

    private mutating func excerpt(_ location: SourceLocation) -> [String] {
        guard let text = source(location.file), let excerpt = Excerpt(location, in: text) else { return [] }
        let number = String(location.line)
        let gutter = String(repeating: " ", count: max(0, 4 - number.count)) + number
        let line = gutter + " | " + excerpt.line
        let marks = String(repeating: " ", count: gutter.count) + " | " + paint(excerpt.marks, .mark)
        return [line, marks]
    }

    private mutating func source(_ file: String) -> SourceText? {
        if let known = files[file] { return known }
        let text = read(file).map(SourceText.init)
        files[file] = .some(text)
        return text
    }
}

/// Colours for a terminal, or none.
private struct Paint {
    enum Color: String {
        case error = "1;31"
        case warning = "1;33"
        case note = "1;36"
        case mark = "1;32"
        case strong = "1"
    }

    let isOn: Bool

    func callAsFunction(_ text: String, _ color: Color) -> String { isOn ? "\u{1B}[\(color.rawValue)m\(text)\u{1B}[0m" : text }
}
