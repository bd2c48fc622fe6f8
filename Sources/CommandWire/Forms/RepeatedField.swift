// SPDX-License-Identifier: Apache-2.0

/// What becomes of a form's name that is there already.
package enum FormRepeats: Sendable {
    /// The form is refused, as JSON with a name twice is.
    case refused
    /// The last one counts, and one of the body over those of the query: what `/api.php` has always done.
    case lastWins
}

/// A field that was given more than once, under its outermost name.
package struct RepeatedField: Sendable {
    /// One of the fields that do not count.
    struct Earlier: Sendable {
        /// Its text; nil for a container.
        let text: [UInt8]?
        /// Whether it stood in the same query, or the same body, as the one that counts.
        let isOfSameSource: Bool
    }

    /// The name as it was written last.
    package let name: [UInt8]
    let earlier: [Earlier]

    /// The texts before the one that counts, of the same query or body; nil where one of them is a container.
    package var listed: [[UInt8]] { earlier.filter(\.isOfSameSource).compactMap(\.text) }

    /// Whether each field before the one that counts is this text, or empty.
    package func agrees(with text: [UInt8]) -> Bool {
        earlier.allSatisfy { earlier in earlier.text.map { $0.isEmpty || $0 == text } ?? false }
    }
}
