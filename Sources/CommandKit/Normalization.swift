// SPDX-License-Identifier: Apache-2.0

/// Unicode normalization of texts that came from outside, in time that grows with the text and no faster.
///
/// Foundation composes a text in time that grows with the square of the scalars that change, and Swift's `==` and `hash` take
/// time that grows with the square of a row of combining marks. So a text is composed here, and one is only compared, hashed
/// or searched once it is known to be stream-safe.
/// - SeeAlso: Unicode Standard Annex #15, "Unicode Normalization Forms"
package enum Normalization {
    /// The most combining marks in a row, which is enough for every writing.
    private static let longestRow = 30

    /// A text in NFC.
    package static func nfc(_ text: String) -> String {
        guard let first = text.unicodeScalars.firstIndex(where: { !isSettled($0) }) else { return text }
        // The scalar before the first one that may change may take part in the change.
        let start = first == text.startIndex ? first : text.unicodeScalars.index(before: first)
        var composer = CanonicalComposer(after: text[..<start])
        for scalar in text.unicodeScalars[start...] { composer.append(scalar) }
        return composer.finish()
    }

    /// Whether a scalar stays as it is in NFC, and composes with nothing before it. False where that is not known at once.
    static func isSettled(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        // Latin and phonetic letters; Greek and Cyrillic; ideographs; Hangul syllables.
        case 0..<0x300, 0x38E..<0x3A2, 0x3A3..<0x483, 0x48A..<0x530, 0x3400..<0xA000, 0xAC00...0xD7A3: true
        // Greek capitals with a tone; Armenian, Hebrew, Arabic, Devanagari, Thai and Georgian letters; Latin with marks; kana.
        case 0x386, 0x388..<0x38B, 0x38C, 0x531..<0x557, 0x561..<0x588, 0x5D0..<0x5EB, 0x621..<0x64B, 0x671..<0x6D6, 0x904..<0x93A,
            0xE01..<0xE38, 0x10D0..<0x1100, 0x1E00..<0x1F16, 0x3041..<0x3097, 0x309B..<0x3100:
            true
        default: false
        }
    }

    /// Whether no more than 30 combining marks stand in a row.
    /// - SeeAlso: Unicode Standard Annex #15, section 13, "Stream-Safe Text Format"
    package static func isStreamSafe(_ text: String) -> Bool {
        // A row that is too long has 31 marks of two bytes or more, so that one of these places is in it.
        let stride = 2 * longestRow + 1
        let bytes = text.utf8
        var place = bytes.index(bytes.startIndex, offsetBy: stride, limitedBy: bytes.endIndex)
        while let here = place, here < bytes.endIndex {
            var start = here
            while bytes[start] & 0xC0 == 0x80 { bytes.formIndex(before: &start) }
            if rowLength(around: start, text.unicodeScalars) > longestRow { return false }
            place = bytes.index(here, offsetBy: stride, limitedBy: bytes.endIndex)
        }
        return true
    }

    /// How many marks stand in the row that the scalar at `place` is in, counted no further than the most in each direction.
    private static func rowLength(around place: String.Index, _ scalars: String.UnicodeScalarView) -> Int {
        guard isMark(scalars[place]) else { return 0 }
        let after = scalars[place...].prefix(longestRow + 1).prefix(while: isMark).count
        let before = scalars[..<place].suffix(longestRow + 1).reversed().prefix(while: isMark).count
        return before + after
    }

    /// Whether a scalar is a combining mark, or a starter that decomposes into marks alone.
    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x300: false
        case 0xF73, 0xF75, 0xF81: true
        default: scalar.properties.canonicalCombiningClass != .notReordered
        }
    }
}
