// SPDX-License-Identifier: Apache-2.0

/// What libyaml's words are likely to mean.
extension YAMLProblem {
    /// What is likely to be wrong.
    struct Cause {
        var message: String
        var note: String
        /// Other places than that where the construct began.
        var related: [Diagnostic.Related]?
        /// Where the mistake is, if not where it broke.
        var place: SourceLocation?

        init(_ message: String, _ note: String, _ related: [Diagnostic.Related]? = nil, at place: SourceLocation? = nil) {
            self.message = message
            self.note = note
            self.related = related
            self.place = place
        }
    }

    func cause(after quoted: YAMLBuilder.Quoted?) -> Cause {
        let sign = rest(of: place).first
        if sign == "\t" {
            return Cause("A tab stands where only spaces may indent.", "Indent with spaces, two for each level.", [])
        }
        if let oddSpace { return oddSpace }
        if let keyFault { return keyFault }
        switch words {
        case "could not find expected ':'" where context != nil: return colonDue
        case "did not find expected ',' or ']'": return unclosedFlow("]", "list", "items")
        case "did not find expected ',' or '}'": return unclosedFlow("}", "mapping", "entries")
        case "found unexpected ':'":
            return Cause("A space is missing after this `:`.", "Write a space and the value after it, or put the text in quotes.")
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
        case "-" where place.column == start.column:
            return Cause("A dash stands before this key.", "Take it out: names stand one below the other, without dashes.")
        case "-":
            return Cause("An item of a list stands where a key is due.", "Indent it as the other items of its list, below the list's key.")
        case _ where isFirst:
            return outdented ?? Cause("No line above is indented as this one is.", "Indent it as the other keys of its mapping.")
        default: return Cause("This does not continue the line.", "Put the whole text in quotes, or begin a new line.")
        }
    }

    /// Whether nothing but spaces stands before the place.
    var isFirst: Bool { text.line(place.line).indentation >= place.column - 1 }

    func rest(of place: SourceLocation) -> Substring.UnicodeScalarView {
        text.line(place.line).unicodeScalars.dropFirst(place.column - 1)[...]
    }
}
