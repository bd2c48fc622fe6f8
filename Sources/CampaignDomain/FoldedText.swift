// SPDX-License-Identifier: Apache-2.0

import CommandKit
public import CommandStorage

/// A text as it is compared where case does not count: in Unicode NFC and lowercased, in no language in particular.
///
/// It is stored in a column of its own, beside the text as it was given, so that every engine compares alike: SQLite's
/// NOCASE knows ASCII alone, PostgreSQL's `lower` depends on the locale.
public struct FoldedText: Hashable, Sendable, SQLConvertible {
    /// `Été` and `E` + U+0301 + `TE` + U+0301 are both `été`, composed.
    public let text: String

    /// Folds a text.
    public init(_ text: String) {
        // ASCII, which most texts are, has nothing to compose.
        guard text.utf8.contains(where: { $0 >= 0x80 }) else {
            self.text = text.lowercased()
            return
        }
        // Composed again at the end, since lowercasing can leave what composes.
        self.text = Normalization.nfc(Normalization.nfc(text).lowercased())
    }

    /// The folded text.
    public var sqlValue: SQLValue { .text(text) }
}
