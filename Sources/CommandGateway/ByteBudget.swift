// SPDX-License-Identifier: Apache-2.0

import NIOCore
import Synchronization

/// How many bytes connections hold together, and who must let go where they are too many: the connection with the most
/// bytes times the time for which it has made no progress.
///
/// An owner is whoever shares out what it holds: an account, or an address.
final class ByteBudget<Owner: Hashable & Sendable>: Sendable {
    private let limit, perOwner: Int
    private let state = Mutex(ByteLedger<Owner>())

    /// A budget of so many bytes for all, and so many for each owner; one connection alone may hold more than that.
    init(limit: Int, perOwner: Int) {
        self.limit = limit
        self.perOwner = perOwner
    }

    /// How many bytes are held.
    var total: Int { state.withLock(\.total) }

    /// Notes that a connection holds so many bytes more.
    ///
    /// - Returns: The connections that must let go; they hold nothing any more as far as this is concerned. The one that asks
    ///   may be among them.
    func hold(_ bytes: Int, for channel: any Channel, of owner: Owner, now: NIODeadline = .now()) -> [any Channel] {
        state.withLock { state in
            state.add(bytes, to: channel, of: owner, now)
            var victims: [any Channel] = []
            while let share = state.owners[owner], share.bytes > perOwner, share.count > 1 {
                guard let victim = state.heaviest(at: now, { $0.owner == owner }) else { break }
                victims.append(state.remove(victim))
            }
            while state.total > limit, let victim = state.heaviest(at: now, { _ in true }) { victims.append(state.remove(victim)) }
            return victims
        }
    }

    /// Notes that a connection has made progress.
    func progress(_ channel: any Channel) {
        state.withLock { $0.holdings[ObjectIdentifier(channel)]?.since = .now() }
    }

    /// Notes that a connection cannot let go until it does so itself.
    func fix(_ channel: any Channel) {
        state.withLock { $0.holdings[ObjectIdentifier(channel)]?.isFixed = true }
    }

    /// Notes that a connection holds nothing any more.
    func release(_ channel: any Channel) {
        state.withLock { state in
            if state.holdings[ObjectIdentifier(channel)] != nil { _ = state.remove(ObjectIdentifier(channel), channel) }
        }
    }
}
