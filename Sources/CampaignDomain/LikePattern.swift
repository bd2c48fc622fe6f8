// SPDX-License-Identifier: Apache-2.0

import CommandStorage

/// A pattern for `LIKE … ESCAPE '\'` that looks for a text taken literally, folded.
struct LikePattern: SQLConvertible {
    /// Where the text may stand.
    enum Place {
        case anywhere, begin, end
    }

    private let pattern: String

    /// Escapes by scalars: a wildcard with a mark on it is one `Character`, and still a wildcard to the engines.
    init(_ text: String, _ place: Place = .anywhere) {
        var literal = String.UnicodeScalarView()
        for scalar in FoldedText(text).text.unicodeScalars {
            if scalar == "%" || scalar == "_" || scalar == "\\" { literal.append("\\") }
            literal.append(scalar)
        }
        pattern = (place == .begin ? "" : "%") + String(literal) + (place == .end ? "" : "%")
    }

    var sqlValue: SQLValue { .text(pattern) }
}
