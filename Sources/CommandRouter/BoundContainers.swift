// SPDX-License-Identifier: Apache-2.0

struct BoundObjectContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let decoder: BoundDecoder
    var codingPath: [any CodingKey] { decoder.codingPath }
    var allKeys: [Key] { [] }

    /// The value of a property, and its number.
    private func find(_ key: Key) -> (value: BoundValue, number: Int) {
        guard let number = decoder.shape?.number(key.stringValue, hint: decoder.asked), number < decoder.values.count else {
            return (.absent, -1)
        }
        return (decoder.values[number], number)
    }

    private func take(_ key: Key) -> (value: BoundValue, number: Int) {
        let found = find(key)
        decoder.asked &+= 1
        return found
    }

    private func present(_ key: Key) -> (value: BoundValue, number: Int)? {
        let found = take(key)
        if case .absent = found.value { return nil }
        return found
    }

    func contains(_ key: Key) -> Bool {
        if case .absent = find(key).value { false } else { true }
    }
    func decodeNil(forKey key: Key) throws -> Bool { !contains(key) }

    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool {
        try BoundValueReader.boolean(take(key).value, codingPath)
    }
    func decode(_ type: String.Type, forKey key: Key) throws -> String {
        try BoundValueReader.string(take(key).value, codingPath)
    }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double {
        try BoundValueReader.number(take(key).value, codingPath)
    }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int {
        try BoundValueReader.integer(take(key).value, codingPath)
    }
    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        let (value, number) = take(key)
        return try BoundValueReader.read(type, value, number < 0 ? nil : decoder.shape?.shape(number), codingPath + [key])
    }

    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? {
        try present(key).map { try BoundValueReader.boolean($0.value, codingPath) }
    }
    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? {
        try present(key).map { try BoundValueReader.string($0.value, codingPath) }
    }
    func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? {
        try present(key).map { try BoundValueReader.number($0.value, codingPath) }
    }
    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? {
        try present(key).map { try BoundValueReader.integer($0.value, codingPath) }
    }
    func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
        try present(key).map { found in
            try BoundValueReader.read(type, found.value, decoder.shape?.shape(found.number), codingPath + [key])
        }
    }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) throws -> KeyedDecodingContainer<Nested> {
        try inner(key).container(keyedBy: type)
    }
    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer { try inner(key).unkeyedContainer() }
    func superDecoder() throws -> any Decoder { decoder }
    func superDecoder(forKey key: Key) throws -> any Decoder { inner(key) }

    private func inner(_ key: Key) -> BoundDecoder {
        let (value, number) = take(key)
        return BoundDecoder(value, number < 0 ? nil : decoder.shape?.shape(number), codingPath + [key])
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
