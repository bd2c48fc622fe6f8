// SPDX-License-Identifier: Apache-2.0

import CommandKit

/// Values by keys of ours, each in the one place that its bytes lead to: a later key may take an earlier one's place.
///
/// The place follows from a part of the key, which is random where it was made here; nobody else's key comes in, so
/// nobody can crowd the places.
struct KeySlots<Value: Sendable>: Sendable {
    private var slots: [(key: [UInt8], value: Value)?]
    private static var count: Int { 1024 }

    /// No keys.
    init() { slots = Array(repeating: nil, count: Self.count) }

    /// The value of a key.
    subscript(key: Span<UInt8>) -> Value? {
        guard let slot = slots[Self.place(key)], slot.key.isSameSecret(as: key) else { return nil }
        return slot.value
    }

    /// Keeps a value, in the place of what was there.
    mutating func set(_ key: [UInt8], to value: Value) { slots[Self.place(key.span)] = (key, value) }

    /// Forgets what `isDead` says, looking at every place.
    mutating func removeAll(where isDead: (Value) -> Bool) {
        for place in slots.indices { if let slot = slots[place], isDead(slot.value) { slots[place] = nil } }
    }

    private static func place(_ key: Span<UInt8>) -> Int {
        var place = 0
        for index in max(0, key.count - 4)..<key.count { place = place << 5 ^ Int(key[index]) }
        return place & (count - 1)
    }
}
