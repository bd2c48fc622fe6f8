// SPDX-License-Identifier: Apache-2.0

import Logging
import NIOCore
import NIOPosix
import Synchronization

/// Logs that limits were reached: a line for each kind of event at most every five seconds, with how often it happened, so
/// that no caller can fill the log.
final class PressureLog: Sendable {
    /// What happened.
    enum Event: Hashable, Sendable {
        case addressIsFull, slotsAreFull, refused, bodiesAreFull, repliesAreFull, acceptFailed, outOfDescriptors, foreignForwardedFor

        var message: Logger.Message {
            switch self {
            case .addressIsFull: "closed the longest idle connections of an address that has as many as it may"
            case .slotsAreFull: "closed the longest idle connections, since all places are taken"
            case .refused: "refused connections, since all places are taken and none is idle"
            case .bodiesAreFull: "refused request bodies, since too many bytes are held"
            case .repliesAreFull: "closed connections that do not read, since too many bytes of replies are held"
            case .acceptFailed: "connections could not be accepted; listening goes on"
            case .outOfDescriptors: "no descriptors or memory for more connections; accepting pauses"
            case .foreignForwardedFor: "X-Forwarded-For comes from a peer that is no trusted proxy, so it is ignored; see --trusted-proxy"
            }
        }
    }

    private struct Tally {
        var count = 0
        var detail: String?
        var quietUntil = NIODeadline.uptimeNanoseconds(0)
        var isScheduled = false
    }

    /// How far apart two lines of a kind are.
    static let interval = TimeAmount.seconds(5)

    private let logger: Logger
    private let tallies = Mutex<[Event: Tally]>([:])

    init(_ logger: Logger) { self.logger = logger }

    /// Counts an event, and logs it now or with those that follow.
    func note(_ event: Event, detail: String? = nil) {
        let now = NIODeadline.now()
        let wait: NIODeadline? = tallies.withLock { tallies in
            tallies[event, default: Tally()].count += 1
            if let detail { tallies[event]?.detail = detail }
            guard let tally = tallies[event], !tally.isScheduled else { return nil }
            tallies[event]?.isScheduled = true
            return max(now, tally.quietUntil)
        }
        guard let wait else { return }
        guard wait > now else { return write(event) }
        _ = MultiThreadedEventLoopGroup.singleton.next().scheduleTask(deadline: wait) { self.write(event) }
    }

    /// Logs an event that is told once only.
    func noteOnce(_ event: Event) {
        let isFirst = tallies.withLock { tallies in
            defer { tallies[event, default: Tally()].count += 1 }
            return tallies[event] == nil
        }
        if isFirst { logger.warning(event.message) }
    }

    private func write(_ event: Event) {
        let tally = tallies.withLock { tallies in
            let tally = tallies[event]
            tallies[event] = Tally(quietUntil: .now() + Self.interval)
            return tally
        }
        guard let tally, tally.count > 0 else { return }
        var metadata: Logger.Metadata = ["count": "\(tally.count)"]
        if let detail = tally.detail { metadata["cause"] = "\(detail)" }
        logger.warning(event.message, metadata: metadata)
    }
}
