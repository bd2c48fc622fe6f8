// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandWire

/// A handler whose types are erased.
// @unchecked, since it has a subclass: both hold constants alone, which are Sendable.
class Handler: @unchecked Sendable {
    /// What its calls are. Kept, since looking a generic type up takes longer than anything else about making a call.
    let callType: BoundCall.Type
    /// Makes the container that its `Parameters` ask for.
    let containers: ContainerMaker

    init(callType: BoundCall.Type, containers: ContainerMaker = .none) {
        self.callType = callType
        self.containers = containers
    }

    /// The name of its type, for whoever reads an explanation.
    var name: String { "\(Self.self)" }
}

/// A handler of this type.
// @unchecked, as its superclass.
final class TypedHandler<Implementation: Command>: Handler, @unchecked Sendable {
    let command: Implementation

    init(_ command: Implementation) {
        self.command = command
        super.init(callType: TypedCall<Implementation>.self, containers: .of(Implementation.Parameters.self))
    }

    override var name: String { "\(Implementation.self)" }
}

/// A call that knows its handler's types: it decodes, runs and seals in one asynchronous frame.
// @unchecked, as its superclass: it adds nothing.
final class TypedCall<Implementation: Command>: BoundCall, @unchecked Sendable {
    @inline(__always)
    required init(
        _ entry: consuming CommandEntry, _ surface: Call.Surface, _ request: InboundRequest, _ principal: consuming Principal,
        _ values: consuming BoundValues, ignored: consuming [String]
    ) {
        super.init(entry, surface, request, principal, values, ignored: ignored)
    }

    override class func make(
        _ entry: consuming CommandEntry, _ surface: Call.Surface, _ request: InboundRequest, _ principal: consuming Principal,
        _ values: consuming BoundValues, ignored: consuming [String]
    ) -> BoundCall {
        self.init(entry, surface, request, principal, values, ignored: ignored)
    }

    override func outcome() async -> Outcome {
        if let middleware = entry.middleware { return await middleware.outcome(of: self) }
        do { return .reply(try await begun(run()), ignored: ignored) } catch { return .refused(refusal(for: error)) }
    }

    override func finish() async -> OutboundResponse {
        if let middleware = entry.middleware {
            return OutboundResponse(await middleware.outcome(of: self), isV1: surface.isV1)
        }
        do {
            var reply = try await run()
            if reply.rest != nil { reply = try await begun(reply) }
            return OutboundResponse(reply: reply, ignored: ignored)
        } catch {
            return OutboundResponse(.refused(refusal(for: error)), isV1: surface.isV1)
        }
    }

    override func sealed() async throws -> SealedReply { try await run() }

    /// The reply.
    @inline(__always)
    private func run() async throws -> SealedReply {
        // As its superclass, whose conformances need not be looked up.
        let parameters = try Implementation.Parameters(from: self as BoundCall)
        let reply = try await Self.command(of: entry).run(parameters, in: CommandContext(self as BoundCall))
        return Implementation.Reply.self == NoReply.self ? SealedReply(emptyReply, account: principal.accountID) : try self.reply(reply)
    }

    /// A call of this type is made for an entry whose handler has this type alone.
    private static func command(of entry: CommandEntry) throws(Refusal) -> Implementation {
        guard let handler = entry.handler else { throw entry.notInstalled }
        return unsafeDowncast(handler, to: TypedHandler<Implementation>.self).command
    }
}
