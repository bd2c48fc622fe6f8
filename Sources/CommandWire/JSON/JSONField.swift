// SPDX-License-Identifier: Apache-2.0

/// What a JSON value is, told from its bytes alone.
package enum JSONKind: UInt8, Sendable {
    case object, array, string, escapedString, integer, number, `true`, `false`, null

    /// Whether it is a text, with escapes or without.
    @inlinable @inline(__always) package var isString: Bool {
        switch self {
        case .string, .escapedString: true
        default: false
        }
    }
    /// Whether it is a text without escapes.
    @inlinable @inline(__always) package var isPlainString: Bool { if case .string = self { true } else { false } }
    /// Whether it is a number without fraction and exponent.
    @inlinable @inline(__always) package var isWholeNumber: Bool { if case .integer = self { true } else { false } }
    /// Whether it is `null`.
    @inlinable @inline(__always) package var isNull: Bool { if case .null = self { true } else { false } }

    /// As a person would say it.
    package var noun: String {
        switch self {
        case .object: "an object"
        case .array: "an array"
        case .string, .escapedString: "a text"
        case .integer, .number: "a number"
        case .true, .false: "a boolean"
        case .null: "null"
        }
    }
}

/// Where a value stands in a buffer, and what it is. Texts are without their quotes.
package struct JSONSpot: Sendable {
    /// Where the value, or the inside of a text, begins.
    package var start: Int
    /// Just past its end.
    package var end: Int
    /// What it is.
    package var kind: JSONKind

    /// The bytes' positions.
    @inlinable @inline(__always) package var range: Range<Int> { Range(uncheckedBounds: (start, end)) }
}

/// A member of an object: where its name and its value stand.
package struct JSONField: Sendable {
    /// The inside of the name's quotes.
    package var name: JSONSpot
    /// The name's key, its escapes resolved.
    package var key: NameKey
    /// The value.
    package var value: JSONSpot
    /// Which parameter it is, once that is known.
    package var slot = FieldSlot.unknown
}

extension JSONField {
    /// Whether this is its name.
    func isNamed(_ name: FoldedName, _ bytes: Span<UInt8>) -> Bool {
        guard case .escapedString = self.name.kind else { return name.isSame(key, bytes, self.name.range) }
        let resolved = JSONString.unescaped(bytes, self.name)
        return name.isSame(key, resolved.span, 0..<resolved.count)
    }

    /// The number of its name in an index.
    package func number(in index: NameIndex, _ bytes: Span<UInt8>) -> Int? {
        guard case .escapedString = name.kind else { return index.find(key, bytes, name.range) }
        let resolved = JSONString.unescaped(bytes, name)
        return index.find(key, resolved.span, 0..<resolved.count)
    }
}

/// Which of a command's parameters a field is.
package struct FieldSlot: Hashable, Sendable {
    @usableFromInline let code: Int32

    @inlinable init(code: Int32) { self.code = code }

    /// None.
    package static let unknown = FieldSlot(code: -1)
    /// The parameter of this number.
    @inlinable @inline(__always)
    package static func parameter(_ number: Int) -> FieldSlot { FieldSlot(code: Int32(truncatingIfNeeded: number)) }
    /// The parameter of this number, which an earlier field is already.
    package static func twin(of number: Int) -> FieldSlot { FieldSlot(code: -2 &- Int32(truncatingIfNeeded: number)) }

    /// The parameter's number; nil for no parameter, and for a twin.
    @inlinable @inline(__always) package var number: Int? { code >= 0 ? Int(code) : nil }
    /// The number of the parameter that it would be as well.
    package var twinNumber: Int? { code <= -2 ? Int(-2 &- code) : nil }
}

/// Thrown for bytes that are not strict JSON.
package struct JSONFault: Error, Hashable {
    /// What is wrong.
    package enum Reason: String, Sendable {
        case syntax = "not well-formed JSON"
        case encoding = "not UTF-8"
        case surrogate = "a lone surrogate"
        case nul = "U+0000 in a text"
        case duplicate = "a name twice in one object"
        case depth = "nested deeper than 64 levels"
        case names = "more than 2,000 names in one object"
        case kind = "not a JSON object"
    }

    /// What is wrong.
    package var reason: Reason
    /// The byte's position, from 0.
    package var offset: Int
}
