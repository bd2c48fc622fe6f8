// SPDX-License-Identifier: Apache-2.0

/// One key of the manifest language. The reader, the schema for editors and docs/manifest.md all have it from here.
package struct LanguageKey: Sendable {
    /// As it is written.
    package let word: StaticString
    /// What stands behind it.
    package let shape: LanguageShape
    /// What it holds, for a reader; Markdown.
    package let text: String
    /// Whether it must be there.
    package let isRequired: Bool
    /// The types of whose values it says something; nil where it does not depend on the type.
    package let kinds: [ValueDeclaration.Kind]?

    init(
        _ word: StaticString, _ shape: LanguageShape, _ text: String, isRequired: Bool = false,
        kinds: [ValueDeclaration.Kind]? = nil
    ) {
        self.word = word
        self.shape = shape
        self.text = text
        self.isRequired = isRequired
        self.kinds = kinds
    }

    /// The word as a text.
    package var name: String { "\(word)" }
}

/// What stands behind a key.
package indirect enum LanguageShape: Sendable {
    /// The version of the language: 1.
    case version
    /// A text. What YAML would read as a number or a boolean is one too, where a text is due.
    case text
    /// `true` or `false`.
    case flag
    /// `true` alone.
    case yes
    /// A whole number in this range.
    case whole(ClosedRange<Int>)
    /// A number.
    case number
    /// One of these words.
    case word([String])
    /// A list of different items; at least one, where that is said.
    case list(LanguageShape, isFilled: Bool)
    /// A type, or several.
    case types
    /// A mapping from names of one kind.
    case map(LanguageName, LanguageShape)
    /// A mapping with the keys of a set.
    case keys(KeySet)
    /// A limit: its value alone, or `{ is: VALUE, code: CODE }`.
    case limit(LanguageShape)
    /// A text, or a mapping with the keys of a set.
    case textOr(KeySet)
    /// A scalar, or a list of scalars.
    case operands
    /// Any mapping.
    case object
    /// Any value.
    case anything
}

/// The kinds of names that a manifest declares.
package enum LanguageName: Sendable {
    /// Any text that is not empty.
    case any
    /// Of a command: words joined by dots.
    case command
    /// Of a parameter, member or field.
    case parameter
    /// A code.
    case code
}
