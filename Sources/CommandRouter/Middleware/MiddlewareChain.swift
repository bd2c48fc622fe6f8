// SPDX-License-Identifier: Apache-2.0

package import CommandKit
import CommandWire

/// The middleware of a server, from the outermost in. There is none of it where there is no middleware: calls then run
/// without a word of this.
package final class MiddlewareChain: Sendable {
    private let middleware: [any CommandMiddleware]
    /// What is only told of calls, and before all middleware.
    private let watchers: [any CommandMiddleware]

    /// Chains middleware, the outermost first; nil where there is none. `watchers` stand around no call, and are told of each.
    package init?(_ middleware: [any CommandMiddleware], watchers: [any CommandMiddleware] = []) {
        guard !middleware.isEmpty || !watchers.isEmpty else { return nil }
        self.middleware = middleware
        self.watchers = watchers
    }

    /// Runs a call inside of all middleware, and tells of its end.
    func outcome(of call: BoundCall) async -> Outcome {
        let began = ContinuousClock.now
        let outcome: Outcome
        do {
            outcome = .reply(try await sealed(call), ignored: call.ignored)
        } catch {
            outcome = .refused(call.refusal(for: error))
        }
        guard case .reply(let reply, _) = outcome, let rest = reply.rest else {
            tell(outcome, of: call, since: began)
            return outcome
        }
        // Without the reply, which would keep itself.
        let done = Outcome.reply(SealedReply([]), ignored: call.ignored)
        await rest.whenEnded { error in
            self.tell(error.map { .refused(call.refusal(for: $0)) } ?? done, of: call, since: began)
        }
        return outcome
    }

    /// Runs a call. Where a middleware stands around it the reply is put together, since that may keep it.
    private func sealed(_ call: BoundCall) async throws -> SealedReply {
        guard !middleware.isEmpty else { return try await call.begun(call.sealed()) }
        let reply = try await reply(to: call.admitted, call, from: 0)
        guard reply.command == call.entry.declared else { throw ForeignReply(command: reply.command.name) }
        return SealedReply(call.framed(reply), account: call.principal.accountID)
    }

    private func tell(_ outcome: Outcome, of call: BoundCall, since began: ContinuousClock.Instant) {
        tell(
            outcome.ending(
                at: .run, command: call.entry.declared, surface: CommandSurface(call.surface), principal: call.principal,
                requestID: call.requestID, address: call.address, duration: .now - began))
    }

    /// Tells of a call that ended.
    func tell(_ ending: CallEnding) {
        for each in watchers { each.ended(ending) }
        for each in middleware { each.ended(ending) }
    }

    private func reply(to admitted: AdmittedCall, _ call: BoundCall, from index: Int) async throws -> CommandReply {
        guard index < middleware.count else { return try await call.commandReply() }
        return try await middleware[index].run(admitted) { try await self.reply(to: admitted, call, from: index + 1) }
    }
}

/// A middleware's reply that is not of the command that was called, or of an earlier declaration of it.
private struct ForeignReply: Error, CustomStringConvertible {
    let command: CommandName
    var description: String { "a middleware gave a reply of another declaration, that of \(command)" }
}

extension BoundCall {
    /// As middleware sees it.
    fileprivate var admitted: AdmittedCall {
        AdmittedCall(
            command: entry.declared, surface: CommandSurface(surface), context: CommandContext(self), parameters: { self.boundText })
    }

    private var boundText: JSONText {
        let buffer = ReplyBuffer()
        BoundText.append(values.all, entry.plan.bound, to: buffer)
        return JSONText(wellFormed: String(decoding: buffer.bytes, as: UTF8.self))
    }

    /// What the handler answers, without a surface's prefix.
    fileprivate func commandReply() async throws -> CommandReply {
        let bytes = try await sealed().whole(atMost: entry.maximumReply)
        return CommandReply(of: entry.declared, json: surface.isRPC ? Array(bytes.dropFirst(RPCEnvelope.replyPrefix.count)) : bytes)
    }

    /// A reply with this call's prefix.
    fileprivate func framed(_ reply: CommandReply) -> [UInt8] {
        surface.isRPC ? RPCEnvelope.replyPrefix + reply.json : reply.json
    }
}
