// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import CommandWire

/// Whether a limit holds for a value that is of its declared type.
enum LimitCheck {
    /// A limit that does not apply to the value's kind holds: in a union it speaks of another alternative.
    static func holds(_ condition: Limit.Condition, for value: BoundValue) -> Bool {
        switch (condition, value) {
        case (.notBlank, .string(let text)): !Format.isBlank(text)
        case (.oneOf(let texts), .string(let text)): texts.contains { isSame($0, text) }
        case (.oneOfIntegers(let numbers), .integer(let number)): numbers.contains(number)
        case (.pattern(let pattern), .string(let text)): pattern.matches(text)
        case (.minLength(let least), .string(let text)): text.unicodeScalars.count >= least
        case (.maxLength(let most), .string(let text)): text.utf8.count <= most || text.unicodeScalars.count <= most
        case (.minimum(let least), _): compare(value, least).map { $0 >= 0 } ?? true
        case (.maximum(let most), _): compare(value, most).map { $0 <= 0 } ?? true
        case (.minItems(let least), _): count(value, atMost: least).map { $0 >= least } ?? true
        case (.maxItems(let most), _): count(value, atMost: most).map { $0 <= most } ?? true
        default: true
        }
    }

    /// Exactly, scalar by scalar: Swift's `==` takes canonically equivalent texts for the same.
    static func isSame(_ left: String, _ right: String) -> Bool { left.utf8.elementsEqual(right.utf8) }

    private static func compare(_ value: BoundValue, _ limit: Double) -> Int? {
        switch value {
        case .integer(let number):
            if let whole = Int(exactly: limit) { return number < whole ? -1 : number > whole ? 1 : 0 }
            return Double(number) < limit ? -1 : 1
        case .number(let number): return number < limit ? -1 : number > limit ? 1 : 0
        default: return nil
        }
    }

    /// How many items an array has that is handed on as text; nil for an object.
    private static func itemCount(_ text: [UInt8], _ most: Int) -> Int? {
        (try? JSONScanner.items(text.span, in: 0..<text.count, limit: most))?.count
    }

    /// How many items there are, counted no further than one more than `most`.
    private static func count(_ value: BoundValue, atMost most: Int) -> Int? {
        switch value {
        case .array(let items): items.count
        case .ids(let ids): ids.count
        case .json(let text): itemCount(Array(text.utf8), most)
        default: nil
        }
    }
}
