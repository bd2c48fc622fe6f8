// SPDX-License-Identifier: Apache-2.0

import CommandWire
import NIOCore
import NIOHTTP1

extension Connection {
    /// Takes an input when its turn is now, and keeps it until then otherwise.
    func accept(_ input: Input) {
        guard !isReceptive || !ahead.isEmpty else { return take(input) }
        guard state != .closed, !inputEnded else { return }
        ahead.append(input)
        if case .part(.end) = input { requestsAhead += 1 }
        if ahead.count >= Limits.partsAhead { inputEnded = true }
    }

    /// Takes what came ahead, as far as its turn is now, and then sees to what is next.
    ///
    /// This is the only loop over requests: an answer that is sent at once returns here instead of recursing.
    func pump() {
        guard !isPumping else { return }
        isPumping = true
        while isReceptive, let input = ahead.popFirst() {
            if case .part(.end) = input { requestsAhead -= 1 }
            take(input)
        }
        isPumping = false
        settle()
    }

    /// With nothing left to take: reads on where more is due, and sees that the wait has an end.
    func settle() {
        guard state != .closed else { return }
        if state == .receivingBody { slot?.stand(.slow(since: turn.began)) }
        if isReceptive, ahead.isEmpty {
            if inputEnded { return close() }
            context?.read()
        }
        arm()
    }

    /// Notes that the first bytes of a head have come. Those of a connection's first head count from its start.
    func beginHead() {
        state = .receivingHead
        if !isFirst { deadline = .now() + surroundings.limits.headDeadline }
    }

    private func take(_ input: Input) {
        guard state != .draining else { return }
        switch input {
        case .part(.head(let head)): take(head)
        case .part(.body(let bytes)): take(bytes)
        case .part(.end): dispatch()
        case .fault(let fault): refuse(fault)
        }
    }

    private func take(_ received: HTTPRequestHead) {
        let head = RequestHead(received)
        isFirst = false
        turn = Turn(head: head)
        state = .receivingBody
        deadline = turn.began + surroundings.limits.requestDeadline
        guard !head.isMalformed else { return refuse(.malformedHead) }
        guard isServed(head) else { return refuse(.overloaded) }
        guard head.contentLength ?? 0 <= surroundings.limits.body else { return refuse(.bodyTooLarge) }
        guard meets(head) else { return refuse(.malformedHead, status: 417) }
    }

    /// Whether a reserved place, where it has one, is kept for such a request.
    private func isServed(_ head: RequestHead) -> Bool {
        slot?.isReserved != true || (surroundings.probe.answers(head.path) && !head.hasBody)
    }

    private func take(_ bytes: ByteBuffer) {
        guard state == .receivingBody else { return }
        guard turn.append(bytes, limit: surroundings.limits.body) else { return refuse(.bodyTooLarge) }
        holdBody(bytes.readableBytes)
    }

    /// Answers a client that waits for leave to send its body. False where it expects something else.
    ///
    /// - SeeAlso: RFC 9110, 10.1.1.
    private func meets(_ head: RequestHead) -> Bool {
        guard let expectation = head.expectation, !head.isOld else { return true }
        guard expectation.isField("100-continue") else { return false }
        guard head.hasBody, let context else { return true }
        let head = HTTPResponseHead(version: .http1_1, status: .continue)
        context.writeAndFlush(Self.wrapOutboundOut(.head(head)), promise: nil)
        return true
    }

    private func dispatch() {
        guard state == .receivingBody else { return }
        slot?.stand(.busy)
        if holdsBody, let context { surroundings.bodies.fix(context.channel) }
        guard let request = turn.request(from: address, deadline: .now + surroundings.limits.answer) else { return }
        switch ownAnswer(to: request) ?? begin(request) {
        case .answered(let response): send(response)
        case .waiting(let rest): start(rest)
        }
    }

    /// The answer of the gateway itself; nil where the request is for the commands.
    private func ownAnswer(to request: InboundRequest) -> Exchange? {
        // It would send back what proxies have added.
        if request.method == "TRACE" {
            return .answered(surroundings.handler.refuse(.refusedMethod, path: request.path, requestID: request.requestID))
        }
        return surroundings.probe.exchange(for: request) ?? surroundings.documents?.exchange(for: request, turn.head?.knownTags)
    }

    /// The client's address, as far as proxies are trusted to tell it.
    var address: String {
        let fields = turn.head?.forwardedFor ?? []
        guard !fields.isEmpty else { return peer }
        guard surroundings.proxies.contains(peer) else {
            surroundings.pressure.noteOnce(.foreignForwardedFor)
            return peer
        }
        return PeerAddress.client(peer: peer, fields: fields, proxies: surroundings.proxies)
    }
}
