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

    /// The first so many scalars, for a sentence about it.
    var shortened: String { String(String.UnicodeScalarView(unicodeScalars.prefix(100))) }
}
