// SPDX-License-Identifier: Apache-2.0

/// Where libyaml could not read on, in words of ours.
///
/// libyaml tells its faults apart by their texts alone. They decide the wording here and nothing else; one that is not known
/// is told as it is.
struct YAMLProblem {
    /// What libyaml says.
    let words: String
    /// What it was doing.
    let context: String?
    /// Where it broke.
    let place: SourceLocation
    /// Where what it was doing began; of no meaning without a context.
    let start: SourceLocation
    let text: SourceText

    /// What it is called that libyaml was reading.
    private var construct: String? {
        switch context {
        case "while parsing a flow sequence", "while parsing a block collection": "list"
        case "while parsing a flow mapping", "while parsing a block mapping": "mapping"
        case "while scanning a quoted scalar", "while parsing a quoted scalar": "text in quotes"
        case "while scanning a plain scalar", "while scanning a block scalar": "text"
        case "while scanning a simple key": "key"
        default: nil
        }
    }

    /// The fault of something that is still open where the file ends, told of where it began.
    func unclosed(at start: SourceLocation) -> Diagnostic {
        let opening = rest(of: start).first
        let end = [Diagnostic.Related("The file ends here.", at: place)]
        let sentence: (String, String) =
            switch opening {
            case "[": ("This list is not closed.", "Write `]` at its end.")
            case "{": ("This mapping is not closed.", "Write `}` at its end.")
            case "\"": ("This text in quotes is not closed.", "Write `\"` at its end.")
            case "'": ("This text in quotes is not closed.", "Write `'` at its end; one inside of it is written twice.")
            default: words == "could not find expected ':'" ? missingColon : ("The file ends in the middle of this.", "Write the rest.")
            }
        return Diagnostic(.yamlSyntax, at: start, sentence.0, note: sentence.1, related: end)
    }

    /// The fault where it broke, with where the broken construct began.
    func diagnostic(after quoted: YAMLBuilder.Quoted?) -> Diagnostic {
        if words == "could not find expected ':'", context != nil {
            let broke = Diagnostic.Related("The next line begins here.", at: place)
            return Diagnostic(.yamlSyntax, at: start, missingColon.0, note: missingColon.1, related: start == place ? [] : [broke])
        }
        let cause = cause(after: quoted)
        return Diagnostic(.yamlSyntax, at: place, cause.message, note: cause.note, related: cause.related ?? began)
    }

    private var missingColon: (String, String) { ("A `:` is missing after this key.", "Write `name: value`.") }

    private var began: [Diagnostic.Related] {
        guard context != nil, start < place else { return [] }
        return [Diagnostic.Related("\(construct.map { "The " + $0 } ?? "It") began here.", at: start)]
    }
}

// MARK: Causes

extension YAMLProblem {
    /// What is likely to be wrong.
    private struct Cause {
        var message: String
        var note: String
        /// Other places than that where the construct began.
        var related: [Diagnostic.Related]?

        init(_ message: String, _ note: String, _ related: [Diagnostic.Related]? = nil) {
            self.message = message
            self.note = note
            self.related = related
        }
    }

    private func cause(after quoted: YAMLBuilder.Quoted?) -> Cause {
        let sign = rest(of: place).first
        if sign == "\t" {
            return Cause("A tab stands where only spaces may indent.", "Indent with spaces, two for each level.", [])
        }
        switch words {
        case "did not find expected ',' or ']'":
            return Cause("A `,` or `]` is missing here.", "Put a comma between the list's items, or close it with `]`.")
        case "did not find expected ',' or '}'":
            return Cause("A `,` or `}` is missing here.", "Put a comma between the mapping's entries, or close it with `}`.")
        case "did not find expected key": return strayLine(sign, quoted)
        case "did not find expected '-' indicator":
            return Cause("This stands between the items of a list.", "Write `- ` before an item, or indent what belongs to the one above.")
        case "mapping values are not allowed in this context": return strayColon
        case "found character that cannot start any token":
            let name = sign == "`" ? "a backtick" : "`\(sign.map(\.visible) ?? "")`"
            return Cause("No text can begin with \(name).", "Put the text in quotes.")
        case "did not find expected node content": return Cause("A value is missing here.", "Write it, or take out the comma before it.")
        case "did not find expected <document start>":
            return Cause("The manifest has ended before this.", "Write its keys at the start of the line, one below the other.")
        case "block sequence entries are not allowed in this context":
            return Cause("A list in dashes cannot begin here.", "Begin it on a line of its own, or quote the text.")
        case "mapping keys are not allowed in this context":
            return Cause("A `?` cannot stand here.", "Put the text in quotes.")
        default: return textCause
        }
    }

    /// Faults inside of texts, anchors and tags.
    private var textCause: Cause {
        switch words {
        case "found unexpected document indicator":
            Cause("The text in quotes is not closed before this.", "Write the quote at its end.")
        case "found unknown escape character":
            Cause("This is no escape.", "Write `\\\\` for a backslash, or put the text in single quotes.")
        case "did not find expected hexdecimal number", "found invalid Unicode character escape code":
            Cause("This escape names no character.", "Write `\\x` and two digits, or `\\u` and four, in hexadecimal.")
        case "did not find expected comment or line break":
            Cause("Nothing may follow `|` or `>` on its line.", "Begin the text on the next line, or put it in quotes.")
        case "did not find expected alphabetic or numeric character":
            Cause("A name is missing after `&` or `*`.", "Put the text in quotes if the sign itself is meant.")
        case "found an indentation indicator equal to 0":
            Cause("A text's indentation is at least 1.", "Take the number out; the first line decides.")
        case "found undefined tag handle":
            Cause("A text that begins with `!` is a tag.", "Put the text in quotes.", [])
        default:
            Cause(
                "This is not YAML: \(words.isEmpty ? "it is unreadable" : words).",
                context == "while scanning a tag" ? "Put the text in quotes." : "Check the indentation, brackets and quotes here.")
        }
    }

    /// Something where the next key of a mapping is due.
    private func strayLine(_ sign: Unicode.Scalar?, _ quoted: YAMLBuilder.Quoted?) -> Cause {
        if let quoted, quoted.end.line == place.line, quoted.end <= place {
            return Cause(
                "Something stands after the end of a text in quotes.",
                "Write a quote inside of a text as `\\\"` or `''`, and close the text where it ends.",
                [Diagnostic.Related("The text in quotes began here.", at: quoted.start)])
        }
        switch sign {
        case "}", "]": return Cause("This bracket closes nothing.", "Take it out, or open the bracket.", [])
        case "-":
            return Cause("An item of a list stands where a key is due.", "Indent it as the other items of its list, below the list's key.")
        case _ where isFirst: return Cause("No line above is indented as this one is.", "Indent it as the other keys of its mapping.")
        default: return Cause("This does not continue the line.", "Put the whole text in quotes, or begin a new line.")
        }
    }

    /// A `: ` where no key can end.
    private var strayColon: Cause {
        let line = text.line(place.line)
        let before = line.unicodeScalars.prefix(place.column - 1)
        if before.containsColon {
            return Cause("A `: ` inside of a text begins a mapping.", "Put the text in quotes.", [])
        }
        let above = (1..<max(1, place.line)).reversed().prefix(50).first { !text.line($0).isBlank } ?? place.line
        guard above < place.line else { return Cause("A `:` cannot stand here.", "Put the text in quotes.") }
        let previous = text.line(above)
        let start = SourceLocation(file: place.file, line: above, column: previous.indentation + 1)
        if previous.unicodeScalars.containsColon {
            return Cause(
                "This line continues the text above it.", "Indent it as the line above, or put the text that has a `:` in quotes.",
                [Diagnostic.Related("The text stands in this line.", at: start)])
        }
        return Cause(
            "This line continues the one above it, which has no `: `.", "Write `:` and a space, or a new line, after the key above.",
            [Diagnostic.Related("A `: ` may be missing in this line.", at: start)])
    }

    /// Whether nothing but spaces stands before the place.
    private var isFirst: Bool { text.line(place.line).indentation >= place.column - 1 }

    private func rest(of place: SourceLocation) -> Substring.UnicodeScalarView {
        text.line(place.line).unicodeScalars.dropFirst(place.column - 1)[...]
    }
}

extension String {
    fileprivate var indentation: Int { unicodeScalars.prefix { $0 == " " }.count }
    fileprivate var isBlank: Bool { unicodeScalars.allSatisfy { $0 == " " || $0 == "\t" } || unicodeScalars.first { $0 != " " } == "#" }
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
