// SPDX-License-Identifier: Apache-2.0

/// A dictionary that holds at most `capacity` entries: when it is full, those written longest ago go.
///
/// There are two halves. What is written goes into the young one; when that is full, the old one is dropped whole and
/// the young one becomes the old. Nothing is ever searched for, so that a full table costs what an empty one does.
struct BoundedTable<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private var young: [Key: Value] = [:]
    private var old: [Key: Value] = [:]
    private let half: Int

    /// An empty table; a capacity below 2 counts as 2.
    init(capacity: Int) { half = max(1, capacity / 2) }

    /// The value of a key.
    subscript(key: Key) -> Value? {
        // Not `??`, whose closure would hold on to the whole table, on each call.
        if let value = young[key] { return value }
        return old.isEmpty ? nil : old[key]
    }

    /// Writes an entry, as the youngest.
    mutating func set(_ key: Key, to value: Value) {
        if young.count >= half, young[key] == nil {
            old = young
            young = [:]
        }
        young[key] = value
    }

    /// Forgets an entry.
    mutating func remove(_ key: Key) {
        young[key] = nil
        old[key] = nil
    }

    /// Forgets what `isDead` says, looking at every entry.
    mutating func removeAll(where isDead: (Value) -> Bool) {
        young = young.filter { !isDead($0.value) }
        old = old.filter { !isDead($0.value) }
    }

    /// How many entries are held; one that is in both halves counts twice.
    var count: Int { young.count + old.count }
}
