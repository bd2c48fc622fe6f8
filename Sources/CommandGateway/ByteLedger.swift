// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// Which connection holds how many bytes, for whom.
struct ByteLedger<Owner: Hashable & Sendable> {
    /// What one connection holds.
    struct Holding {
        let channel: any Channel
        let owner: Owner
        var bytes = 0
        /// When it made progress last.
        var since: NIODeadline
        /// Whether it cannot be made to let go.
        var isFixed = false

        func weight(at now: NIODeadline) -> Double { Double(bytes) * Double((now - since).nanoseconds / 1_000_000 + 1) }
    }

    var holdings: [ObjectIdentifier: Holding] = [:]
    /// The bytes of all.
    private(set) var total = 0
    /// The bytes of each owner, and in how many connections they are.
    private(set) var owners: [Owner: (bytes: Int, count: Int)] = [:]

    mutating func add(_ bytes: Int, to channel: any Channel, of owner: Owner, _ now: NIODeadline) {
        let id = ObjectIdentifier(channel)
        if holdings[id] == nil {
            holdings[id] = Holding(channel: channel, owner: owner, since: now)
            owners[owner, default: (0, 0)].count += 1
        }
        let owner = holdings[id]?.owner ?? owner
        holdings[id]?.bytes += bytes
        owners[owner]?.bytes += bytes
        total += bytes
    }

    func heaviest(
        at now: NIODeadline, _ isCandidate: (Holding) -> Bool
    ) -> Holding? {
        holdings.values.filter { !$0.isFixed && isCandidate($0) }.max { $0.weight(at: now) < $1.weight(at: now) }
    }

    mutating func remove(_ holding: Holding) -> any Channel {
        remove(ObjectIdentifier(holding.channel), holding.channel)
    }

    mutating func remove(_ id: ObjectIdentifier, _ channel: any Channel) -> any Channel {
        guard let holding = holdings.removeValue(forKey: id) else { return channel }
        total -= holding.bytes
        owners[holding.owner]?.bytes -= holding.bytes
        owners[holding.owner]?.count -= 1
        if owners[holding.owner]?.count == 0 { owners[holding.owner] = nil }
        return channel
    }
}
