// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// Who has a place, and who waits for the last connection to close.
struct SlotTable {
    /// How many connections were accepted and are not closed yet, whether they have a place or not.
    var open = 0
    /// Resumed when none is open.
    var waiting: [CheckedContinuation<Void, Never>] = []
    private(set) var slots: [ObjectIdentifier: ConnectionSlot] = [:]
    private var regular, reserved: SlotPool

    init(regular: SlotPool, reserved: SlotPool) {
        self.regular = regular
        self.reserved = reserved
    }

    /// A place for a connection, whose it was until now, and what is to be logged; no place where there is none at all.
    mutating func admit(
        _ channel: any Channel, _ address: AddressBlock?
    ) -> (ConnectionSlot?, victim: ConnectionSlot?, PressureLog.Event?) {
        for isReserved in [false, true] {
            let pool = isReserved ? reserved : regular
            let isOwn = pool.isFull(for: address)
            guard isOwn || pool.isFull else {
                return (enter(ConnectionSlot(channel, address: address, isReserved: isReserved)), nil, isReserved ? .refused : nil)
            }
            let victim = longestIdle { $0.isReserved == isReserved && (!isOwn || $0.address == address) }
            guard let victim else { continue }
            remove(victim)
            let slot = enter(ConnectionSlot(channel, address: address, isReserved: isReserved))
            return (slot, victim, isReserved ? .refused : isOwn ? .addressIsFull : .slotsAreFull)
        }
        return (nil, nil, .refused)
    }

    /// Gives a connection this place.
    @discardableResult
    mutating func enter(_ slot: ConnectionSlot) -> ConnectionSlot {
        slots[ObjectIdentifier(slot)] = slot
        if slot.isReserved { reserved.add(slot.address, 1) } else { regular.add(slot.address, 1) }
        return slot
    }

    /// False where it has no place.
    @discardableResult
    mutating func remove(_ slot: ConnectionSlot) -> Bool {
        guard slots.removeValue(forKey: ObjectIdentifier(slot)) != nil else { return false }
        if slot.isReserved { reserved.add(slot.address, -1) } else { regular.add(slot.address, -1) }
        return true
    }

    /// The connection that may best be closed.
    func longestIdle(_ isCandidate: (ConnectionSlot) -> Bool) -> ConnectionSlot? {
        let now = NIODeadline.now()
        var best: (claim: UInt64, slot: ConnectionSlot)?
        for slot in slots.values where isCandidate(slot) {
            guard let claim = slot.claim(at: now), claim > best?.claim ?? 0 else { continue }
            best = (claim, slot)
        }
        return best?.slot
    }
}

/// How many places of a kind are taken, by whom.
struct SlotPool {
    let limit, perAddress: Int
    private var taken = 0
    private var byAddress: [AddressBlock: Int] = [:]

    init(limit: Int, perAddress: Int) {
        self.limit = limit
        self.perAddress = perAddress
    }

    func isFull(for address: AddressBlock?) -> Bool { address.map { byAddress[$0, default: 0] >= perAddress } ?? false }
    var isFull: Bool { taken >= limit }

    mutating func add(_ address: AddressBlock?, _ count: Int) {
        taken += count
        guard let address else { return }
        let sum = byAddress[address, default: 0] + count
        byAddress[address] = sum > 0 ? sum : nil
    }
}
