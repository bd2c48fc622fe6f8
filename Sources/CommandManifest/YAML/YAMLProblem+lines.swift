// SPDX-License-Identifier: Apache-2.0

/// Mistakes that are seen by looking at lines: libyaml often breaks a line after the one that is wrong.
extension YAMLProblem {
    /// A scalar that looks like a space and is none, where YAML needs one: in an indentation, or after a `:`, `-` or `,`.
    var oddSpace: Cause? {
        for number in Set([max(1, place.line - 1), place.line, context == nil ? place.line : start.line]).sorted() {
            var last: Unicode.Scalar?
            for (offset, scalar) in text.line(number).unicodeScalars.enumerated() {
                if scalar.isOddSpace, last == nil || last == ":" || last == "-" || last == "," {
                    let digits = String(scalar.value, radix: 16, uppercase: true)
                    return Cause(
                        "This is no space of YAML's: it is U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ".",
                        "Write a plain space.", [], at: SourceLocation(file: place.file, line: number, column: offset + 1))
                }
                if last != nil || scalar != " " { last = scalar }
            }
        }
        return nil
    }

    /// A key is read as one up to here.
    private static let longestKey = 1024

    /// A `:` with no key before it, or with one that is longer than YAML's keys are.
    var keyFault: Cause? {
        let before = text.line(place.line).unicodeScalars.prefix(place.column - 1)
        if let key = longKey(before) {
            return Cause("This key is longer than the \(Self.longestKey) characters that a key may have.", "Shorten it.", [], at: key)
        }
        guard rest(of: place).first == ":" else { return nil }
        let last = before.last { $0 != " " }
        guard last == nil || last == "{" || last == "," || last == "-" || last == "?" else { return nil }
        guard ["did not find expected key", "did not find expected node content"].contains(words) else { return nil }
        return Cause("A key is missing before this `:`.", "Write the name that the value belongs to.", [])
    }

    /// Where a key begins that is too long to be one, and so no key to libyaml. Of a long line its beginning alone is looked at.
    private func longKey(_ before: Substring.UnicodeScalarView) -> SourceLocation? {
        guard ["mapping values are not allowed in this context", "did not find expected ',' or '}'"].contains(words) else { return nil }
        let column =
            (before.lastIndex { $0 == " " || $0 == "," || $0 == "{" }.map { before.distance(from: before.startIndex, to: $0) + 1 } ?? 0) + 1
        guard place.column - column > Self.longestKey else { return nil }
        return SourceLocation(file: place.file, line: place.line, column: column)
    }

    /// A `: ` that ends the first word of a text within braces; nil where a comma may be missing before the word.
    private var colonInText: Cause? {
        guard rest(of: place).first == ":" else { return nil }
        let before = text.line(place.line).unicodeScalars.prefix(place.column - 1)
        let word = before.reversed().prefix { $0 != " " }
        guard !word.isEmpty, before.dropLast(word.count).last(where: { $0 != " " }) == ":" else { return nil }
        return Cause(
            "A `:` ends the text before it, which would be a key there.", "Put the text in quotes if the `:` belongs to it.", [])
    }

    /// A key without its colon, or with no space after it.
    var colonDue: Cause {
        let broke = start == place ? [] : [Diagnostic.Related("The next line begins here.", at: place)]
        if let colon = tightColon(in: start.line, from: start.column) { return colon }
        return Cause(missingColon.0, missingColon.1, broke, at: start)
    }

    /// A `:` with no space after it in the first word of a line's rest.
    private func tightColon(in line: Int, from column: Int) -> Cause? {
        let word = text.line(line).unicodeScalars.dropFirst(column - 1).prefix { $0 != " " }
        guard let colon = word.firstIndex(of: ":"), colon > word.startIndex, let next = word[colon...].dropFirst().first, next != "/",
            next != ":"
        else { return nil }
        let offset = word.distance(from: word.startIndex, to: colon)
        return Cause(
            "A space is missing after this `:`.", "Write `name: value`.", [],
            at: SourceLocation(file: place.file, line: line, column: column + offset))
    }

    /// A list or mapping in brackets that is not closed where a line begins that is indented no deeper; else one in which a
    /// comma is missing.
    func unclosedFlow(_ bracket: String, _ construct: String, _ parts: String) -> Cause {
        let line = text.line(place.line)
        if place.line > start.line, line.indentation <= text.line(start.line).indentation {
            let next = SourceLocation(file: place.file, line: place.line, column: line.indentation + 1)
            return Cause(
                "This \(construct) is not closed.", "Write `\(bracket)` at its end.",
                [Diagnostic.Related("It would go on in this line.", at: next)], at: start)
        }
        if let colonInText { return colonInText }
        return Cause(
            "A `,` or `\(bracket)` is missing here.", "Put a comma between the \(construct)'s \(parts), or close it with `\(bracket)`.",
            at: commaDue(line))
    }

    /// Where the comma before a key belongs that was taken for a part of the value before it; nil where it broke at no key.
    private func commaDue(_ line: String) -> SourceLocation? {
        let before = Array(line.unicodeScalars.prefix(place.column - 1))
        guard rest(of: place).first == ":", let last = before.last, last != " " else { return nil }
        let key = before.lastIndex { $0 == " " || $0 == "," || $0 == "{" || $0 == "[" }.map { $0 + 1 } ?? 0
        if before[..<key].contains(where: { $0 != " " }) {
            return SourceLocation(file: place.file, line: place.line, column: key + 1)
        }
        let above = lineAbove(place.line)
        guard above >= start.line else { return nil }
        return SourceLocation(file: place.file, line: above, column: text.line(above).unicodeScalars.count + 1)
    }

    /// A `: ` where no key can end.
    var strayColon: Cause {
        let line = text.line(place.line)
        let before = line.unicodeScalars.prefix(place.column - 1)
        if before.containsColon {
            return Cause("A `: ` inside of a text begins a mapping.", "Put the text in quotes.", [])
        }
        let above = lineAbove(place.line)
        guard above < place.line else { return Cause("A `:` cannot stand here.", "Put the text in quotes.") }
        let previous = text.line(above)
        let start = SourceLocation(file: place.file, line: above, column: previous.indentation + 1)
        if let colon = tightColon(in: above, from: start.column) { return colon }
        guard previous.unicodeScalars.containsColon else {
            return Cause(
                "This line continues the one above it, which has no `: `.", "Write `:` and a space, or a new line, after the key above.",
                [Diagnostic.Related("A `: ` may be missing in this line.", at: start)])
        }
        if let mistake = dashDue(above) ?? outdented { return mistake }
        return Cause(
            "This line is indented deeper than the one above it, whose text it continues.",
            "Indent it as the line above, or put the text that has a `:` in quotes.",
            [Diagnostic.Related("The text stands in this line.", at: start)],
            at: SourceLocation(file: place.file, line: place.line, column: line.indentation + 1))
    }

    /// The first key of an item that has no dash, below a key whose value is a list of mappings.
    private func dashDue(_ line: Int) -> Cause? {
        guard let item = KeyLine(line, in: text), !item.hasDash, let parent = item.parent(in: text), !parent.hasValue,
            ["rules", "examples"].contains(parent.key)
        else { return nil }
        return Cause(
            "A dash is missing before this item of `\(parent.key)`.", "Write `- \(item.key): …`, and its other keys below the first.", [],
            at: SourceLocation(file: place.file, line: line, column: item.column))
    }

    /// The line above that is not blank; the same one where there is none near.
    private func lineAbove(_ line: Int) -> Int {
        (1..<max(1, line)).reversed().prefix(50).first { !text.line($0).isBlank } ?? line
    }
}

extension String {
    /// How many spaces it begins with.
    var indentation: Int { unicodeScalars.prefix { $0 == " " }.count }

    /// Whether nothing stands in it but white space and a comment.
    var isBlank: Bool { unicodeScalars.allSatisfy { $0 == " " || $0 == "\t" } || unicodeScalars.first { $0 != " " } == "#" }
}

extension Unicode.Scalar {
    fileprivate var isOddSpace: Bool { properties.generalCategory == .spaceSeparator && self != " " || value == 0x200B }
}

extension Sequence where Element == Unicode.Scalar {
    /// Whether it has a `:` that ends a key.
    fileprivate var containsColon: Bool {
        var last: Unicode.Scalar?
        for scalar in self {
            if last == ":", scalar == " " { return true }
            last = scalar
        }
        return last == ":"
    }
}
