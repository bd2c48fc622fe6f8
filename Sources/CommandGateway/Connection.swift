// SPDX-License-Identifier: Apache-2.0

import CommandWire
import NIOCore
import NIOHTTP1
import Synchronization

/// One connection, from its first byte to its last: receives requests one after another, has each answered, and
/// cuts a client that is too large or too slow.
///
/// Bytes are read from the socket only while a request is being received. A client that sends requests ahead of their
/// turn waits in its own send buffer, so a connection holds one request, one answer and one read's worth of bytes.
final class Connection: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    /// Where a connection stands.
    enum State {
        /// Between two requests, or before the first.
        case idle
        /// The first bytes of a head have come.
        case receivingHead
        /// A head is there, its body is on its way.
        case receivingBody
        /// A request was handed over and its answer is awaited.
        case running
        /// An answer is on its way.
        case replying
        /// The last answer is sent; what still comes is thrown away until the client closes its side.
        case draining
        /// It is over.
        case closed
    }

    /// What the decoder made of the client's bytes.
    enum Input {
        case part(HTTPServerRequestPart)
        case fault(TransportFault)
    }

    let surroundings: Surroundings
    /// Nil before the handler is in its channel and after it left.
    var context: ChannelHandlerContext?
    /// The other end's address.
    var peer = ""
    var state = State.idle
    /// The request whose turn it is.
    var turn = Turn()
    /// What came ahead of its turn.
    var ahead = CircularBuffer<Input>()
    /// How many whole requests are among it.
    var requestsAhead = 0
    /// Whether nothing more will come, or nothing that counts.
    var inputEnded = false
    /// Whether the gateway stops, so that this answer is the last.
    var isStopping: Bool { surroundings.isStopping.load(ordering: .acquiring) }
    /// Whether a read is being delivered; its end will see to what is next.
    var isInRead = false
    /// Whether a part of a request came with the read that is being delivered.
    var sawPart = false
    /// Whether `pump` is at work further up the stack.
    var isPumping = false
    /// Whether no head was received yet.
    var isFirst = true
    var readsDrained = 0
    var date = DateField()
    /// When the state that it is in has lasted too long.
    var deadline = NIODeadline.distantFuture
    var timer: (task: Scheduled<Void>, fires: NIODeadline)?

    /// What answers, kept until another is in force.
    private var handler: any RequestHandler
    private var generation: Int

    init(_ surroundings: Surroundings) {
        self.surroundings = surroundings
        generation = surroundings.handler.generation
        handler = surroundings.handler.inForce
    }

    /// Gives a request to what answers now.
    func begin(_ request: InboundRequest) -> Exchange {
        let current = surroundings.handler.generation
        if current != generation { (generation, handler) = (current, surroundings.handler.inForce) }
        return handler.begin(request)
    }

    /// Whether the next input's turn is now.
    var isReceptive: Bool {
        switch state {
        case .idle, .receivingHead, .receivingBody, .draining: true
        case .running, .replying, .closed: false
        }
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        surroundings.connections.wrappingAdd(1, ordering: .relaxed)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        end()
        self.context = nil
        surroundings.connections.wrappingSubtract(1, ordering: .relaxed)
    }

    func channelActive(context: ChannelHandlerContext) {
        peer = PeerAddress.text(of: context.remoteAddress)
        deadline = .now() + surroundings.limits.headDeadline
        if isStopping { quiesce() }
        settle()
    }

    func channelInactive(context: ChannelHandlerContext) { end() }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        isInRead = true
        sawPart = true
        accept(.part(Self.unwrapInboundIn(data)))
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch error {
        case HTTPParserError.headerOverflow, is ByteToMessageDecoderError.PayloadTooLargeError: accept(.fault(.headTooLarge))
        case is HTTPParserError: accept(.fault(.malformedHead))
        case is ByteToMessageDecoderError: break
        default: close()
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        isInRead = false
        if state == .idle, !sawPart { beginHead() }
        if state == .draining { countDrained() }
        sawPart = false
        pump()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed:
            isInRead = false
            inputEnded = true
            pump()
        case is ChannelShouldQuiesceEvent:
            quiesce()
            arm()
        default: context.fireUserInboundEventTriggered(event)
        }
    }
}
