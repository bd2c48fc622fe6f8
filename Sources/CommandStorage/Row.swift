// SPDX-License-Identifier: Apache-2.0

/// One row: its values by position, in the order of the statement's columns.
public struct Row: Sendable {
    /// The values.
    public let values: [SQLValue]

    /// A row of these values.
    public init(_ values: [SQLValue]) { self.values = values }

    /// The value at a position, as this type.
    /// - Throws: ``ColumnMismatch`` where there is none, where it is NULL, or where it is of another kind.
    public func get<Value: SQLReadable>(_ column: Int, as type: Value.Type = Value.self) throws(ColumnMismatch) -> Value {
        guard values.indices.contains(column), let value = Value(sqlValue: values[column]) else {
            throw ColumnMismatch(column: column)
        }
        return value
    }

    /// The value at a position, nil where it is NULL.
    /// - Throws: ``ColumnMismatch`` where there is none, or where it is of another kind.
    public func optional<Value: SQLReadable>(_ column: Int, as type: Value.Type = Value.self) throws(ColumnMismatch) -> Value? {
        guard values.indices.contains(column) else { throw ColumnMismatch(column: column) }
        return values[column] == .null ? nil : try get(column)
    }
}

/// Thrown when a column does not hold what a store expects: our fault, told to callers as "unexpected".
public struct ColumnMismatch: Error {
    /// Its position, from 0.
    public let column: Int
}

/// What can be read from a column.
public protocol SQLReadable {
    /// The value, or nil where it is of another kind.
    init?(sqlValue: SQLValue)
}

extension Int: SQLReadable {
    /// From an integer.
    public init?(sqlValue: SQLValue) {
        guard case .integer(let value) = sqlValue else { return nil }
        self.init(exactly: value)
    }
}
extension Int64: SQLReadable {
    /// From an integer.
    public init?(sqlValue: SQLValue) {
        guard case .integer(let value) = sqlValue else { return nil }
        self = value
    }
}
extension Double: SQLReadable {
    /// From a real or an integer.
    public init?(sqlValue: SQLValue) {
        switch sqlValue {
        case .real(let value): self = value
        case .integer(let value): self.init(value)
        default: return nil
        }
    }
}
extension String: SQLReadable {
    /// From a text.
    public init?(sqlValue: SQLValue) {
        guard case .text(let value) = sqlValue else { return nil }
        self = value
    }
}
extension Bool: SQLReadable {
    /// From an integer: anything but 0 is true.
    public init?(sqlValue: SQLValue) {
        guard case .integer(let value) = sqlValue else { return nil }
        self = value != 0
    }
}
extension [UInt8]: SQLReadable {
    /// From a blob.
    public init?(sqlValue: SQLValue) {
        guard case .blob(let value) = sqlValue else { return nil }
        self = value
    }
}
