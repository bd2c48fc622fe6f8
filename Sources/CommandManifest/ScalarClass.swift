// SPDX-License-Identifier: Apache-2.0

/// A set of Unicode scalars: what one place of a pattern takes.
struct ScalarClass: Sendable {
    /// One part of a class.
    enum Part: Sendable {
        case range(ClosedRange<UInt32>)
        /// `\p{L}`: every letter.
        case letters
        /// `\p{M}`: every mark that stands on or beside a letter.
        case marks
        /// `\p{N}`: every number, of any script.
        case numbers
    }

    var parts: [Part]
    var isNegated = false

    static let any = ScalarClass(parts: [], isNegated: true)
    static let digits = Part.range(0x30...0x39)

    static func literal(_ scalar: Unicode.Scalar) -> ScalarClass { ScalarClass(parts: [.range(scalar.value...scalar.value)]) }

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        parts.contains { $0.contains(scalar) } != isNegated
    }
}

extension ScalarClass.Part {
    func contains(_ scalar: Unicode.Scalar) -> Bool {
        switch self {
        case .range(let range): range.contains(scalar.value)
        case .letters: Self.isLetter(scalar.properties.generalCategory)
        case .marks: Self.isMark(scalar.properties.generalCategory)
        case .numbers: Self.isNumber(scalar.properties.generalCategory)
        }
    }

    private static func isLetter(_ category: Unicode.GeneralCategory) -> Bool {
        switch category {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
        default: false
        }
    }

    private static func isMark(_ category: Unicode.GeneralCategory) -> Bool {
        switch category {
        case .nonspacingMark, .spacingMark, .enclosingMark: true
        default: false
        }
    }

    private static func isNumber(_ category: Unicode.GeneralCategory) -> Bool {
        switch category {
        case .decimalNumber, .letterNumber, .otherNumber: true
        default: false
        }
    }
}
