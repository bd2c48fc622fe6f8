// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Composes a text scalar by scalar: decomposed, marks sorted, then joined with the starter before them.
///
/// Foundation is asked about one scalar, or one pair, at a time, and about each once: its own composition of whole texts takes
/// time that grows with their square, and leaves Hangul decomposed beside some marks.
/// - SeeAlso: The Unicode Standard, section 3.11, "Normalization Forms"
struct CanonicalComposer {
    private typealias Mark = (scalar: Unicode.Scalar, order: UInt8)

    private var done: String.UnicodeScalarView
    /// The last starter, and the marks behind it that are not in it yet.
    private var starter: Unicode.Scalar?
    private var marks: [Mark] = []
    private var decompositions: [Unicode.Scalar: [Unicode.Scalar]] = [:]
    private var compositions: [UInt64: Unicode.Scalar?] = [:]

    /// Begins behind a text that stays as it is.
    init(after start: Substring) { done = String.UnicodeScalarView(start.unicodeScalars) }

    /// Takes the next scalar.
    mutating func append(_ scalar: Unicode.Scalar) {
        guard !Normalization.isSettled(scalar) else { return begin(scalar) }
        for part in decomposition(of: scalar) {
            let order = part.properties.canonicalCombiningClass.rawValue
            if order > 0 {
                marks.append((part, order))
            } else {
                join(part)
            }
        }
    }

    /// The whole text.
    mutating func finish() -> String {
        flush()
        return String(done)
    }

    /// A starter after another one: they compose where nothing stands between them.
    private mutating func join(_ next: Unicode.Scalar) {
        takeMarks()
        if marks.isEmpty, let starter, let whole = composition(starter, next) {
            self.starter = whole
        } else {
            begin(next)
        }
    }

    private mutating func begin(_ next: Unicode.Scalar) {
        flush()
        starter = next
    }

    private mutating func flush() {
        takeMarks()
        if let starter { done.append(starter) }
        // One by one: appending a sequence makes room for it alone, time and again.
        for mark in marks { done.append(mark.scalar) }
        starter = nil
        marks.removeAll(keepingCapacity: true)
    }

    /// Puts into the starter the marks that compose with it, and the others into order. One that stands behind another of its
    /// order does not reach the starter.
    private mutating func takeMarks() {
        guard !marks.isEmpty else { return }
        var rest = sortedMarks()
        if var starter {
            var kept: [Mark] = []
            for mark in rest {
                if kept.last?.order != mark.order, let whole = composition(starter, mark.scalar) {
                    starter = whole
                } else {
                    kept.append(mark)
                }
            }
            self.starter = starter
            rest = kept
        }
        marks = rest
    }

    /// The marks with those that are in the starter, by their order; the starter is then bare.
    private mutating func sortedMarks() -> [Mark] {
        var all = marks
        // A Hangul syllable has no marks in it.
        if let whole = starter, whole.value >= 0xC0, whole.value < 0xAC00 || whole.value > 0xD7A3 {
            let parts = decomposition(of: whole)
            starter = parts.first
            all = parts.dropFirst().map { ($0, $0.properties.canonicalCombiningClass.rawValue) } + all
        }
        // Swift's sort keeps the order of what is equal in practice only; the place makes it certain.
        return all.enumerated().sorted { ($0.element.order, $0.offset) < ($1.element.order, $1.offset) }.map(\.element)
    }

    // MARK: What Foundation knows

    private mutating func decomposition(of scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        if let known = decompositions[scalar] { return known }
        let parts = Array(String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars)
        decompositions[scalar] = parts
        return parts
    }

    /// What two scalars compose to; nil where they do not.
    private mutating func composition(_ left: Unicode.Scalar, _ right: Unicode.Scalar) -> Unicode.Scalar? {
        let pair = UInt64(left.value) << 32 | UInt64(right.value)
        if let known = compositions[pair] { return known }
        // Foundation leaves some of what is composed in part, and takes scalars beyond U+FFFF for others: so it is given what is
        // decomposed, and what it gives must decompose to that.
        let parts = decomposition(of: left) + [right]
        let text = String(String.UnicodeScalarView(parts)).precomposedStringWithCanonicalMapping.unicodeScalars
        let whole = text.count == 1 ? text.first.flatMap { decomposition(of: $0) == parts ? $0 : nil } : nil
        compositions[pair] = .some(whole)
        return whole
    }
}
