// SPDX-License-Identifier: Apache-2.0

import CommandManifest

extension Pattern {
    /// The same pattern as a regular expression of ECMAScript with the flag `u`, without anchors. It matches the same whole
    /// texts; which scalars are letters and numbers depends on the engine's version of Unicode.
    var ecma: String {
        var translation = ECMATranslation(source)
        return translation.pattern()
    }
}

/// Rewrites a pattern that was read before, and so is well formed.
private struct ECMATranslation {
    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var output = ""

    init(_ source: String) { scalars = Array(source.unicodeScalars) }

    mutating func pattern() -> String {
        while let scalar = next() {
            switch scalar {
            case "(": output += "(?:"
            case ")", "|", "*", "+", "?": output.unicodeScalars.append(scalar)
            case ".": output += "[\\s\\S]"
            case "[": charClass()
            case "{": count()
            case "\\": output += escape(inClass: false)
            default: output += ECMA.literal(scalar)
            }
        }
        return output
    }

    /// A count is written alike.
    private mutating func count() {
        output += "{"
        while let scalar = next() {
            output.unicodeScalars.append(scalar)
            if scalar == "}" { return }
        }
    }

    private mutating func charClass() {
        output += "["
        if peek == "^" {
            index += 1
            output += "^"
        }
        while let scalar = next(), scalar != "]" {
            output += member(scalar)
            guard peek == "-", index + 1 < scalars.count, scalars[index + 1] != "]" else { continue }
            index += 1
            if let high = next() { output += "-" + member(high) }
        }
        output += "]"
    }

    private mutating func member(_ scalar: Unicode.Scalar) -> String {
        scalar == "\\" ? escape(inClass: true) : ECMA.member(scalar)
    }

    private mutating func escape(inClass: Bool) -> String {
        guard let scalar = next() else { return "" }
        switch scalar {
        case "d": return inClass ? "0-9" : "[0-9]"
        case "p":
            let name = String(String.UnicodeScalarView(scalars[index..<min(index + 3, scalars.count)]))
            index += 3
            return "\\p" + name
        default: return inClass ? ECMA.member(scalar) : ECMA.literal(scalar)
        }
    }

    private var peek: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    private mutating func next() -> Unicode.Scalar? {
        guard let scalar = peek else { return nil }
        index += 1
        return scalar
    }
}

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
