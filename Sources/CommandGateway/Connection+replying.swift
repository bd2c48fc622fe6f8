// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandWire
import Logging
import NIOCore
import NIOHTTP1

extension Connection {
    /// What becomes of a connection once an answer is sent.
    enum Ending {
        /// The next request.
        case stay
        /// It ends, giving the client time to read.
        case linger
        /// It ends, giving a client that was too slow already a moment to read.
        case cut
    }

    /// Answers a request that cannot be received, and closes: what follows on the wire can no longer be told apart.
    func refuse(_ fault: TransportFault, status: Int? = nil) {
        if state != .receivingBody { turn = Turn() }
        var response = surroundings.handler.refuse(fault, path: turn.head?.path, requestID: turn.id)
        if let status { response.status = status }
        send(response, ending: fault == .timeout ? .cut : .linger)
    }

    /// Answers the request whose turn it is.
    func send(_ response: OutboundResponse) {
        let isKept = turn.head?.keepsAlive ?? false && slot?.isReserved != true
        let isLast = !isKept || (isStopping && requestsAhead == 0) || (inputEnded && ahead.isEmpty)
        // HTTP/1.0 has no other way to say where an answer of unknown length ends.
        let isUnframed = response.rest != nil && turn.head?.isOld == true
        send(response, ending: isLast || isUnframed ? .linger : .stay)
    }

    private func send(_ response: OutboundResponse, ending: Ending) {
        guard let context, state != .closed else { return }
        state = .replying
        (task, pending) = (nil, nil)
        turn.dropBody()
        releaseBody()
        log(response)
        let parts = ReplyParts(response, turn: turn, closes: ending != .stay, date: &date, logger: surroundings.logger)
        deadline = .distantFuture
        guard let body = parts.body, response.rest != nil || body.count > Transfer.slice else {
            return write(parts, of: response.account, ending)
        }
        context.write(Self.wrapOutboundOut(.head(parts.head)), promise: nil)
        begin(Transfer(body, rest: response.rest, account: response.account, ending, until: .now() + surroundings.limits.replyDeadline))
    }

    /// Sends a short answer.
    private func write(_ reply: ReplyParts, of account: Int?, _ ending: Ending) {
        guard let context else { return }
        let promise = context.eventLoop.makePromise(of: Void.self)
        context.write(Self.wrapOutboundOut(.head(reply.head)), promise: reply.body == nil ? promise : nil)
        if let body = reply.body {
            let buffer = context.channel.allocator.buffer(bytes: body)
            context.write(Self.wrapOutboundOut(.body(.byteBuffer(buffer))), promise: promise)
        }
        context.write(Self.wrapOutboundOut(.end(nil)), promise: nil)
        // A client that has its answer may count on giving way to the connection that it opens next.
        idleSince = ending == .stay ? .now() : nil
        if let idleSince { slot?.stand(.idle(since: idleSince)) }
        context.flush()
        promise.futureResult.assumeIsolated().whenComplete { self.sent($0, ending) }
        guard state == .replying else { return }
        awaitClient(until: .now() + surroundings.limits.replyDeadline)
        holdReply(reply.body?.count ?? 0, of: account)
    }

    /// Waits until the client has taken what was sent.
    func awaitClient(until deadline: NIODeadline) {
        self.deadline = deadline
        idleSince = nil
        slot?.stand(.slow(since: .now()))
        arm()
    }

    /// Notes that an answer was sent whole, or that it cannot be.
    func sent(_ result: Result<Void, any Error>, _ ending: Ending) {
        guard state == .replying else { return }
        transfer = nil
        releaseReply()
        switch (result, ending) {
        case (.success, .stay): becomeIdle()
        case (.success, .linger): linger(Limits.linger)
        case (.success, .cut): linger(Limits.farewell)
        case (.failure, _): close()
        }
        if !isInRead { pump() }
    }

    private func becomeIdle() {
        state = .idle
        let since = idleSince ?? .now()
        deadline = since + (isStopping ? Limits.parting : surroundings.limits.idleTimeout)
        if idleSince == nil { slot?.stand(.idle(since: since)) }
        idleSince = nil
    }

    /// Ends the sending side and throws away what still comes, for a short time. Closing at once, with bytes unread,
    /// would make the system reset the connection, and the client would never read its answer.
    private func linger(_ time: TimeAmount) {
        ahead.removeAll()
        requestsAhead = 0
        guard !inputEnded else { return close() }
        state = .draining
        deadline = .now() + time
        slot?.stand(.idle(since: .now()))
        context?.close(mode: .output, promise: nil)
    }

    /// Counts a read that was thrown away.
    func countDrained() {
        readsDrained += 1
        if readsDrained > Limits.lingerReads { close() }
    }

    private func log(_ response: OutboundResponse) {
        surroundings.logger.debug(
            "request",
            metadata: [
                "request-id": "\(turn.id)", "method": "\(turn.head?.method ?? "-")",
                "path": "\(turn.head.map { Self.shown($0.path) } ?? "-")", "status": "\(response.status)",
                "microseconds": "\((NIODeadline.now() - turn.began).nanoseconds / 1000)",
            ])
    }

    /// A path for the log: cut, and without parts that are longer than a command's name would be, since a key may have
    /// been put there by mistake.
    private static func shown(_ path: String) -> String {
        path.prefix(200).split(separator: "/", omittingEmptySubsequences: false)
            .map { $0.utf8.count > 40 ? "*" : $0 }.joined(separator: "/")
    }
}
