// SPDX-License-Identifier: Apache-2.0

/// Decodes a handler's `Parameters` from bound values, never from bytes.
///
/// The contract check at start-up has held the type against its declaration, so a throw here is a fault of ours: the
/// caller is told "unexpected".
final class BoundDecoder: Decoder {
    let value: BoundValue
    let values: [BoundValue]
    let shape: DecodingShape?
    let codingPath: [any CodingKey]
    /// How many properties were asked for so far.
    var asked = 0
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    /// Decodes from a command's values.
    init(_ values: [BoundValue], _ shape: DecodingShape) {
        value = .absent
        self.values = values
        self.shape = shape
        codingPath = []
    }

    init(_ value: BoundValue, _ shape: DecodingShape?, _ path: [any CodingKey]) {
        self.value = value
        values = if case .object(let members) = value { members } else { [] }
        self.shape = shape
        codingPath = path
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(BoundObjectContainer<Key>(decoder: self))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        let items: [BoundValue] =
            switch value {
            case .array(let items): items
            case .ids(let ids): ids.map(BoundValue.integer)
            case .object(let members) where members.isEmpty: []
            default: [value]  // a union's single value, for a handler that takes a list
            }
        return BoundArrayContainer(items: items, shape: shape, codingPath: codingPath)
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer {
        BoundScalarContainer(value: value, shape: shape, codingPath: codingPath)
    }
}

/// Turns one bound value into what is asked for.
enum BoundValueReader {
    static func read<Value: Decodable>(
        _ type: Value.Type, _ value: BoundValue, _ shape: DecodingShape?, _ path: [any CodingKey]
    ) throws -> Value {
        if case .ids(let ids) = value, let ids = ids as? Value { return ids }
        if case .string(let text) = value, let text = text as? Value { return text }
        return try Value(from: BoundDecoder(value, shape, path))
    }

    static func integer<Value: FixedWidthInteger>(_ value: BoundValue, _ path: [any CodingKey]) throws -> Value {
        guard case .integer(let number) = value, let result = Value(exactly: number) else { throw mismatch(Value.self, path) }
        return result
    }
    static func string(_ value: BoundValue, _ path: [any CodingKey]) throws -> String {
        switch value {
        case .string(let text), .json(let text): return text
        case .object(let members) where members.isEmpty: return "{}"
        case .array(let items) where items.isEmpty: return "[]"
        default: throw mismatch(String.self, path)
        }
    }
    static func boolean(_ value: BoundValue, _ path: [any CodingKey]) throws -> Bool {
        guard case .boolean(let flag) = value else { throw mismatch(Bool.self, path) }
        return flag
    }
    static func number(_ value: BoundValue, _ path: [any CodingKey]) throws -> Double {
        switch value {
        case .number(let number): return number
        case .integer(let number): return Double(number)
        default: throw mismatch(Double.self, path)
        }
    }
    static func mismatch(_ type: Any.Type, _ path: [any CodingKey]) -> DecodingError {
        DecodingError.typeMismatch(type, DecodingError.Context(codingPath: path, debugDescription: "bound as another kind"))
    }
}
