// SPDX-License-Identifier: Apache-2.0

/// What a text must look like, from a small language that is matched in time linear in the text.
///
/// Literals, `.`, classes (`[A-Za-z0-9_-]`, `[^,]`), `\p{L}`, `\p{M}`, `\p{N}`, `\d`, escapes, groups, `|`, `*`, `+`, `?` and
/// counts (`{2,5}`).
/// A pattern matches whole texts only. There is no backtracking: each place of the pattern is one bit of the set of
/// places where a match may stand (a Glushkov automaton), and one step through the text is a few operations on that set.
/// - SeeAlso: docs/manifest.md, "A pattern"
public struct Pattern: Sendable {
    /// Why a text is not a pattern.
    public struct Fault: Error, Hashable, Sendable {
        /// One sentence.
        public let message: String
        /// Where, in Unicode scalars from 0.
        public let offset: Int
    }

    /// The most places, that is literals, classes and dots, that a pattern has.
    public static let maximumPlaces = 64

    /// As written.
    public let source: String
    let first: UInt64
    let last: UInt64
    let matchesEmpty: Bool
    let follow: [UInt64]
    let classes: [ScalarClass]
    /// For each ASCII scalar the places that take it.
    private let ascii: [UInt64]

    /// Reads a pattern.
    ///
    /// - Throws: ``Fault`` when the text is none, has more than ``maximumPlaces`` places, or nests groups more than 32 deep.
    public init(_ text: String) throws(Fault) {
        var parser = PatternParser(text)
        let whole = try parser.parse()
        source = text
        first = whole.first
        last = whole.last
        matchesEmpty = whole.matchesEmpty
        follow = parser.places.follow
        classes = parser.places.classes
        ascii = Self.table(of: parser.places.classes)
    }

    /// Whether the whole text matches.
    public func matches(_ text: String) -> Bool {
        var run = Run(self)
        for scalar in text.unicodeScalars where !run.step(scalar, in: self) { return false }
        return run.isComplete(in: self)
    }

    /// Whether these bytes are well-formed UTF-8 and match as a whole.
    public func matches(utf8 bytes: Span<UInt8>) -> Bool {
        var run = Run(self)
        var index = 0
        while index < bytes.count {
            guard let (scalar, length) = Unicode.Scalar.decoded(from: bytes, at: index), run.step(scalar, in: self) else {
                return false
            }
            index += length
        }
        return run.isComplete(in: self)
    }

    func places(taking scalar: Unicode.Scalar) -> UInt64 {
        if scalar.value < 128 { return ascii[Int(scalar.value)] }
        return Self.set(classes) { $0.contains(scalar) }
    }

    private static func table(of classes: [ScalarClass]) -> [UInt64] {
        (0..<128).map { value in set(classes) { $0.contains(Unicode.Scalar(UInt8(value))) } }
    }

    private static func set(_ classes: [ScalarClass], where holds: (ScalarClass) -> Bool) -> UInt64 {
        var result: UInt64 = 0
        for (place, member) in classes.enumerated() where holds(member) { result |= 1 << UInt64(place) }
        return result
    }
}

extension Pattern {
    /// A match in progress: the places at which it may stand, and those that may come next.
    private struct Run {
        var standing: UInt64 = 0
        var next: UInt64
        var isAtStart = true

        init(_ pattern: Pattern) { next = pattern.first }

        /// Takes one scalar; false when nothing can match any more.
        mutating func step(_ scalar: Unicode.Scalar, in pattern: Pattern) -> Bool {
            isAtStart = false
            standing = next & pattern.places(taking: scalar)
            next = 0
            var rest = standing
            while rest != 0 {
                next |= pattern.follow[rest.trailingZeroBitCount]
                rest &= rest &- 1
            }
            return standing != 0
        }

        func isComplete(in pattern: Pattern) -> Bool {
            isAtStart ? pattern.matchesEmpty : standing & pattern.last != 0
        }
    }
}

extension Unicode.Scalar {
    /// The scalar that starts at `index`, and how many bytes it takes; nil where the bytes are not well-formed UTF-8.
    /// - SeeAlso: Unicode Standard, table 3-7
    static func decoded(from bytes: Span<UInt8>, at index: Int) -> (Unicode.Scalar, Int)? {
        let lead = UInt32(bytes[index])
        if lead < 0x80 { return (Unicode.Scalar(UInt8(lead)), 1) }
        let (length, smallest): (Int, UInt32) =
            switch lead {
            case 0xC2...0xDF: (2, 0x80)
            case 0xE0...0xEF: (3, 0x800)
            case 0xF0...0xF4: (4, 0x10000)
            default: (0, 0)
            }
        guard length > 0, bytes.count - index >= length else { return nil }
        var value = lead & (0x7F >> UInt32(length))
        for offset in 1..<length {
            let byte = UInt32(bytes[index + offset])
            guard byte & 0xC0 == 0x80 else { return nil }
            value = value << 6 | byte & 0x3F
        }
        guard value >= smallest, let scalar = Unicode.Scalar(value) else { return nil }
        return (scalar, length)
    }
}
