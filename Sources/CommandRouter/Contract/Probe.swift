// SPDX-License-Identifier: Apache-2.0

/// What a handler's `Parameters` asks for, found by letting it decode from nothing.
package indirect enum ProbedKind: Sendable, Equatable {
    case string, integer, number, boolean
    /// An integer type that does not hold every 64-bit integer, or no `Int64`.
    case otherInteger
    /// A raw enum of texts, with its cases.
    case oneOf([String])
    /// A raw enum of whole numbers, with its cases.
    case oneOfIntegers([Int])
    case array(ProbedKind)
    /// A dictionary by texts.
    case map(ProbedKind)
    case object([ProbedKey])
    /// Kept as JSON text.
    case json
    /// A type that decodes itself and offers a sample.
    case custom
    /// Nothing was asked for.
    case nothing
}

/// One property.
package struct ProbedKey: Sendable, Equatable {
    /// As the handler spells it.
    package let name: String
    /// Whether it may be nil.
    package let isOptional: Bool
    /// What it asks for.
    package let kind: ProbedKind
}

/// Gathers what one value asks for while it decodes.
final class Probe: Decoder {
    var kind = ProbedKind.nothing
    var keys: [ProbedKey] = []
    /// The property that was last asked whether it is nil: whoever asks that takes nil.
    var optional: String?
    /// What makes the container that was asked for first.
    private(set) var containers: ContainerMaker?
    let depth: Int
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    init(depth: Int = 0) { self.depth = depth }

    /// What a type asks for.
    ///
    /// - Throws: what its `init(from:)` throws at a placeholder, or `DecodingError` past 16 levels.
    static func kind<Value: Decodable>(of type: Value.Type) throws -> ProbedKind { try sample(type, depth: 0).kind }

    /// A value of a type and what it asked for.
    static func sample<Value: Decodable>(_ type: Value.Type, depth: Int) throws -> (value: Value, kind: ProbedKind) {
        if let known = try KnownSample.of(type) { return known }
        let probe = Probe(depth: depth + 1)
        guard depth < 16 else { throw BoundValueReader.mismatch(type, []) }
        let value = try Value(from: probe)
        return (value, probe.result)
    }

    /// The one key that a dictionary is made of.
    static let anyName = "any name"

    private var result: ProbedKind {
        if keys.count == 1, let key = keys.first, key.name == Self.anyName { return .map(key.kind) }
        return keys.isEmpty ? kind : .object(keys)
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        if case .nothing = kind { kind = .object([]) }
        if containers == nil { containers = .of(keys: type) }
        return KeyedDecodingContainer(ProbeObject<Key>(probe: self))
    }
    func unkeyedContainer() throws -> any UnkeyedDecodingContainer { ProbeArray(probe: self) }
    func singleValueContainer() throws -> any SingleValueDecodingContainer { ProbeScalar(probe: self) }
}

struct ProbeObject<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let probe: Probe
    var codingPath: [any CodingKey] { [] }
    /// A dictionary takes any name; an enum of keys has none such.
    var allKeys: [Key] { Key(stringValue: Probe.anyName).map { [$0] } ?? [] }

    private func note<Value: Decodable>(_ key: Key, _ type: Value.Type, isOptional: Bool) throws -> Value {
        let (value, kind) = try Probe.sample(type, depth: probe.depth)
        let isOptional = isOptional || probe.optional == key.stringValue || type is any ExpressibleByNilLiteral.Type
        probe.keys.append(ProbedKey(name: key.stringValue, isOptional: isOptional, kind: kind))
        return value
    }

    func contains(_ key: Key) -> Bool { true }
    func decodeNil(forKey key: Key) throws -> Bool {
        probe.optional = key.stringValue
        return false
    }
    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        try note(key, type, isOptional: false)
    }
    func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
        try note(key, type, isOptional: true)
    }
    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? { try note(key, type, isOptional: true) }
    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? { try note(key, type, isOptional: true) }
    func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? { try note(key, type, isOptional: true) }
    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? { try note(key, type, isOptional: true) }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) throws -> KeyedDecodingContainer<Nested> {
        throw BoundValueReader.mismatch(type, [key])
    }
    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        throw BoundValueReader.mismatch(Key.self, [key])
    }
    func superDecoder() throws -> any Decoder { probe }
    func superDecoder(forKey key: Key) throws -> any Decoder { throw BoundValueReader.mismatch(Key.self, [key]) }
}

struct ProbeArray: UnkeyedDecodingContainer {
    let probe: Probe
    var codingPath: [any CodingKey] { [] }
    private(set) var currentIndex = 0
    var count: Int? { 1 }
    var isAtEnd: Bool { currentIndex > 0 }

    init(probe: Probe) { self.probe = probe }

    mutating func decodeNil() throws -> Bool { false }
    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        let (value, kind) = try Probe.sample(type, depth: probe.depth)
        probe.kind = .array(kind)
        currentIndex += 1
        return value
    }
    mutating func nestedContainer<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        throw BoundValueReader.mismatch(type, [])
    }
    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        throw BoundValueReader.mismatch(Self.self, [])
    }
    mutating func superDecoder() throws -> any Decoder { throw BoundValueReader.mismatch(Self.self, []) }
}

struct ProbeScalar: SingleValueDecodingContainer {
    let probe: Probe
    var codingPath: [any CodingKey] { [] }

    func decodeNil() -> Bool { false }
    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        let (value, kind) = try Probe.sample(type, depth: probe.depth)
        probe.kind = kind
        return value
    }
}
