// SPDX-License-Identifier: Apache-2.0

/// What a handler may know of the call that it serves, beside its parameters.
public struct CommandContext: Sendable {
    @usableFromInline package let facts: any CallFacts
    /// The command's declared name.
    public var command: CommandName { facts.command }
    /// Who is calling, already admitted.
    public var principal: Principal { facts.principal }
    /// The address of the peer, as text without a port; `in-process` where there is no socket.
    public var address: String { facts.address }
    /// The id under which this request stands in the log and in the reply's `X-Request-ID`.
    public var requestID: RequestID { facts.requestID }
    /// When the answer must be there; database work gives up at this point.
    public var deadline: ContinuousClock.Instant { facts.deadline }
    /// Where the time of day comes from.
    public var clock: any WallClock { facts.clock }

    /// The time of day. Read it once for each call, so that a call sees one time.
    public var now: Timestamp { clock.now() }

    /// Composes a context; the dispatcher does it for each call, tests do it by hand.
    public init(
        command: CommandName, principal: Principal, address: String = "in-process", requestID: RequestID = RequestID(),
        deadline: ContinuousClock.Instant = .now + .seconds(30), clock: any WallClock = SystemClock()
    ) {
        facts = GivenFacts(
            command: command, principal: principal, address: address, requestID: requestID, deadline: deadline, clock: clock)
    }

    /// The context of a call that knows all of this itself: nothing is copied.
    @inlinable package init(_ facts: any CallFacts) { self.facts = facts }
}

/// What a context tells of a call, by the call itself.
@usableFromInline package protocol CallFacts: AnyObject, Sendable {
    /// The command's declared name.
    var command: CommandName { get }
    /// Who is calling.
    var principal: Principal { get }
    /// The address of the peer.
    var address: String { get }
    /// The id of the request.
    var requestID: RequestID { get }
    /// When the answer must be there.
    var deadline: ContinuousClock.Instant { get }
    /// Where the time of day comes from.
    var clock: any WallClock { get }
}

private final class GivenFacts: CallFacts {
    let command: CommandName
    let principal: Principal
    let address: String
    let requestID: RequestID
    let deadline: ContinuousClock.Instant
    let clock: any WallClock

    init(
        command: CommandName, principal: Principal, address: String, requestID: RequestID, deadline: ContinuousClock.Instant,
        clock: any WallClock
    ) {
        self.command = command
        self.principal = principal
        self.address = address
        self.requestID = requestID
        self.deadline = deadline
        self.clock = clock
    }
}
