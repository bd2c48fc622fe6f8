// SPDX-License-Identifier: Apache-2.0

package import CommandKit
package import CommandWire

/// A call that is ready to run: all that its handler is told is read from this one object, so that nothing is copied on the
/// way. Its subclass knows the handler's types.
// @unchecked, since it has a subclass, and counts what its decoder was asked for: one task at a time has it.
package class BoundCall: PendingExchange, CallFacts, @unchecked Sendable {
    let entry: CommandEntry
    let surface: Call.Surface
    /// The address of the peer.
    package let address: String
    /// The id of the request.
    package let requestID: RequestID
    /// The parameters, one for each that the handler gets, in declared order.
    let values: BoundValues
    /// How many parameters its decoder was asked for.
    private var asked = 0
    let ignored: [String]
    /// Who is calling, already admitted.
    package let principal: Principal
    /// When the answer must be there: the deadline of its request, which a batch's calls share.
    package let deadline: ContinuousClock.Instant

    @inline(__always)
    required init(
        _ entry: consuming CommandEntry, _ surface: Call.Surface, _ request: InboundRequest, _ principal: consuming Principal,
        _ values: consuming BoundValues, ignored: consuming [String]
    ) {
        deadline = request.deadline
        self.entry = entry
        self.surface = surface
        address = request.address
        requestID = request.requestID
        self.principal = principal
        self.values = values
        self.ignored = ignored
    }

    /// A call of this type. A function, which takes its arguments where they are; an initializer would count them.
    class func make(
        _ entry: consuming CommandEntry, _ surface: Call.Surface, _ request: InboundRequest, _ principal: consuming Principal,
        _ values: consuming BoundValues, ignored: consuming [String]
    ) -> BoundCall {
        self.init(entry, surface, request, principal, values, ignored: ignored)
    }

    /// Runs the command.
    func outcome() async -> Outcome { .refused(entry.notInstalled) }

    package override func late() -> OutboundResponse? {
        OutboundResponse(.refused(entry.faults.refusals.late.ignoring(ignored)), isV1: surface.isV1)
    }

    /// Runs the handler alone, and gives its reply with what its surface begins a reply with.
    func sealed() async throws -> SealedReply { throw entry.notInstalled }

    /// What a call is told of an error that its handler threw.
    func refusal(for error: any Error) -> Refusal {
        (error as? Refusal ?? entry.faults.refusal(for: error, self)).ignoring(ignored)
    }

    /// The command's declared name.
    package var command: CommandName { entry.name }
    /// Where the time of day comes from.
    package var clock: any WallClock { entry.clock }

    /// The reply of a handler that gives nothing.
    var emptyReply: [UInt8] { surface.isRPC ? RPCEnvelope.replyPrefix + entry.emptyReply : entry.emptyReply }

    /// The reply with what a handler gave.
    func reply(_ fields: some Encodable) throws -> SealedReply {
        let buffer = ReplyBuffer(limit: entry.maximumReply)
        if surface.isRPC { buffer.append(raw: RPCEnvelope.replyPrefix) }
        buffer.append(raw: entry.head)
        _ = buffer.adoptObject(isEmpty: false)
        try ReplyEncoder.appendFields(of: fields, shape: entry.shape, to: buffer)
        buffer.close(to: 0)
        return SealedReply(buffer, account: principal.accountID)
    }

    /// A reply with its first part read; one that is longer has a place of its account's.
    func begun(_ reply: SealedReply) async throws -> SealedReply {
        let reply = try await reply.begun()
        if let rest = reply.rest { await rest.hold(try await entry.places.take(for: principal.accountID)) }
        return reply
    }
}

extension BoundCall: BoundObject {
    /// None: this is the outermost value.
    package var codingPath: [any CodingKey] { [] }
    var value: BoundValue { .absent }
    var shape: DecodingShape? { nil }

    func find(_ property: String) -> (value: BoundValue, shape: DecodingShape?) {
        entry.find(property, among: values, hint: asked)
    }

    func take(_ property: String) -> BoundValue {
        let hint = asked
        asked = hint &+ 1
        return entry.value(property, among: values, hint: hint)
    }

    /// Here and not in the extension alone, where it would be found for each subclass anew.
    package func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        entry.container(type, of: self)
    }
}
