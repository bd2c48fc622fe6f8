// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// What a whole text must look like, as a regular expression of ECMAScript without anchors.
struct TextShape {
    let body: String
    /// The texts of this shape that are not empty and have no white space at their ends; nil where there are none.
    private let core: String?
    /// Whether the empty text is of this shape.
    private let matchesEmpty: Bool

    private init(body: String, core: String?, matchesEmpty: Bool = false) {
        (self.body, self.core, self.matchesEmpty) = (body, core, matchesEmpty)
    }

    /// A shape of texts that have no white space at their ends, and of which none is empty.
    private init(body: String) { self.init(body: body, core: body) }

    /// The expression with its anchors. Where texts are trimmed first, white space around is let in: what is between begins
    /// and ends with something else.
    func anchored(trims: Bool) -> String {
        guard trims else { return "^(?:\(body))$" }
        guard let core else { return matchesEmpty ? "^\(Self.space)*$" : "^[^\\s\\S]$" }
        return "^\(Self.space)*\(matchesEmpty ? "(?:(?:\(core))\(Self.space)*)?" : "(?:\(core))\(Self.space)*")$"
    }

    /// Unicode's white space, scalar by scalar: engines that do not know `\p{White_Space}` read this too.
    private static let spaces = "\\t-\\r \\u0085\\u00A0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000"
    private static let space = "[\(spaces)]"

    /// A scalar that a reader sees, as an expression without anchors.
    static let seen = "[^\(spaces)\\u180E\\u200B-\\u200D\\u2060\\uFEFF]"

    // MARK: Limits

    /// Texts of so many scalars.
    static func length(_ least: Int, _ most: Int?) -> TextShape {
        let other = "[^\(spaces)]"
        let inner = { (least: Int, most: Int?) in "[\\s\\S]{\(least),\(most.map(String.init) ?? "")}" }
        let long = "\(other)\(inner(max(0, least - 2), most.map { $0 - 2 }))\(other)"
        let core: String? =
            switch most {
            case 0: nil
            case 1: least > 1 ? nil : other
            default: least > 1 ? long : "\(other)(?:\(inner(0, most.map { $0 - 2 }))\(other))?"
            }
        return TextShape(body: inner(least, most), core: core, matchesEmpty: least == 0)
    }

    /// One of these texts.
    static func oneOf(_ texts: [String]) -> TextShape {
        let bounded = texts.filter { Format.trimmed($0) == $0 && !$0.isEmpty }.map(ECMA.literal).joined(separator: "|")
        return TextShape(
            body: texts.map(ECMA.literal).joined(separator: "|"), core: bounded.isEmpty ? nil : bounded, matchesEmpty: texts.contains(""))
    }

    /// Texts that match a pattern.
    static func pattern(_ pattern: Pattern) -> TextShape {
        let tree = PatternTree(pattern)
        return TextShape(body: tree.ecma, core: tree.withoutSpaceAround?.ecma, matchesEmpty: tree.matchesEmpty)
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
        let leap = "[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00"
        // There is no year 0.
        let year = "(?:000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})"
        return "(?:\(year)-(?:\(days))|(?:\(leap))-02-29)"
    }()

    private static let email: String = {
        let unseen = "\\p{Cc}\\p{Cf}\\p{Z}"
        let atom = "\\u0000- \\u007F\"(),:;<>\\[\\\\\\]@\(unseen)"
        let local = "[^.\(atom)](?:[^\(atom)]{0,62}[^.\(atom)])?"
        let letter = "\\u0000-,./:-@\\[-`{-\\u007F\(unseen)"
        let label = "[^\\-\(letter)](?:[^\(letter)]{0,61}[^\\-\(letter)])?"
        return "\(local)@\(label)(?:\\.\(label))+"
    }()

    /// The label of a time zone, beside the names that IANA gives; ``named`` says that it has a name.
    static let zoneLabel = TextShape(
        body: "\\(GMT(?:[+\\-](?:0[0-9]|1[0-3]):(?:00|15|30|45)|[+\\-]14:00)?\\) [^\\u0000-\\u001F\\u007F]{1,64}")
    /// A label whose name is more than spaces.
    static let named = TextShape(body: "[^)]*\\) *[^ ][\\s\\S]*")
}
