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
    let runner: HandlerRunner

    /// Erases a handler.
    package init<Handler: Command>(_ handler: Handler, plugin: String) {
        name = Handler.name
        self.plugin = plugin
        failures = Handler.Failure.allCases.map(\.rawValue)
        (asks, problem) = Self.probe(Handler.Parameters.self)
        runner = TypedRunner(handler)
    }

    private static func probe(_ type: (some Decodable).Type) -> (ProbedKind?, String?) {
        do { return (try Probe.kind(of: type), nil) } catch { return (nil, "\(error)") }
    }

    /// Every handler of these plugins, in order.
    package static func all(of plugins: [any CommandPlugin]) -> [Registration] {
        plugins.flatMap { plugin in plugin.commands.map { Registration($0, plugin: plugin.name) } }
    }
}

/// Runs a handler whose types are erased. A class, since an asynchronous closure costs a call more.
// @unchecked, since it has a subclass: it holds nothing, and its subclass one constant.
class HandlerRunner: @unchecked Sendable {
    /// Decodes, runs, and gives the reply's bytes.
    func run(_ call: BoundCall) async throws -> [UInt8] { call.emptyReply }
}

// @unchecked, as its superclass: it holds one constant, which is Sendable.
private final class TypedRunner<Handler: Command>: HandlerRunner, @unchecked Sendable {
    private let handler: Handler

    init(_ handler: Handler) { self.handler = handler }

    override func run(_ call: BoundCall) async throws -> [UInt8] {
        let parameters = try Handler.Parameters(from: BoundDecoder(call.values, call.entry.names))
        let reply = try await handler.run(parameters, in: call.context)
        return Handler.Reply.self == NoReply.self ? call.emptyReply : try call.reply(reply)
    }
}
