// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// A place for one more declaration in a manifest's text, behind that of another command.
struct ManifestInsertion {
    private let lines: [String]
    /// The line of the other command's name, from 0.
    private let start: Int
    /// The line behind its declaration.
    private let end: Int
    /// What stands before the names of commands.
    let indent: String
    /// What each level adds.
    let step: String
    private let lineEnd: String

    /// Finds it.
    /// - Throws: ``CommandLineFailure`` where commands are not each on lines of their own.
    init(behind command: CommandDeclaration, in text: String) throws {
        lineEnd = text.contains("\r\n") ? "\r\n" : "\n"
        lines = text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        start = command.location.line - 1
        let line = lines.indices.contains(start) ? lines[start] : ""
        indent = String(line.prefix { $0 == " " })
        let key = line.dropFirst(indent.count).drop { $0 == "\"" || $0 == "'" }
        guard !indent.isEmpty, indent.count == command.location.column - 1, key.hasPrefix(command.name) else {
            throw Self.odd(command)
        }
        let depth = indent.count
        let block = lines[(start + 1)...].prefix { Self.isBlank($0) || Self.depth($0) > depth }
        // Blank lines before what follows are not this command's.
        end = block.endIndex - block.reversed().prefix(while: Self.isBlank).count
        let child = lines[(start + 1)..<max(end, start + 1)].first { !Self.isBlank($0) && !Self.isComment($0) }
        step = String(repeating: " ", count: child.map { Self.depth($0) - depth } ?? 2)
    }

    /// The text with a declaration in this place; a blank line goes before it where commands have one between them.
    func text(with declaration: [String]) -> String {
        let above = lines[..<start].filter { !Self.isComment($0) }
        let isSpaced = above.last.map(Self.isBlank) ?? false
        let isFirst = above.last { !Self.isBlank($0) }.map { Self.depth($0) < indent.count } ?? true
        var result = lines
        result.insert(contentsOf: (isSpaced || isFirst ? [""] : []) + declaration, at: end)
        if result.last != "" { result.append("") }
        return result.joined(separator: lineEnd)
    }

    /// The lines of one of the other command's keys, as they are written.
    func section(_ key: String) -> [String] {
        let inner = indent + step
        guard let first = lines[start..<end].firstIndex(where: { $0.hasPrefix(inner + key + ":") }) else { return [] }
        let rest = lines[(first + 1)..<end].prefix { !Self.isBlank($0) && !Self.isComment($0) && Self.depth($0) > inner.count }
        return [lines[first]] + rest
    }

    /// What is said of a manifest that is laid out otherwise.
    static func odd(_ command: CommandDeclaration) -> CommandLineFailure {
        CommandLineFailure(
            "Nothing was changed: \(command.location): the declaration of \(command.name) does not stand on lines of its own, so the place for "
                + "another behind it cannot be told. Write it in lines that are indented with spaces.")
    }

    private static func depth(_ line: String) -> Int { line.prefix { $0 == " " }.count }
    private static func isBlank(_ line: String) -> Bool { line.allSatisfy { $0 == " " || $0 == "\t" } }
    private static func isComment(_ line: String) -> Bool { line.drop { $0 == " " }.first == "#" }
}
