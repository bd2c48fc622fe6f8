// SPDX-License-Identifier: Apache-2.0

/// Why somebody is left out of an import.
struct RowFault: Error, Hashable {
    /// What is wrong, in a few words.
    let reason: String

    init(_ reason: String) { self.reason = reason }
}

extension String {
    /// Whether it has so many scalars at most, and nowhere more than 30 combining marks in a row: the time that it takes
    /// to fold a text grows with the square of such a row.
    /// - SeeAlso: Unicode Standard Annex #15, section 13, "Stream-Safe Text Format"
    func isBounded(by most: Int) -> Bool {
        guard utf8.contains(where: { $0 >= 0x80 }) else { return utf8.count <= most }
        guard utf8.count <= 4 * most else { return false }
        var count = 0, marks = 0
        for scalar in unicodeScalars {
            count += 1
            marks = scalar.properties.canonicalCombiningClass == .notReordered ? 0 : marks + 1
            guard count <= most, marks <= 30 else { return false }
        }
        return true
    }

    /// The first so many scalars, for a sentence about it.
    var shortened: String { String(String.UnicodeScalarView(unicodeScalars.prefix(100))) }
}
