// SPDX-License-Identifier: Apache-2.0

/// What a handler may know of the call that it serves, beside its parameters.
public struct CommandContext: Sendable {
    private let scope: CommandScope
    /// The command's declared name.
    public var command: CommandName { scope.command }
    /// Who is calling, already admitted.
    public let principal: Principal
    /// The address of the peer, as text without a port; `in-process` where there is no socket.
    public let address: String
    /// The id under which this request stands in the log and in the reply's `X-Request-ID`.
    public let requestID: RequestID
    /// When the answer must be there; database work gives up at this point.
    public let deadline: ContinuousClock.Instant
    /// Where the time of day comes from.
    public var clock: any WallClock { scope.clock }

    /// The time of day. Read it once for each call, so that a call sees one time.
    public var now: Timestamp { clock.now() }

    /// Composes a context; the dispatcher does it for each call, tests do it by hand.
    public init(
        command: CommandName, principal: Principal, address: String = "in-process", requestID: RequestID = RequestID(),
        deadline: ContinuousClock.Instant = .now + .seconds(30), clock: any WallClock = SystemClock()
    ) {
        self.init(
            scope: CommandScope(command, clock: clock), principal: principal, address: address, requestID: requestID,
            deadline: deadline)
    }

    /// Composes the context of one call of a command.
    package init(
        scope: CommandScope, principal: Principal, address: String, requestID: RequestID, deadline: ContinuousClock.Instant
    ) {
        self.scope = scope
        self.principal = principal
        self.address = address
        self.requestID = requestID
        self.deadline = deadline
    }
}

/// What the contexts of all calls of one command share.
package final class CommandScope: Sendable {
    let command: CommandName
    let clock: any WallClock

    /// A command, and where its calls have the time of day from.
    package init(_ command: CommandName, clock: any WallClock) {
        self.command = command
        self.clock = clock
    }
}
