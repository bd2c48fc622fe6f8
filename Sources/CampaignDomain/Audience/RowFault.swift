// SPDX-License-Identifier: Apache-2.0

import CommandKit

/// Why somebody is left out of an import.
struct RowFault: Error, Hashable {
    /// What is wrong, in a few words.
    let reason: String

    init(_ reason: String) { self.reason = reason }
}

extension String {
    /// Whether it has so many scalars at most, and nowhere more than 30 combining marks in a row.
    func isBounded(by most: Int) -> Bool {
        utf8.count <= 4 * most && unicodeScalars.count <= most && Normalization.isStreamSafe(self)
    }

    /// Whether it is one line without control characters and without what overrides the direction of writing, so that it can
    /// stand in a message's head and is read in the order in which it is stored. The same as the pattern `&line` of
    /// commands.yaml.
    var isOneLine: Bool {
        !unicodeScalars.contains { scalar in
            switch scalar.value {
            case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069: true
            default: false
            }
        }
    }

    /// The first so many scalars, for a sentence about it.
    var shortened: String { String(String.UnicodeScalarView(unicodeScalars.prefix(100))) }
}
