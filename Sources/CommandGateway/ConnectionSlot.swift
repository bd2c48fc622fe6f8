// SPDX-License-Identifier: Apache-2.0

import NIOCore
import Synchronization

/// A connection's place among all.
final class ConnectionSlot: Sendable {
    /// Whether it may be closed in favour of another connection, and what it waits for since when.
    enum Standing {
        /// A whole request is being answered.
        case busy
        /// Nothing, or not a whole head, has come since it began or since its last answer.
        case idle(since: NIODeadline)
        /// A body is on its way, or an answer that the client does not take.
        case slow(since: NIODeadline)
    }

    let channel: any Channel
    /// Whom it is counted for; nil for a trusted proxy, which speaks for many.
    let address: AddressBlock?
    /// Whether it is of the few that are kept for health and metrics.
    let isReserved: Bool
    /// The standing's rank in the two highest bits, its moment below.
    private let standing: Atomic<UInt64>

    init(_ channel: any Channel, address: AddressBlock?, isReserved: Bool) {
        self.channel = channel
        self.address = address
        self.isReserved = isReserved
        standing = Atomic(Self.word(.idle(since: .now())))
    }

    /// Notes how it stands. Called by its event loop for each request, so it is one store.
    func stand(_ standing: Standing) { self.standing.store(Self.word(standing), ordering: .relaxed) }

    /// How good a choice it is to be closed: the higher the better; nil where it must not be.
    func claim(at now: NIODeadline) -> UInt64? {
        let word = standing.load(ordering: .relaxed)
        let (rank, since) = (word >> 62, word & Self.moment)
        guard rank > 0, rank > 1 || since &+ Self.patience < now.uptimeNanoseconds else { return nil }
        return rank << 62 | (Self.moment - since)
    }

    private static let moment = UInt64.max >> 2
    /// How long a body or a reader may be slow before another connection may take the place: a second.
    private static let patience: UInt64 = 1_000_000_000

    private static func word(_ standing: Standing) -> UInt64 {
        switch standing {
        case .busy: 0
        case .slow(let since): 1 << 62 | (since.uptimeNanoseconds & moment)
        case .idle(let since): 2 << 62 | (since.uptimeNanoseconds & moment)
        }
    }
}

/// Told to a connection whose place another one takes. It closes unless it has become busy meanwhile.
struct SlotIsTaken {}
