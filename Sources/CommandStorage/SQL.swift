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
        /// Binds a list for `IN`: `(?,?,?)`; an empty list matches nothing.
        public mutating func appendInterpolation(list: [some SQLConvertible]) {
            text += list.isEmpty ? "(NULL)" : "(?" + String(repeating: ",?", count: list.count - 1) + ")"
            values += list.map { $0.sqlValue }
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
