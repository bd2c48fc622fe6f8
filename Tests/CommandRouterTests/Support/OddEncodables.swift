// SPDX-License-Identifier: Apache-2.0

/// Names for fields of values that encode themselves in odd ways.
enum OddKey: CodingKey { case a, b, first, second, last, o, l, x, inner }

enum Letters: String, Encodable, Sendable { case a, b }

struct Failure: Error {}

/// Encodes nothing at all.
struct Nothing: Encodable, Sendable {
    func encode(to encoder: any Encoder) throws {}
}

/// Throws after its first field.
struct Halfway: Encodable, Sendable {
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: OddKey.self)
        try container.encode(1, forKey: .x)
        throw Failure()
    }
}

/// Asks for its container twice, as a value does that lets a part of it encode itself first.
struct TwoParts: Encodable, Sendable {
    func encode(to encoder: any Encoder) throws {
        var first = encoder.container(keyedBy: OddKey.self)
        try first.encode(1, forKey: .a)
        var second = encoder.container(keyedBy: OddKey.self)
        try second.encode(2, forKey: .b)
    }
}

/// Builds its parts by nested containers.
struct Nested: Encodable, Sendable {
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: OddKey.self)
        var object = container.nestedContainer(keyedBy: OddKey.self, forKey: .o)
        try object.encode(1, forKey: .x)
        var list = container.nestedUnkeyedContainer(forKey: .l)
        try list.encode(1)
        var inner = list.nestedUnkeyedContainer()
        try inner.encode(2)
        var last = list.nestedContainer(keyedBy: OddKey.self)
        try last.encode(3, forKey: .x)
    }
}

/// Swallows the throw of a field while a nested container is still open.
struct Swallowing: Encodable, Sendable {
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: OddKey.self)
        var first = container.nestedContainer(keyedBy: OddKey.self, forKey: .first)
        try first.encode(1, forKey: .x)
        try? container.encode(Halfway(), forKey: .second)
        try container.encode(2, forKey: .last)
    }
}

/// The same in an array.
struct SwallowingItem: Encodable, Sendable {
    func encode(to encoder: any Encoder) throws {
        var container = encoder.unkeyedContainer()
        var first = container.nestedUnkeyedContainer()
        try first.encode(1)
        try? container.encode(Halfway())
        try? container.encode(Double.nan)
        try container.encode(2)
    }
}

/// Writes to a container after a later one was opened, and swallows the throw.
struct Stale: Encodable, Sendable {
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: OddKey.self)
        var first = container.nestedContainer(keyedBy: OddKey.self, forKey: .first)
        try first.encode(1, forKey: .x)
        _ = container.nestedContainer(keyedBy: OddKey.self, forKey: .second)
        try? first.encode(2, forKey: .b)
    }
}

/// Writes a single value twice, and swallows the throw.
struct Once: Encodable, Sendable {
    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(1)
        try? container.encode(2)
    }
}

/// Is an object first and an array then.
struct KindChange: Encodable, Sendable {
    func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: OddKey.self)
        try object.encode(1, forKey: .a)
        var list = encoder.unkeyedContainer()
        try list.encode(2)
    }
}

/// Encodes through `superEncoder`, which a reply does not offer.
struct Inheriting: Encodable, Sendable {
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: OddKey.self)
        try 1.encode(to: container.superEncoder())
    }
}

/// So many objects in one another.
struct Deep: Encodable, Sendable {
    let levels: Int

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: OddKey.self)
        if levels > 0 { try container.encode(Deep(levels: levels - 1), forKey: .inner) }
    }
}

/// A thousand arrays in one another, by nested containers.
struct DeepContainers: Encodable, Sendable {
    func encode(to encoder: any Encoder) throws {
        var container = encoder.unkeyedContainer()
        for _ in 0..<1_000 { container = container.nestedUnkeyedContainer() }
        try container.encode(1)
    }
}
