// SPDX-License-Identifier: Apache-2.0

/// Makes the container that a handler's `Parameters` ask for. Found once, when the handler is registered: to look the
/// container's type up for each call would take longer than to make it.
// @unchecked, since it has a subclass: both hold constants alone, which are Sendable.
class ContainerMaker: @unchecked Sendable {
    /// The type of the keys that it is for.
    let key: ObjectIdentifier

    fileprivate init(_ key: ObjectIdentifier) { self.key = key }

    /// Knows no container.
    static let none = ContainerMaker(ObjectIdentifier(Never.self))

    /// What a type asks for.
    static func of<Value: Decodable>(_ type: Value.Type) -> ContainerMaker {
        let probe = Probe()
        _ = try? Value(from: probe)
        return probe.containers ?? none
    }

    /// The maker of containers with these keys.
    static func of<Key: CodingKey>(keys type: Key.Type) -> ContainerMaker {
        TypedContainerMaker<BoundObjectContainer<Key>>(ObjectIdentifier(type))
    }

    /// A decoder's container with these keys. It gives no Optional, whose type would have to be looked up too.
    @inline(__always)
    final func container<Key: CodingKey>(_ type: Key.Type, of decoder: any BoundObject) -> KeyedDecodingContainer<Key> {
        guard key == ObjectIdentifier(type) else {
            return KeyedDecodingContainer(BoundObjectContainer<Key>(decoder: decoder))
        }
        // A maker for these keys has this type alone.
        return unsafeDowncast(self, to: TypedContainerMaker<BoundObjectContainer<Key>>.self).make(decoder)
    }
}

/// Knows the container's type by its own.
// @unchecked, as its superclass.
private final class TypedContainerMaker<Container: BoundContainer>: ContainerMaker, @unchecked Sendable {
    // Inlined, it would look the type up after all.
    @inline(never)
    func make(_ decoder: any BoundObject) -> KeyedDecodingContainer<Container.Key> {
        KeyedDecodingContainer(Container(decoder: decoder))
    }
}

/// A container that is made of a decoder.
protocol BoundContainer: KeyedDecodingContainerProtocol {
    init(decoder: any BoundObject)
}
