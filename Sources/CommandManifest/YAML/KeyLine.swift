// SPDX-License-Identifier: Apache-2.0

/// A line with a key, as far as can be told from the line alone.
struct KeyLine {
    /// How many lines above one are looked at for those that it belongs to.
    private static let farthest = 400

    /// From 1.
    let line: Int
    /// Where the key stands, behind the dash where there is one.
    let column: Int
    let key: String
    let hasDash: Bool
    /// Whether anything stands behind its colon.
    let hasValue: Bool

    /// The key of a line; nil where it has none.
    init?(_ line: Int, in text: SourceText) {
        let whole = text.line(line)
        guard !whole.isBlank else { return nil }
        var rest = whole.unicodeScalars[...]
        rest = rest.drop { $0 == " " }
        var hasDash = false
        while rest.first == "-", rest.dropFirst().first == " " {
            hasDash = true
            rest = rest.dropFirst().drop { $0 == " " }
        }
        guard let colon = rest.firstIndex(of: ":") else { return nil }
        let value = rest[colon...].dropFirst()
        guard value.isEmpty || value.first == " " else { return nil }
        self.line = line
        self.hasDash = hasDash
        column = whole.unicodeScalars.distance(from: whole.unicodeScalars.startIndex, to: rest.startIndex) + 1
        key = String(rest[..<colon])
        let content = value.drop { $0 == " " }.first
        hasValue = content != nil && content != "#"
    }

    /// The lines with keys above, the nearest first.
    func above(in text: SourceText) -> some Sequence<KeyLine> {
        (max(1, line - Self.farthest)..<max(1, line)).reversed().lazy.compactMap { KeyLine($0, in: text) }
    }

    /// The line that it stands below.
    func parent(in text: SourceText) -> KeyLine? { above(in: text).first { $0.column < column } }

    /// Whether its key is one of the language's.
    var isWord: Bool { Self.words.contains(key) }

    /// Whether names of a manifest's own stand below it.
    var holdsNames: Bool { Self.maps.contains(key) }

    private static let words = Set(KeySet.allCases.flatMap(\.words))
    private static let maps: Set<String> = ["commands", "groups", "permissions", "errors", "parameters", "members", "returns", "when"]
}

extension YAMLProblem {
    /// A line above that is indented less than it should be, so that the one where it broke belongs to nothing.
    var outdented: Cause? {
        let place = SourceLocation(file: place.file, line: place.line, column: text.line(place.line).indentation + 1)
        guard let broken = KeyLine(place.line, in: text), let low = broken.parent(in: text) else { return nil }
        let unfit = Diagnostic.Related("This line then belongs to nothing.", at: place)
        let spot = SourceLocation(file: place.file, line: low.line, column: low.column)
        guard let above = low.above(in: text).first(where: { _ in true }) else { return nil }
        if above.column == low.column, !above.hasValue, !low.hasDash {
            let key = Diagnostic.Related(
                "The key stands here.", at: SourceLocation(file: place.file, line: above.line, column: above.column))
            return Cause(
                "This line is indented as the key above it, which has no value.", "Indent it deeper, below that key.", [key, unfit],
                at: spot)
        }
        guard isStray(low, above, broken) else { return nil }
        return Cause(
            "This line is indented less than those before and after it.", "Indent it as these are.", [unfit], at: spot)
    }

    /// Whether a line between two that are indented alike is the one that is wrong, rather than the one after it.
    private func isStray(_ low: KeyLine, _ above: KeyLine, _ broken: KeyLine) -> Bool {
        let inside = above.column > low.column ? [above] + Array(above.above(in: text).prefix { $0.column > low.column }) : []
        guard let sibling = inside.first(where: { $0.column == broken.column }), sibling.isWord == broken.isWord else { return false }
        return low.parent(in: text)?.holdsNames == true || !low.isWord
    }
}
