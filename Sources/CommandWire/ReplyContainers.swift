// SPDX-License-Identifier: Apache-2.0

struct ReplyObjectContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let buffer: ReplyBuffer
    let shape: ReplyShape?
    let codingPath: [any CodingKey]
    let level: Int

    /// Writes the comma and the name, and gives the shape of the value to come.
    private func begin(_ key: Key) throws -> ReplyShape? {
        guard buffer.next(at: level) else { throw ReplyEncoder.invalid(key.stringValue, codingPath, "container is closed") }
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
        guard let shape = try? begin(key) as ReplyShape?? else {
            return KeyedEncodingContainer(ReplyRefusedObject(codingPath: codingPath))
        }
        return KeyedEncodingContainer(
            ReplyObjectContainer<Nested>(
                buffer: buffer, shape: shape, codingPath: codingPath + [key], level: buffer.open(UInt8(ascii: "{"))))
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        guard let shape = try? begin(key) as ReplyShape?? else { return ReplyRefusal(codingPath: codingPath) }
        return ReplyArrayContainer(
            buffer: buffer, shape: shape, codingPath: codingPath + [key], level: buffer.open(UInt8(ascii: "[")))
    }

    func superEncoder() -> any Encoder { ReplyRefusal(codingPath: codingPath) }
    func superEncoder(forKey key: Key) -> any Encoder { ReplyRefusal(codingPath: codingPath) }
}

struct ReplyArrayContainer: UnkeyedEncodingContainer {
    let buffer: ReplyBuffer
    let shape: ReplyShape?
    let codingPath: [any CodingKey]
    let level: Int
    private(set) var count = 0

    private mutating func begin() throws {
        guard buffer.next(at: level) else { throw ReplyEncoder.invalid(count, codingPath, "container is closed") }
        count += 1
    }

    mutating func encodeNil() throws {
        try begin()
        buffer.append(raw: "null")
    }
    mutating func encode(_ value: some Encodable) throws {
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
        guard (try? begin()) != nil else { return KeyedEncodingContainer(ReplyRefusedObject(codingPath: codingPath)) }
        return KeyedEncodingContainer(
            ReplyObjectContainer<Nested>(
                buffer: buffer, shape: shape, codingPath: codingPath, level: buffer.open(UInt8(ascii: "{"))))
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        guard (try? begin()) != nil else { return ReplyRefusal(codingPath: codingPath) }
        return ReplyArrayContainer(
            buffer: buffer, shape: shape, codingPath: codingPath, level: buffer.open(UInt8(ascii: "[")))
    }

    mutating func superEncoder() -> any Encoder { ReplyRefusal(codingPath: codingPath) }
}

struct ReplyScalarContainer: SingleValueEncodingContainer {
    let buffer: ReplyBuffer
    let shape: ReplyShape?
    let codingPath: [any CodingKey]

    func encodeNil() throws { buffer.append(raw: "null") }
    func encode(_ value: Bool) throws { buffer.append(raw: value ? "true" : "false") }
    func encode(_ value: String) throws { buffer.append(value) }
    func encode(_ value: Double) throws { try ReplyEncoder.append(value, to: buffer, path: codingPath) }
    func encode(_ value: Float) throws { try ReplyEncoder.append(Double(value), to: buffer, path: codingPath) }
    func encode(_ value: Int) throws { buffer.append(value) }
    func encode(_ value: Int8) throws { buffer.append(value) }
    func encode(_ value: Int16) throws { buffer.append(value) }
    func encode(_ value: Int32) throws { buffer.append(value) }
    func encode(_ value: Int64) throws { buffer.append(value) }
    func encode(_ value: UInt) throws { buffer.append(value) }
    func encode(_ value: UInt8) throws { buffer.append(value) }
    func encode(_ value: UInt16) throws { buffer.append(value) }
    func encode(_ value: UInt32) throws { buffer.append(value) }
    func encode(_ value: UInt64) throws { buffer.append(value) }
    func encode(_ value: some Encodable) throws {
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
