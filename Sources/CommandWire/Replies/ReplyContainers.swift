// SPDX-License-Identifier: Apache-2.0

struct ReplyObjectContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let buffer: ReplyBuffer
    let shape: ReplyShape?
    let codingPath: [any CodingKey]
    let place: ReplyBuffer.Place

    /// Writes the comma and the name, and gives the shape of the value to come.
    private func begin(_ key: Key) throws -> ReplyShape? {
        guard buffer.next(at: place) else { throw ReplyEncoder.invalid(key.stringValue, codingPath, "container is closed") }
        if let field = shape?.field(key.stringValue) {
            buffer.append(raw: field.prefix)
            return field.shape
        }
        buffer.append(key.stringValue)
        buffer.append(raw: ":")
        return nil
    }

    func encodeNil(forKey key: Key) throws {
        _ = try begin(key)
        buffer.append(raw: "null")
    }
    func encode(_ value: Bool, forKey key: Key) throws {
        _ = try begin(key)
        buffer.append(raw: value ? "true" : "false")
    }
    func encode(_ value: String, forKey key: Key) throws {
        _ = try begin(key)
        buffer.append(value)
    }
    func encode(_ value: Int, forKey key: Key) throws {
        _ = try begin(key)
        buffer.append(value)
    }
    func encode(_ value: Double, forKey key: Key) throws { try encodeValue(value, key) }
    func encode(_ value: Float, forKey key: Key) throws { try encodeValue(value, key) }
    func encode(_ value: some Encodable, forKey key: Key) throws { try encodeValue(value, key) }

    /// Writes a member whole, or nothing of it.
    private func encodeValue(_ value: some Encodable, _ key: Key) throws {
        guard buffer.settle(at: place) else { throw ReplyEncoder.invalid(value, codingPath, "container is closed") }
        let mark = buffer.mark
        do {
            let shape = try begin(key)
            try ReplyEncoder.append(value, shape: shape, to: buffer, path: codingPath + [key])
        } catch {
            buffer.goBack(to: mark)
            throw error
        }
    }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) -> KeyedEncodingContainer<Nested> {
        guard buffer.hasRoom, let shape = try? begin(key) as ReplyShape?? else {
            return KeyedEncodingContainer(ReplyRefusedObject(codingPath: codingPath))
        }
        return KeyedEncodingContainer(
            ReplyObjectContainer<Nested>(
                buffer: buffer, shape: shape, codingPath: codingPath + [key], place: buffer.open(UInt8(ascii: "{"))))
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        guard buffer.hasRoom, let shape = try? begin(key) as ReplyShape?? else { return ReplyRefusal(codingPath: codingPath) }
        return ReplyArrayContainer(
            buffer: buffer, shape: shape, codingPath: codingPath + [key], place: buffer.open(UInt8(ascii: "[")))
    }

    func superEncoder() -> any Encoder { ReplyRefusal(codingPath: codingPath) }
    func superEncoder(forKey key: Key) -> any Encoder { ReplyRefusal(codingPath: codingPath) }
}

struct ReplyArrayContainer: UnkeyedEncodingContainer {
    let buffer: ReplyBuffer
    let shape: ReplyShape?
    let codingPath: [any CodingKey]
    let place: ReplyBuffer.Place
    private(set) var count = 0

    private mutating func begin() throws {
        guard buffer.next(at: place) else { throw ReplyEncoder.invalid(count, codingPath, "container is closed") }
        count += 1
    }

    mutating func encodeNil() throws {
        try begin()
        buffer.append(raw: "null")
    }
    mutating func encode(_ value: some Encodable) throws {
        guard buffer.settle(at: place) else { throw ReplyEncoder.invalid(value, codingPath, "container is closed") }
        let mark = buffer.mark
        do {
            try begin()
            try ReplyEncoder.append(value, shape: shape, to: buffer, path: codingPath + [ReplyItemKey(intValue: count)])
        } catch {
            buffer.goBack(to: mark)
            throw error
        }
    }

    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        guard buffer.hasRoom, (try? begin()) != nil else { return KeyedEncodingContainer(ReplyRefusedObject(codingPath: codingPath)) }
        return KeyedEncodingContainer(
            ReplyObjectContainer<Nested>(
                buffer: buffer, shape: shape, codingPath: codingPath, place: buffer.open(UInt8(ascii: "{"))))
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        guard buffer.hasRoom, (try? begin()) != nil else { return ReplyRefusal(codingPath: codingPath) }
        return ReplyArrayContainer(
            buffer: buffer, shape: shape, codingPath: codingPath, place: buffer.open(UInt8(ascii: "[")))
    }

    mutating func superEncoder() -> any Encoder { ReplyRefusal(codingPath: codingPath) }
}

struct ReplyScalarContainer: SingleValueEncodingContainer {
    let buffer: ReplyBuffer
    let shape: ReplyShape?
    let codingPath: [any CodingKey]
    let start: ReplyBuffer.Mark

    /// Throws where the value is written already: two in a row would not be JSON.
    private func begin() throws {
        guard buffer.length == start.length else { throw ReplyEncoder.invalid(Self.self, codingPath, "one value, written twice") }
    }

    private func write(_ number: some FixedWidthInteger) throws {
        try begin()
        buffer.append(number)
    }

    func encodeNil() throws {
        try begin()
        buffer.append(raw: "null")
    }
    func encode(_ value: Bool) throws {
        try begin()
        buffer.append(raw: value ? "true" : "false")
    }
    func encode(_ value: String) throws {
        try begin()
        buffer.append(value)
    }
    func encode(_ value: Double) throws {
        try begin()
        try ReplyEncoder.append(value, to: buffer, path: codingPath)
    }
    func encode(_ value: Float) throws {
        try begin()
        try ReplyEncoder.append(value, to: buffer, path: codingPath)
    }
    func encode(_ value: Int) throws { try write(value) }
    func encode(_ value: Int8) throws { try write(value) }
    func encode(_ value: Int16) throws { try write(value) }
    func encode(_ value: Int32) throws { try write(value) }
    func encode(_ value: Int64) throws { try write(value) }
    func encode(_ value: UInt) throws { try write(value) }
    func encode(_ value: UInt8) throws { try write(value) }
    func encode(_ value: UInt16) throws { try write(value) }
    func encode(_ value: UInt32) throws { try write(value) }
    func encode(_ value: UInt64) throws { try write(value) }
    func encode(_ value: some Encodable) throws {
        try begin()
        try ReplyEncoder.append(value, shape: shape, to: buffer, path: codingPath)
    }
}

/// An item's place in its array, for the path in an error.
struct ReplyItemKey: CodingKey {
    let intValue: Int?
    var stringValue: String { intValue.map(String.init) ?? "" }
    init(intValue: Int) { self.intValue = intValue }
    init?(stringValue: String) { nil }
}
