// SPDX-License-Identifier: Apache-2.0

/// Texts as Markdown shows them, sign by sign.
/// - SeeAlso: https://spec.commonmark.org/0.31.2/#backslash-escapes
enum Markdown {
    private static let signs = Set("\\`*[]<>|~#&".unicodeScalars)

    /// A text in a line or a table's cell: line breaks become spaces.
    static func escaped(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        var result = String.UnicodeScalarView()
        for (index, scalar) in scalars.enumerated() {
            switch scalar {
            case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": result.append(" ")
            case "_" where isWord(scalars, index - 1) && isWord(scalars, index + 1): result.append(scalar)
            default:
                if signs.contains(scalar) || scalar == "_" || startsList(scalars, index) { result.append("\\") }
                result.append(scalar)
            }
        }
        return String(result)
    }

    /// Paragraphs, whose line breaks stay.
    static func paragraphs(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { escaped(String($0)) }.joined(separator: "\n")
    }

    /// A text as code, in a table's cell too.
    static func code(_ text: String) -> String {
        var longest = 0
        var run = 0
        for scalar in text.unicodeScalars {
            run = scalar == "`" ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: longest + 1)
        let space = text.hasPrefix("`") || text.hasSuffix("`") ? " " : ""
        return fence + space + text.replacing("|", with: "\\|").replacing("\n", with: " ") + space + fence
    }

    private static func isWord(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
        scalars.indices.contains(index) && scalars[index].properties.isAlphabetic
            || scalars.indices.contains(index) && "0"..."9" ~= scalars[index]
    }

    /// Whether a sign at the start would begin a list, a line or a heading.
    private static func startsList(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
        let before = scalars[..<index]
        switch scalars[index] {
        case "-", "+", "=": return before.allSatisfy { $0 == " " }
        case ".", ")": return !before.isEmpty && before.drop { $0 == " " }.allSatisfy { "0"..."9" ~= $0 }
        default: return false
        }
    }
}
