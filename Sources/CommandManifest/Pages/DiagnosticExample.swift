// SPDX-License-Identifier: Apache-2.0

/// A piece of a manifest that a page shows, with what stands around it.
package struct DiagnosticExample: Sendable {
    /// Stands before what a diagnostic points at.
    static let mark: Unicode.Scalar = "▸"

    /// What stands around the text.
    enum Frame: Sendable {
        /// Nothing: it is a whole file.
        case file
        /// A command; the text is some of its keys.
        case command
        /// Nothing, and the text is an abridged file.
        case shortened
    }

    let frame: Frame
    /// As it is written on the page, with the mark where a diagnostic points.
    let marked: String
    /// The handler that belongs to it, in Swift; nil where none has a part in it.
    package var handler: String?
    /// Whether a diagnostic points at the command's name.
    private var isCommandMarked = false

    private init(_ frame: Frame, _ marked: String) {
        self.frame = frame
        self.marked = marked
    }

    /// A whole file.
    static func file(_ text: String) -> Self { Self(.file, text) }
    /// A file of which most is left out, since it takes very much to be wrong.
    static func shortened(_ text: String) -> Self { Self(.shortened, text) }
    /// Keys of the command `tag.create`; those that it must have and that are not among them are as usual.
    static func command(_ text: String) -> Self { Self(.command, text) }
    /// The same with a handler, which may be what is wrong with the command.
    package static func contract(_ text: String, isCommandMarked: Bool = false, handler: String) -> Self {
        var result = Self(.command, text)
        result.handler = handler
        result.isCommandMarked = isCommandMarked
        return result
    }

    /// Whether ``manifest`` can be read.
    package var isWhole: Bool { frame != .shortened }

    /// The whole manifest that is meant.
    package var manifest: String { String(String.UnicodeScalarView(markedManifest.unicodeScalars.filter { $0 != Self.mark })) }

    /// Where a diagnostic points in the whole manifest; nil where nothing is marked.
    package var place: (line: Int, column: Int)? {
        let before = markedManifest.unicodeScalars.prefix { $0 != Self.mark }
        guard before.count < markedManifest.unicodeScalars.count else { return nil }
        return (1 + before.count { $0 == "\n" }, 1 + before.reversed().prefix { $0 != "\n" }.count)
    }

    /// As a page shows it, with a caret below what is marked.
    var shown: String {
        var lines: [String] = []
        for line in fragment.split(separator: "\n", omittingEmptySubsequences: false) {
            let scalars = line.unicodeScalars
            lines.append("  " + scalars.filter { $0 != Self.mark }.map(\.visible).joined())
            guard let column = scalars.firstIndex(of: Self.mark) else { continue }
            let before = scalars[..<column].map { $0.visible.unicodeScalars.map(\.cells).reduce(0, +) }.reduce(0, +)
            lines.append("  " + String(repeating: " ", count: before) + "^")
        }
        if let handler { lines += handler.split(separator: "\n").map { "  " + $0 } }
        return lines.joined(separator: "\n")
    }
}

extension DiagnosticExample {
    /// What a command must have, and codes for examples.
    private static let usual = [
        ("summary", "Create a tag"), ("plugin", "tags"), ("access", "[user]"), ("permissions", "[]"), ("effects", "write"),
        ("returns", "{}"), ("errors", "{ 1: Missing, 2: Wrong, 3: Taken }"),
    ]

    /// The text as it stands in a file.
    private var fragment: String { frame == .command ? key + indented(marked, by: 2) : marked }
    private var key: String { (isCommandMarked ? "▸" : "") + "tag.create:\n" }

    private var markedManifest: String {
        guard frame == .command else { return marked + "\n" }
        let keys = marked.split(separator: "\n").map { $0.drop { $0 == "▸" } }
        let missing = Self.usual.filter { key, _ in !keys.contains { $0.hasPrefix(key + ":") } }
        let rest = missing.map { "    \($0.0): \($0.1)\n" }.joined()
        return "manifest: 1\ncommands:\n  " + key + indented(marked, by: 4) + "\n" + rest
    }

    private func indented(_ text: String, by count: Int) -> String {
        let space = String(repeating: " ", count: count)
        return text.split(separator: "\n").map { space + $0 }.joined(separator: "\n")
    }
}
