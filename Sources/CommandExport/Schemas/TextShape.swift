// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// What a whole text must look like, as a regular expression of ECMAScript without anchors.
struct TextShape {
    var body: String
    /// Whether the empty text is of this shape.
    var matchesEmpty = false

    /// The expression with its anchors. Where texts are trimmed first, white space around is let in: what is between begins
    /// and ends with something else.
    func anchored(trims: Bool) -> String {
        guard trims else { return "^(?:\(body))$" }
        let core = "(?!\(Self.space))(?:\(body))(?<!\(Self.space))\(Self.space)*"
        return "^\(Self.space)*(?:\(core))\(matchesEmpty ? "?" : "")$"
    }

    /// Unicode's white space, scalar by scalar: engines that do not know `\p{White_Space}` read this too.
    private static let spaces = "\\t-\\r \\u0085\\u00A0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000"
    private static let space = "[\(spaces)]"

    /// A scalar that a reader sees, as an expression without anchors.
    static let seen = "[^\(spaces)\\u180E\\u200B-\\u200D\\u2060\\uFEFF]"

    // MARK: Limits

    /// Texts of so many scalars.
    static func length(_ least: Int, _ most: Int?) -> TextShape {
        TextShape(body: "[\\s\\S]{\(least),\(most.map(String.init) ?? "")}", matchesEmpty: least == 0)
    }

    /// One of these texts.
    static func oneOf(_ texts: [String]) -> TextShape {
        TextShape(body: texts.map(ECMA.literal).joined(separator: "|"), matchesEmpty: texts.contains(""))
    }

    /// Texts that match a pattern.
    static func pattern(_ pattern: Pattern) -> TextShape {
        TextShape(body: pattern.ecma, matchesEmpty: pattern.matches(""))
    }

    // MARK: Types

    /// The shape of a type's texts; nil where any text will do.
    static func kind(_ kind: ValueDeclaration.Kind) -> TextShape? {
        switch kind {
        case .date: TextShape(body: date)
        case .time: TextShape(body: time + "(?::[0-5][0-9])?")
        case .datetime: TextShape(body: "(?:\(date))(?: \(time):[0-5][0-9]|T\(time):[0-5][0-9]Z?)")
        case .url: TextShape(body: "[hH][tT][tT][pP][sS]?://[!#-;=?-Z\\[\\]_a-z~]+")
        case .email: TextShape(body: email)
        default: nil
        }
    }

    private static let time = "(?:[01][0-9]|2[0-3]):[0-5][0-9]"
    private static let date: String = {
        let days = [
            "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])", "(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)", "02-(?:0[1-9]|1[0-9]|2[0-8])",
        ].joined(separator: "|")
        let leap = "[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00"
        return "(?!0000)(?:[0-9]{4}-(?:\(days))|(?:\(leap))-02-29)"
    }()

    private static let email: String = {
        let unseen = "\\p{Cc}\\p{Cf}\\p{Z}"
        let local = "[^\\u0000- \\u007F\"(),:;<>\\[\\\\\\]@\(unseen)]{1,64}"
        let label = "(?!-)[^\\u0000-,./:-@\\[-`{-\\u007F\(unseen)]{1,63}(?<!-)"
        return "(?!\\.)\(local)(?<!\\.)@\(label)(?:\\.\(label))+"
    }()

    /// The label of a time zone, beside the names that IANA gives.
    static let zoneLabel = TextShape(
        body: "\\(GMT(?:[+\\-](?:0[0-9]|1[0-3]):(?:00|15|30|45)|[+\\-]14:00)?\\) (?=[\\s\\S]*[^ ])[^\\u0000-\\u001F\\u007F]{1,64}")
}
