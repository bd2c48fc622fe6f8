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

    /// The fault where it broke, or where the mistake is that broke it, with where the broken construct began.
    func diagnostic(after quoted: YAMLBuilder.Quoted?) -> Diagnostic {
        let cause = cause(after: quoted)
        return Diagnostic(.yamlSyntax, at: cause.place ?? place, cause.message, note: cause.note, related: cause.related ?? began)
    }

    var missingColon: (String, String) { ("A `:` is missing after this key.", "Write `name: value`.") }

    private var began: [Diagnostic.Related] {
        guard context != nil, start < place else { return [] }
        return [Diagnostic.Related("\(construct.map { "The " + $0 } ?? "It") began here.", at: start)]
    }
}
