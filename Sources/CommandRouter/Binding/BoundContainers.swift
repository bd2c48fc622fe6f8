// SPDX-License-Identifier: Apache-2.0

struct BoundObjectContainer<Key: CodingKey>: BoundContainer {
    let decoder: any BoundObject
    var codingPath: [any CodingKey] { decoder.codingPath }
    var allKeys: [Key] { decoder.names.compactMap(Key.init(stringValue:)) }

    private func take(_ key: Key) -> BoundValue { decoder.take(key.stringValue) }

    private func present(_ key: Key) -> BoundValue? {
        let value = take(key)
        if case .absent = value { return nil }
        return value
    }

    func contains(_ key: Key) -> Bool {
        if case .absent = decoder.find(key.stringValue).value { false } else { true }
    }
    func decodeNil(forKey key: Key) throws -> Bool { !contains(key) }

    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try BoundValueReader.boolean(take(key), codingPath + [key]) }
    func decode(_ type: String.Type, forKey key: Key) throws -> String { try BoundValueReader.string(take(key), codingPath + [key]) }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try BoundValueReader.number(take(key), codingPath + [key]) }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try BoundValueReader.integer(take(key), codingPath + [key]) }
    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        let found = decoder.find(key.stringValue)
        _ = take(key)
        return try BoundValueReader.read(type, found.value, found.shape, codingPath + [key])
    }

    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? {
        try present(key).map { try BoundValueReader.boolean($0, codingPath + [key]) }
    }
    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? {
        try present(key).map { try BoundValueReader.string($0, codingPath + [key]) }
    }
    func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? {
        try present(key).map { try BoundValueReader.number($0, codingPath + [key]) }
    }
    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? {
        try present(key).map { try BoundValueReader.integer($0, codingPath + [key]) }
    }
    func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
        let shape = decoder.find(key.stringValue).shape
        return try present(key).map { try BoundValueReader.read(type, $0, shape, codingPath + [key]) }
    }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) throws -> KeyedDecodingContainer<Nested> {
        try inner(key).container(keyedBy: type)
    }
    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer { try inner(key).unkeyedContainer() }
    func superDecoder() throws -> any Decoder { decoder }
    func superDecoder(forKey key: Key) throws -> any Decoder { inner(key) }

    private func inner(_ key: Key) -> BoundDecoder {
        let found = decoder.find(key.stringValue)
        _ = take(key)
        return BoundDecoder(found.value, found.shape, codingPath + [key])
    }
}

struct BoundArrayContainer: UnkeyedDecodingContainer {
    let items: [BoundValue]
    let shape: DecodingShape?
    let codingPath: [any CodingKey]
    private(set) var currentIndex = 0
    var count: Int? { items.count }
    var isAtEnd: Bool { currentIndex >= items.count }

    private mutating func next() throws -> BoundValue {
        guard !isAtEnd else { throw BoundValueReader.mismatch(Self.self, codingPath) }
        defer { currentIndex += 1 }
        return items[currentIndex]
    }

    mutating func decodeNil() throws -> Bool {
        guard !isAtEnd, case .absent = items[currentIndex] else { return false }
        currentIndex += 1
        return true
    }
    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try BoundValueReader.read(type, next(), shape, codingPath)
    }
    mutating func nestedContainer<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        try BoundDecoder(next(), shape, codingPath).container(keyedBy: type)
    }
    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try BoundDecoder(next(), shape, codingPath).unkeyedContainer()
    }
    mutating func superDecoder() throws -> any Decoder { BoundDecoder(try next(), shape, codingPath) }
}

struct BoundScalarContainer: SingleValueDecodingContainer {
    let value: BoundValue
    let shape: DecodingShape?
    let codingPath: [any CodingKey]

    func decodeNil() -> Bool { if case .absent = value { true } else { false } }
    func decode(_ type: Bool.Type) throws -> Bool { try BoundValueReader.boolean(value, codingPath) }
    func decode(_ type: String.Type) throws -> String { try BoundValueReader.string(value, codingPath) }
    func decode(_ type: Double.Type) throws -> Double { try BoundValueReader.number(value, codingPath) }
    func decode(_ type: Float.Type) throws -> Float { Float(try BoundValueReader.number(value, codingPath)) }
    func decode(_ type: Int.Type) throws -> Int { try BoundValueReader.integer(value, codingPath) }
    func decode(_ type: Int8.Type) throws -> Int8 { try BoundValueReader.integer(value, codingPath) }
    func decode(_ type: Int16.Type) throws -> Int16 { try BoundValueReader.integer(value, codingPath) }
    func decode(_ type: Int32.Type) throws -> Int32 { try BoundValueReader.integer(value, codingPath) }
    func decode(_ type: Int64.Type) throws -> Int64 { try BoundValueReader.integer(value, codingPath) }
    func decode(_ type: UInt.Type) throws -> UInt { try BoundValueReader.integer(value, codingPath) }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try BoundValueReader.integer(value, codingPath) }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try BoundValueReader.integer(value, codingPath) }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try BoundValueReader.integer(value, codingPath) }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try BoundValueReader.integer(value, codingPath) }
    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try BoundValueReader.read(type, value, shape, codingPath)
    }
}
