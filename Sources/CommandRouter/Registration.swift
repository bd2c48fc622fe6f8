// SPDX-License-Identifier: Apache-2.0

package import CommandKit
import CommandWire

/// A handler with its types erased: done once, when it is registered, by capturing it.
package final class Registration: Sendable {
    /// The command that it handles.
    package let name: CommandName
    /// The plugin that brought it.
    package let plugin: String
    /// The codes that it can throw.
    let failures: [Int]
    /// What its `Parameters` asks for; nil where that could not be found out, with the reason.
    let asks: ProbedKind?
    let problem: String?
    /// Decodes, runs, and appends the reply's fields to the object that is open in the buffer.
    let run: @Sendable ([BoundValue], DecodingShape, CommandContext, ReplyShape, ReplyBuffer) async throws -> Void

    /// Erases a handler.
    package init<Handler: Command>(_ handler: Handler, plugin: String) {
        name = Handler.name
        self.plugin = plugin
        failures = Handler.Failure.allCases.map(\.rawValue)
        (asks, problem) = Self.probe(Handler.Parameters.self)
        run = { values, names, context, shape, buffer in
            let parameters = try Handler.Parameters(from: BoundDecoder(values, names))
            let reply = try await handler.run(parameters, in: context)
            if Handler.Reply.self == NoReply.self { return }
            try ReplyEncoder.appendFields(of: reply, shape: shape, to: buffer)
        }
    }

    private static func probe(_ type: (some Decodable).Type) -> (ProbedKind?, String?) {
        do { return (try Probe.kind(of: type), nil) } catch { return (nil, "\(error)") }
    }

    /// Every handler of these plugins, in order.
    package static func all(of plugins: [any CommandPlugin]) -> [Registration] {
        plugins.flatMap { plugin in plugin.commands.map { Registration($0, plugin: plugin.name) } }
    }
}
