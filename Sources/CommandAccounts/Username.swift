// SPDX-License-Identifier: Apache-2.0

import CommandKit
import Foundation

/// The name that an account logs in with: 1 to 250 scalars, kept as it was given, compared as `folded`.
public struct Username: Hashable, Sendable {
    /// As given.
    public let text: String
    /// What is unique and looked up: NFC, case folded, without scalars that nobody sees and without white space at the ends,
    /// so that names which look the same to a reader in these respects are one.
    public let folded: String

    /// What is looked up of an account whose name others have as well once it is folded: it is reached by its exact spelling alone.
    /// No folded name begins with a space.
    var exact: String { " =" + text }

    /// A name, or nil where the text is too long or nothing of it is left when folded.
    public init?(_ text: String) {
        guard text.utf8.count <= 1000, text.unicodeScalars.count <= 250 else { return nil }
        self.text = text
        folded = Self.fold(text)
        guard !folded.isEmpty else { return nil }
    }

    private static func fold(_ text: String) -> String {
        var visible = String.UnicodeScalarView()
        visible.append(contentsOf: text.unicodeScalars.lazy.filter { !$0.properties.isDefaultIgnorableCodePoint })
        return CaseFolding.fold(String(visible)).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
