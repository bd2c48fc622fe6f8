// SPDX-License-Identifier: Apache-2.0

/// Something bound that a handler's `Parameters`, or a type in them, are decoded from: values, never bytes.
///
/// The contract check at start-up has held the type against its declaration, so a throw here is a fault of ours: the
/// caller is told "unexpected".
protocol BoundObject: AnyObject, Decoder {
    /// The one value that it is, where it is no command's parameters.
    var value: BoundValue { get }
    /// The shape of what is in that value.
    var shape: DecodingShape? { get }
    /// The names of an object whose caller chose them; none for another one, whose names its handler knows.
    var names: [String] { get }
    /// A member's value by the property that it is, and its shape; absent where there is none.
    func find(_ property: String) -> (value: BoundValue, shape: DecodingShape?)
    /// The same for a property that is asked for in its turn.
    func take(_ property: String) -> BoundValue
}

/// A value inside of a command's parameters.
final class BoundDecoder: BoundObject {
    let value: BoundValue
    let shape: DecodingShape?
    let codingPath: [any CodingKey]
    private let values: [BoundValue]
    /// By name, where the caller chose the names.
    private let entries: [String: BoundValue]
    let names: [String]

    init(_ value: BoundValue, _ shape: DecodingShape?, _ path: [any CodingKey]) {
        self.value = value
        self.shape = shape
        codingPath = path
        values = if case .object(let values) = value { values } else { [] }
        let map = if case .map(let entries) = value { entries } else { [] as [(name: String, value: BoundValue)] }
        entries = Dictionary(map.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        names = map.map(\.name)
    }

    func find(_ property: String) -> (value: BoundValue, shape: DecodingShape?) {
        names.isEmpty ? shape?.find(property, among: values) ?? (.absent, nil) : (entries[property] ?? .absent, shape)
    }
    func take(_ property: String) -> BoundValue { find(property).value }
}

extension BoundObject {
    package var userInfo: [CodingUserInfoKey: Any] { [:] }
    var names: [String] { [] }

    package func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(BoundObjectContainer<Key>(decoder: self))
    }

    package func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        let items: [BoundValue] =
            switch value {
            case .array(let items): items
            case .ids(let ids): ids.map(BoundValue.integer)
            case .object(let members) where members.isEmpty: []
            default: [value]  // a union's single value, for a handler that takes a list
            }
        return BoundArrayContainer(items: items, shape: shape, codingPath: codingPath)
    }

    package func singleValueContainer() throws -> any SingleValueDecodingContainer {
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

    static func integer<Value: FixedWidthInteger>(_ value: BoundValue, _ path: @autoclosure () -> [any CodingKey]) throws -> Value {
        guard case .integer(let number) = value, let result = Value(exactly: number) else { throw mismatch(Value.self, path()) }
        return result
    }
    static func string(_ value: BoundValue, _ path: @autoclosure () -> [any CodingKey]) throws -> String {
        switch value {
        case .string(let text), .json(let text): return text
        case .object(let members) where members.isEmpty: return "{}"
        case .array(let items) where items.isEmpty: return "[]"
        default: throw mismatch(String.self, path())
        }
    }
    static func boolean(_ value: BoundValue, _ path: @autoclosure () -> [any CodingKey]) throws -> Bool {
        guard case .boolean(let flag) = value else { throw mismatch(Bool.self, path()) }
        return flag
    }
    static func number(_ value: BoundValue, _ path: @autoclosure () -> [any CodingKey]) throws -> Double {
        switch value {
        case .number(let number): return number
        case .integer(let number): return Double(number)
        default: throw mismatch(Double.self, path())
        }
    }
    static func mismatch(_ type: Any.Type, _ path: [any CodingKey]) -> DecodingError {
        DecodingError.typeMismatch(type, DecodingError.Context(codingPath: path, debugDescription: "bound as another kind"))
    }
}
