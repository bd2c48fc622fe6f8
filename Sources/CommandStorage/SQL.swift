// SPDX-License-Identifier: Apache-2.0

/// A statement whose interpolations are bound values, never text: `"SELECT tag FROM tags WHERE tag_id = \(id)"`.
///
/// Written in the subset that SQLite and PostgreSQL share. There is no way to put a caller's text into a statement;
/// parts chosen by the program (a column from an allow-list) are `SQL` themselves, and interpolate as such.
public struct SQL: ExpressibleByStringInterpolation, Sendable {
    /// The text, with one `?` for each value.
    public private(set) var text: String
    /// The bound values, in order.
    public private(set) var values: [SQLValue]

    /// A statement without values.
    public init(stringLiteral value: String) {
        text = value
        values = []
    }

    /// Takes what an interpolation gathered.
    public init(stringInterpolation: Interpolation) {
        text = stringInterpolation.text
        values = stringInterpolation.values
    }

    /// Appends a part.
    public static func += (left: inout SQL, right: SQL) {
        left.text += right.text
        left.values += right.values
    }

    /// Gathers text and values.
    public struct Interpolation: StringInterpolationProtocol, Sendable {
        var text = ""
        var values: [SQLValue] = []

        /// Makes room.
        public init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount * 2)
            values.reserveCapacity(interpolationCount)
        }
        /// Adds text of the program's.
        public mutating func appendLiteral(_ literal: String) { text += literal }
        /// Binds a value; nil is NULL.
        public mutating func appendInterpolation(_ value: (some SQLConvertible)?) {
            text += "?"
            values.append(value?.sqlValue ?? .null)
        }
        /// Inserts a part with its own values.
        public mutating func appendInterpolation(_ part: SQL) {
            text += part.text
            values += part.values
        }
        /// Binds a list of integers for `IN`; an empty list matches nothing.
        ///
        /// The list is one value, a JSON array, so that a statement has one text for lists of any length: a text of its own
        /// for each length would be prepared, and kept, for each. In PostgreSQL the same is
        /// `(SELECT value::bigint FROM json_array_elements_text(?))`.
        public mutating func appendInterpolation(list: [Int]) {
            append(json: list.map(String.init))
        }
        /// Binds a list of texts for `IN`; an empty list matches nothing.
        public mutating func appendInterpolation(list: [String]) {
            append(json: list.map(Self.quoted))
        }

        private mutating func append(json elements: [String]) {
            text += "(SELECT value FROM json_each(?))"
            values.append(.text("[" + elements.joined(separator: ",") + "]"))
        }

        /// A JSON string. U+0000 stays as it is, so that it is refused when it is bound, as in any text.
        private static func quoted(_ text: String) -> String {
            var bytes: [UInt8] = [UInt8(ascii: "\"")]
            for byte in text.utf8 {
                switch byte {
                case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
                case 1..<0x20: bytes += Array("\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8)
                default: bytes.append(byte)
                }
            }
            return String(decoding: bytes + [UInt8(ascii: "\"")], as: UTF8.self)
        }
    }
}

/// A value as the database keeps it.
public enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])
}

/// What can be bound.
public protocol SQLConvertible: Sendable {
    /// As the database keeps it.
    var sqlValue: SQLValue { get }
}

extension SQLValue: SQLConvertible {
    /// Itself.
    public var sqlValue: SQLValue { self }
}
extension Int: SQLConvertible {
    /// An integer.
    public var sqlValue: SQLValue { .integer(Int64(self)) }
}
extension Int64: SQLConvertible {
    /// An integer.
    public var sqlValue: SQLValue { .integer(self) }
}
extension Double: SQLConvertible {
    /// A real.
    public var sqlValue: SQLValue { .real(self) }
}
extension String: SQLConvertible {
    /// A text. U+0000 cannot be kept in one; the router refuses it before a handler runs.
    public var sqlValue: SQLValue { .text(self) }
}
extension Bool: SQLConvertible {
    /// 1 or 0.
    public var sqlValue: SQLValue { .integer(self ? 1 : 0) }
}
extension [UInt8]: SQLConvertible {
    /// A blob.
    public var sqlValue: SQLValue { .blob(self) }
}
