// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Rows of a reply that may be many: an array that is read some rows at a time, as the caller takes them, and never held whole.
///
/// ```swift
/// struct Reply: Encodable { var tags: ReplyRows<TagRow> }
/// return Reply(tags: ReplyRows(first) { last in try await store.tags(after: last.tagID, until: .pieceDeadline) })
/// ```
/// A reply whose rows fit into some tens of kilobytes is sent whole. Of a longer one the head is sent with the first rows, so
/// a fault that is found later can no longer be told: the connection closes before the reply's end. In a JSON-RPC batch, and
/// where a middleware keeps replies, the rows are put together after all, up to a limit; beyond it the caller is told 100009.
///
/// Rows that are all at hand are an array to every encoder. What follows is read by the router's encoder alone; others throw
/// `EncodingError.invalidValue`.
public struct ReplyRows<Row: Encodable & Sendable>: Encodable, Sendable {
    package let advice: String
    private let first: [Row]
    private let following: (@Sendable (Row) async throws -> [Row])?

    /// Rows that are all at hand.
    public init(_ rows: [Row]) { (first, advice, following) = (rows, "", nil) }

    /// The first rows, and what follows the last one that was read: no rows where there are no more.
    ///
    /// - Parameter advice: how to ask for less, in a sentence for a caller whose reply is too large to be put together.
    public init(
        _ first: [Row], advice: String = "Send this call by itself",
        following: @escaping @Sendable (Row) async throws -> [Row]
    ) {
        (self.first, self.advice, self.following) = (first, advice, following)
    }

    /// The first rows, and the keys of the others in their order. `read` gives the rows of the first keys of those that it is
    /// given, and how many keys they are of: at least one. A key whose row is gone meanwhile counts and has no row.
    ///
    /// - Parameter advice: how to ask for less, in a sentence for a caller whose reply is too large to be put together.
    public init<Key: Sendable>(
        _ first: [Row], keys: [Key], advice: String = "Send this call by itself",
        read: @escaping @Sendable (ArraySlice<Key>) async throws -> (rows: [Row], count: Int)
    ) {
        guard !keys.isEmpty else {
            self.init(first)
            return
        }
        let rest = RemainingKeys(keys)
        self.init(first, advice: advice) { _ in
            while let keys = rest.keys {
                let (rows, count) = try await read(keys)
                rest.drop(count)
                if !rows.isEmpty { return rows }
            }
            return []
        }
    }

    /// Writes an array, or leaves it to the router's encoder.
    public func encode(to encoder: any Encoder) throws {
        guard following == nil else { return try encoder.hold(self) }
        var container = encoder.unkeyedContainer()
        for row in first { try container.encode(row) }
    }
}

extension ReplyRows: ReplySource {
    package var isObject: Bool { false }

    package func reader() -> any ReplyReader {
        ItemReader(first: first, following: following) { row, sink in try sink.append(row, named: nil) }
    }
}

/// Entries of an object in a reply that may be many: names and values, read some at a time as the caller takes them. What holds
/// of ``ReplyRows`` holds of them. No name may come twice.
public struct ReplyEntries<Value: Encodable & Sendable>: Encodable, Sendable {
    /// A name and its value.
    public struct Entry: Sendable {
        /// The name, as it is sent.
        public let name: String
        /// Its value.
        public let value: Value

        /// Composes an entry.
        public init(_ name: String, _ value: Value) {
            self.name = name
            self.value = value
        }
    }

    package let advice: String
    private let first: [Entry]
    private let following: (@Sendable (Entry) async throws -> [Entry])?

    /// Entries that are all at hand.
    public init(_ entries: [Entry]) { (first, advice, following) = (entries, "", nil) }

    /// The first entries, and what follows the last one that was read: none where there are no more.
    ///
    /// - Parameter advice: how to ask for less, in a sentence for a caller whose reply is too large to be put together.
    public init(
        _ first: [Entry], advice: String = "Send this call by itself",
        following: @escaping @Sendable (Entry) async throws -> [Entry]
    ) {
        (self.first, self.advice, self.following) = (first, advice, following)
    }

    /// Writes an object, or leaves it to the router's encoder.
    public func encode(to encoder: any Encoder) throws {
        guard following == nil else { return try encoder.hold(self) }
        var container = encoder.container(keyedBy: EntryName.self)
        for entry in first { try container.encode(entry.value, forKey: EntryName(stringValue: entry.name)) }
    }
}

extension ReplyEntries: ReplySource {
    package var isObject: Bool { true }

    package func reader() -> any ReplyReader {
        ItemReader(first: first, following: following) { entry, sink in try sink.append(entry.value, named: entry.name) }
    }
}

extension ContinuousClock.Instant {
    /// When a piece of a reply that is begun now must have been read: in 10 s. A call's own deadline is that of its first piece.
    public static var pieceDeadline: ContinuousClock.Instant { .now + .seconds(10) }
}

/// Reads items, each piece with what follows the last one before it.
private struct ItemReader<Item: Sendable>: ReplyReader {
    private var first: [Item]
    private var last: Item?
    private let following: (@Sendable (Item) async throws -> [Item])?
    private let hand: @Sendable (Item, any ReplySink) throws -> Void

    init(
        first: [Item], following: (@Sendable (Item) async throws -> [Item])?,
        hand: @escaping @Sendable (Item, any ReplySink) throws -> Void
    ) {
        (self.first, self.following, self.hand) = (first, following, hand)
    }

    mutating func next(_ sink: any ReplySink) async throws -> Bool {
        let items: [Item]
        if let last { items = try await following?(last) ?? [] } else { items = first }
        first = []
        guard let end = items.last else { return false }
        last = end
        for item in items { try hand(item, sink) }
        return true
    }
}

/// Keys whose rows were not read yet, for one reader.
private final class RemainingKeys<Key: Sendable>: Sendable {
    private let rest: Mutex<ArraySlice<Key>>

    init(_ keys: [Key]) { rest = Mutex(keys[...]) }

    var keys: ArraySlice<Key>? { rest.withLock { $0.isEmpty ? nil : $0 } }

    func drop(_ count: Int) { rest.withLock { $0 = $0.dropFirst(max(1, count)) } }
}

/// An entry's name.
private struct EntryName: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}
