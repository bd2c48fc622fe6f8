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
    /// What its `Reply` gives; nil where that is not known before it runs.
    let gives: ProbedKind?
    let handler: Handler

    /// Erases a handler.
    package init<Implementation: Command>(_ command: Implementation, plugin: String) {
        name = Implementation.name
        self.plugin = plugin
        failures = Implementation.Failure.allCases.map(\.rawValue)
        (asks, problem) = Self.probe(Implementation.Parameters.self)
        gives = Self.given(Implementation.Reply.self)
        handler = TypedHandler(command)
    }

    /// A handler that decodes what it takes by itself and throws no code of its own.
    init(name: String, plugin: String, handler: Handler) {
        self.name = CommandName(name)
        self.plugin = plugin
        failures = []
        asks = nil
        problem = nil
        gives = nil
        self.handler = handler
    }

    private static func probe(_ type: (some Decodable).Type) -> (ProbedKind?, String?) {
        do { return (try Probe.kind(of: type), nil) } catch { return (nil, "\(error)") }
    }

    /// What a `Reply` is decoded from is what it is encoded to.
    private static func given(_ type: Any.Type) -> ProbedKind? {
        if type == NoReply.self { return .nothing }
        return (type as? any Decodable.Type).flatMap { probe($0).0 }
    }

    /// Every handler of these plugins, in order.
    package static func all(of plugins: [any CommandPlugin]) -> [Registration] {
        plugins.flatMap { plugin in plugin.commands.map { Registration($0, plugin: plugin.name) } }
    }
}
