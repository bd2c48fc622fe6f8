// SPDX-License-Identifier: Apache-2.0

/// Stands in where an `encode(to:)` asks for what a reply cannot be, and throws at the first value: the container
/// protocols have no other way to say no, and a trap would end the process for every caller.
struct ReplyRefusal: Encoder, UnkeyedEncodingContainer, SingleValueEncodingContainer {
    let codingPath: [any CodingKey]
    var userInfo: [CodingUserInfoKey: Any] { [:] }
    var count: Int { 0 }

    private var error: EncodingError { ReplyEncoder.invalid(Self.self, codingPath, "a reply is an object of named fields") }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(ReplyRefusedObject(codingPath: codingPath))
    }
    func unkeyedContainer() -> any UnkeyedEncodingContainer { self }
    func singleValueContainer() -> any SingleValueEncodingContainer { self }
    func encodeNil() throws { throw error }
    func encode(_ value: some Encodable) throws { throw error }
    func nestedContainer<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        container(keyedBy: type)
    }
    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { self }
    func superEncoder() -> any Encoder { self }
}

/// The same for named fields.
struct ReplyRefusedObject<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let codingPath: [any CodingKey]

    private var error: EncodingError { ReplyEncoder.invalid(Self.self, codingPath, "this container cannot be written to") }

    func encodeNil(forKey key: Key) throws { throw error }
    func encode(_ value: some Encodable, forKey key: Key) throws { throw error }
    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) -> KeyedEncodingContainer<Nested> {
        KeyedEncodingContainer(ReplyRefusedObject<Nested>(codingPath: codingPath))
    }
    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer { ReplyRefusal(codingPath: codingPath) }
    func superEncoder() -> any Encoder { ReplyRefusal(codingPath: codingPath) }
    func superEncoder(forKey key: Key) -> any Encoder { superEncoder() }
}
