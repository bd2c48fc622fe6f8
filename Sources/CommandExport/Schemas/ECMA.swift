// SPDX-License-Identifier: Apache-2.0

/// How single scalars are written in a regular expression of ECMAScript.
enum ECMA {
    /// A scalar outside of a class.
    static func literal(_ scalar: Unicode.Scalar) -> String {
        "^$\\.*+?()[]{}|".unicodeScalars.contains(scalar) ? "\\" + String(scalar) : visible(scalar)
    }

    /// A scalar in a class.
    static func member(_ scalar: Unicode.Scalar) -> String {
        "^\\][-".unicodeScalars.contains(scalar) ? "\\" + String(scalar) : visible(scalar)
    }

    /// A whole text.
    static func literal(_ text: String) -> String { text.unicodeScalars.map(literal).joined() }

    /// What shows nothing is written by its number.
    private static func visible(_ scalar: Unicode.Scalar) -> String {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .nonspacingMark, .enclosingMark, .spacingMark,
            .unassigned, .privateUse, .surrogate:
            guard scalar != " " else { return " " }
            let digits = String(scalar.value, radix: 16, uppercase: true)
            guard digits.count <= 4 else { return "\\u{\(digits)}" }
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        default: return String(scalar)
        }
    }
}
