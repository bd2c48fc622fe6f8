// SPDX-License-Identifier: Apache-2.0

/// What a handler may know of the call that it serves, beside its parameters.
public struct CommandContext: Sendable {
    /// The command's declared name.
    public let command: CommandName
    /// Who is calling, already admitted.
    public let principal: Principal
    /// The address of the peer, as text without a port; `in-process` where there is no socket.
    public let address: String
    /// The id under which this request stands in the log and in the reply's `X-Request-ID`.
    public let requestID: RequestID
    /// When the answer must be there; database work gives up at this point.
    public let deadline: ContinuousClock.Instant
    /// Where the time of day comes from.
    public let clock: any WallClock

    /// The time of day. Read it once for each call, so that a call sees one time.
    public var now: Timestamp { clock.now() }

    /// Composes a context; the dispatcher does it for each call, tests do it by hand.
    public init(
        command: CommandName, principal: Principal, address: String = "in-process", requestID: RequestID = RequestID(),
        deadline: ContinuousClock.Instant = .now + .seconds(30), clock: any WallClock = SystemClock()
    ) {
        self.command = command
        self.principal = principal
        self.address = address
        self.requestID = requestID
        self.deadline = deadline
        self.clock = clock
    }
}
