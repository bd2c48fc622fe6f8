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
    /// What is known of the bytes that came.
    private let wire: Wire
    /// Nil before the handler is in its channel and after it left.
    var context: ChannelHandlerContext?
    /// Its place among all connections; nil before it is active and once it is over.
    var slot: ConnectionSlot?
    /// The other end's address.
    var peer = ""
    var state = State.idle
    /// The request whose turn it is.
    var turn = Turn()
    /// What came ahead of its turn.
    var ahead = CircularBuffer<Input>()
    /// How many whole requests are among it.
    var requestsAhead = 0
    /// What is left to do for the request whose turn it is, while it runs.
    var pending: PendingExchange?
    /// What does it, or reads the next piece of its answer; cancelled when the connection ends.
    var task: Task<Void, Never>?
    /// How many tasks were started, by which the result of one that was given up is told.
    var tasks = 0
    /// An answer that is sent piece by piece.
    var transfer: Transfer?
    /// Whether its pieces are being written further up the stack.
    var isTransferring = false
    /// Whether bytes of a body, or of an answer, are counted.
    var holdsBody = false, holdsReply = false
    /// Whether the first bytes of an answer were sent before it was there.
    var hasAskedForClient = false
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
    /// Since when it has been idle in the eyes of others, while its last answer is still being sent.
    var idleSince: NIODeadline?
    /// When the state that it is in has lasted too long.
    var deadline = NIODeadline.distantFuture
    var timer: (task: Scheduled<Void>, fires: NIODeadline)?

    /// What answers, kept until another is in force.
    private var handler: any RequestHandler
    private var generation: Int

    init(_ surroundings: Surroundings, _ wire: Wire) {
        self.surroundings = surroundings
        self.wire = wire
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
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        end()
        self.context = nil
    }

    func channelActive(context: ChannelHandlerContext) {
        peer = PeerAddress.text(of: context.remoteAddress)
        let address = surroundings.proxies.contains(peer) ? nil : AddressBlock(context.remoteAddress)
        slot = surroundings.slots.admit(context.channel, address)
        guard let slot else { return close() }
        deadline = .now() + (slot.isReserved ? Limits.reservedHead : surroundings.limits.headDeadline)
        if isStopping { quiesce() }
        settle()
    }

    func channelInactive(context: ChannelHandlerContext) { end() }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        isInRead = true
        sawPart = true
        let part = Self.unwrapInboundIn(data)
        wire.note(part)
        accept(.part(part))
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch error {
        case HTTPParserError.headerOverflow, is ByteToMessageDecoderError.PayloadTooLargeError: accept(.fault(.headTooLarge))
        case let error as HTTPParserError: accept(.fault(fault(error)))
        case is ByteToMessageDecoderError: break
        default: close()
        }
    }

    private func fault(_ error: HTTPParserError) -> TransportFault {
        if state == .receivingBody { return .malformedBody }
        if wire.endsWithOtherVersion { return .unknownVersion }
        return error == .invalidMethod && wire.beginsWithMethod ? .unknownMethod : .malformedHead
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        isInRead = false
        if state == .idle, !sawPart { beginHead() }
        if state == .draining { countDrained() }
        // What is read and gives no part is thrown away: the decoder sets no bound to a chunk's extensions.
        if wire.unread > surroundings.limits.head + Limits.read { accept(.fault(.malformedBody)) }
        sawPart = false
        pump()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed:
            isInRead = false
            inputEnded = true
            if state == .running { askForClient() }
            pump()
        case is ChannelShouldQuiesceEvent:
            quiesce()
            arm()
        case is SlotIsTaken: leaveSlot()
        case is BytesAreTaken: letGo()
        default: context.fireUserInboundEventTriggered(event)
        }
    }
}
