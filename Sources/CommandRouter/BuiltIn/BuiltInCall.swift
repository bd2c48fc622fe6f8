// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import CommandWire

/// A call of one of the router's own commands. It is what its parameters are decoded from: `try Parameters(from: call)`.
// @unchecked, as its superclass: it adds nothing.
package final class BuiltInCall: BoundCall, @unchecked Sendable {
    override func outcome() async -> Outcome {
        if let middleware = entry.middleware { return await middleware.outcome(of: self) }
        do { return .reply(try await sealed(), ignored: ignored) } catch { return .refused(refusal(for: error)) }
    }

    override func sealed() async throws -> SealedReply {
        guard let handler = entry.handler as? BuiltInHandler else { throw entry.notInstalled }
        return SealedReply(RPCEnvelope.replyPrefix + (try await handler.command.answer(self)))
    }
}

/// The handler of one of the router's own commands.
// @unchecked, as its superclass.
final class BuiltInHandler: Handler, @unchecked Sendable {
    let command: BuiltInCommand

    init(_ command: BuiltInCommand) {
        self.command = command
        super.init(callType: BuiltInCall.self)
    }
}

extension Registration {
    /// One of the router's own commands.
    convenience init(_ command: BuiltInCommand) {
        self.init(name: command.declaration.name, plugin: command.declaration.plugin, handler: BuiltInHandler(command))
    }
}
