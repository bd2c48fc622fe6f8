// SPDX-License-Identifier: Apache-2.0

import CommandWire
import Logging
import NIOCore
import Synchronization

/// What all connections of one gateway share.
final class Surroundings: Sendable {
    /// What answers.
    let handler: any RequestHandler
    /// What answers a supervisor.
    let probe: Probe
    /// Documents about the commands; nil where there are none.
    let documents: DocumentPages?
    /// The limits, in the units in which connections need them.
    let limits: Limits
    /// Whose `X-Forwarded-For` is believed.
    let proxies: Set<String>
    /// Where connections log.
    let logger: Logger
    /// Whether the gateway was told to stop. It is set before any connection has the event, which one that is just
    /// being set up would miss.
    let isStopping = Atomic<Bool>(false)
    /// The places for connections.
    let slots: ConnectionSlots
    /// Bytes of replies that clients have not taken, by account; those of strangers count as one account's.
    let replies: ByteBudget<Int?>
    /// Bytes of bodies that are being received or answered, by address.
    let bodies: ByteBudget<AddressBlock?>
    /// Where it is logged that limits were reached.
    let pressure: PressureLog

    init(
        handler: any RequestHandler, probe: Probe, documents: DocumentPages?, configuration: GatewayConfiguration, logger: Logger
    ) {
        self.handler = handler
        self.probe = probe
        self.documents = documents
        limits = Limits(configuration)
        proxies = Set(configuration.trustedProxies.map(PeerAddress.canonical))
        self.logger = logger
        pressure = PressureLog(logger)
        slots = ConnectionSlots(
            maximum: DescriptorLimit.raise(toHold: configuration.maximumConnections, logger: logger),
            perAddress: configuration.connectionsPerAddress, pressure: pressure)
        replies = ByteBudget(
            limit: configuration.maximumReplyBytes,
            perOwner: min(configuration.maximumReplyBytesPerAccount, configuration.maximumReplyBytes))
        let bodyBytes = max(configuration.maximumBodyBytes, configuration.maximumBody)
        bodies = ByteBudget(limit: bodyBytes, perOwner: max(bodyBytes / 4, configuration.maximumBody))
    }
}

/// The limits of one connection.
struct Limits: Sendable {
    let body, head, headerFields: Int
    let headDeadline, requestDeadline, replyDeadline, idleTimeout: TimeAmount
    /// From a whole request to its answer.
    let answer: Duration
    /// How fast an answer of unknown length must be read, in bytes a second.
    let replyRate: Int64

    /// How much is read from a socket at once, and so the most that is held of requests sent ahead of their turn.
    static let read = 16_384
    /// The most parts of requests held ahead of their turn. One read brings fewer; only a client that has already shut
    /// its sending side can exceed it, since everything it sent is then read at once.
    static let partsAhead = 4096
    /// How long a client has to read its last answer while the rest of what it sends is thrown away.
    static let linger = TimeAmount.seconds(2)
    /// How long a client has that was cut because it was too slow.
    static let farewell = TimeAmount.milliseconds(250)
    /// How many reads are thrown away meanwhile: 4 MiB.
    static let lingerReads = 256
    /// How long a connection with a reserved place has for its head.
    static let reservedHead = TimeAmount.seconds(2)
    /// How long an idle connection is looked at, on stopping, for a request that is already on its way.
    static let parting = TimeAmount.milliseconds(5)

    init(_ configuration: GatewayConfiguration) {
        body = configuration.maximumBody
        head = configuration.maximumHead
        headerFields = configuration.maximumHeaderFields
        headDeadline = TimeAmount(configuration.headDeadline)
        requestDeadline = TimeAmount(configuration.requestDeadline)
        replyDeadline = TimeAmount(configuration.replyDeadline)
        idleTimeout = TimeAmount(configuration.idleTimeout)
        answer = configuration.answerDeadline
        replyRate = Int64(max(configuration.minimumReplyRate, 1))
    }
}
