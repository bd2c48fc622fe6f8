// SPDX-License-Identifier: Apache-2.0

package import CommandKit
import CommandWire

/// The middleware of a server, from the outermost in. There is none of it where there is no middleware: calls then run
/// without a word of this.
package final class MiddlewareChain: Sendable {
    private let middleware: [any CommandMiddleware]

    /// Chains middleware, the outermost first; nil where there is none.
    package init?(_ middleware: [any CommandMiddleware]) {
        guard !middleware.isEmpty else { return nil }
        self.middleware = middleware
    }

    /// Runs a call inside of all middleware, and tells of its end.
    func outcome(of call: BoundCall) async -> Outcome {
        let began = ContinuousClock.now
        let outcome: Outcome
        do {
            let reply = try await reply(to: call.admitted, call, from: 0)
            guard reply.command == call.entry.declared else { throw ForeignReply(command: reply.command.name) }
            outcome = .reply(call.framed(reply), ignored: call.ignored)
        } catch {
            outcome = .refused(call.refusal(for: error))
        }
        tell(
            outcome.ending(
                at: .run, command: call.entry.declared, surface: CommandSurface(call.surface), principal: call.principal,
                requestID: call.requestID, address: call.address, duration: .now - began))
        return outcome
    }

    /// Tells of a call that ended.
    func tell(_ ending: CallEnding) {
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
        let bytes = try await sealed()
        return CommandReply(of: entry.declared, json: surface.isRPC ? Array(bytes.dropFirst(RPCEnvelope.replyPrefix.count)) : bytes)
    }

    /// A reply with this call's prefix.
    fileprivate func framed(_ reply: CommandReply) -> [UInt8] {
        surface.isRPC ? RPCEnvelope.replyPrefix + reply.json : reply.json
    }
}
