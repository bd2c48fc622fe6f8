// SPDX-License-Identifier: Apache-2.0

import CommandKit
public import CommandStorage

/// A text as it is compared where case does not count: by Unicode's simple case folding, in no language in particular, and in NFC.
///
/// It is stored in a column of its own, beside the text as it was given, so that every engine compares alike: SQLite's
/// NOCASE knows ASCII alone, PostgreSQL's `lower` depends on the locale.
public struct FoldedText: Hashable, Sendable, SQLConvertible {
    /// `Été` and `E` + U+0301 + `TE` + U+0301 are both `été`, composed; `Σίσυφος` and `ΣΊΣΥΦΟΣ` are both `σίσυφοσ`.
    public let text: String

    /// Folds a text.
    public init(_ text: String) { self.text = CaseFolding.fold(text) }

    /// The folded text.
    public var sqlValue: SQLValue { .text(text) }
}
