// SPDX-License-Identifier: Apache-2.0

package import CommandKit
package import CommandManifest
import CommandWire

/// Holds every handler against the manifest, before anything is served. Each disagreement is a diagnostic at the
/// manifest's line.
package enum ContractCheck {
    /// What to make of a command that no plugin handles.
    package enum Unbound: String, Sendable, CaseIterable {
        /// An error: the server does not start.
        case refuse
        /// Callers are told 100002.
        case answer
    }

    /// Everything in which manifest and plugins disagree, in order of place.
    package static func diagnostics(
        _ manifest: Manifest, file: String, plugins: [any CommandPlugin], unbound: Unbound = .refuse
    ) -> [Diagnostic] {
        let handlers = Registration.all(of: plugins)
        let declared = Dictionary(
            manifest.commands.map { (CommandName($0.name), $0) }, uniquingKeysWith: { first, _ in first })
        let bound = Dictionary(handlers.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let strays = StrayHandlers(
            handlers.filter { declared[$0.name] == nil }, manifest,
            unbound: manifest.commands.filter { bound[CommandName($0.name)] == nil },
            file: file)
        var found = strays.diagnostics + twice(handlers, declared, file)
        for command in manifest.commands {
            if let handler = bound[CommandName(command.name)] {
                found += HandlerCheck(command: command, handler: handler).diagnostics
            } else if unbound == .refuse, !strays.meant.contains(command.name) {
                found.append(missing(command, plugins))
            }
        }
        return found.sorted { $0.location < $1.location }
    }

    private static func missing(_ command: CommandDeclaration, _ plugins: [any CommandPlugin]) -> Diagnostic {
        let note =
            plugins.contains { $0.name == command.plugin }
            ? "Add a handler to the plugin `\(command.plugin)`, or pass `--unbound answer` to answer it with 100002."
            : "\(absent(command.plugin, plugins)) or pass `--unbound answer`."
        return Diagnostic(.contractUnbound, at: command.location, "`\(command.name)` has no handler.", note: note)
    }

    private static func absent(_ plugin: String, _ plugins: [any CommandPlugin]) -> String {
        guard let nearest = Suggestion.nearest(to: plugin, among: plugins.map(\.name)) else {
            return "There is no plugin `\(plugin)` in this server; add it,"
        }
        return "There is no plugin `\(plugin)` in this server; write `\(nearest)` if that is meant,"
    }

    private static func twice(
        _ handlers: [Registration], _ declared: [CommandName: CommandDeclaration], _ file: String
    ) -> [Diagnostic] {
        var first: [CommandName: Registration] = [:]
        return handlers.compactMap { handler -> Diagnostic? in
            guard let other = first.updateValue(handler, forKey: handler.name) else { return nil }
            return Diagnostic(
                .contractTwice, at: declared[handler.name]?.location ?? SourceLocation(file: file, line: 1, column: 1),
                "`\(handler.name)` has two handlers, in the plugins `\(other.plugin)` and `\(handler.plugin)`.",
                note: "Remove one of them.")
        }
    }
}

extension Diagnostic.ID {
    /// Every id of the contract, in the order in which a team meets them.
    package static let ofContract: [Diagnostic.ID] = [
        .contractUnbound, .contractUndeclared, .contractTwice, .contractPlugin, .contractParameter, .contractUntaken, .contractOptional,
        .contractKind, .contractProbe, .contractFailure, .contractReserved, .contractUnused, .contractReply,
    ]

    /// A declared command without a handler.
    package static let contractUnbound = Diagnostic.ID("contract.unbound")
    /// A handler without a declaration.
    package static let contractUndeclared = Diagnostic.ID("contract.undeclared")
    /// Two handlers for one command.
    package static let contractTwice = Diagnostic.ID("contract.twice")
    /// A handler in another plugin than the declaration says.
    package static let contractPlugin = Diagnostic.ID("contract.plugin")
    /// A property of `Parameters` that is not declared.
    package static let contractParameter = Diagnostic.ID("contract.parameter.undeclared")
    /// A declared parameter that its handler does not take.
    package static let contractUntaken = Diagnostic.ID("contract.parameter.untaken")
    /// A property that is not optional, though its parameter may be absent.
    package static let contractOptional = Diagnostic.ID("contract.parameter.optional")
    /// A property of another kind than its parameter.
    package static let contractKind = Diagnostic.ID("contract.parameter.kind")
    /// `Parameters` that cannot be decoded from samples.
    package static let contractProbe = Diagnostic.ID("contract.parameter.probe")
    /// A failure whose code is not declared.
    package static let contractFailure = Diagnostic.ID("contract.failure.undeclared")
    /// A failure whose code is reserved.
    package static let contractReserved = Diagnostic.ID("contract.failure.reserved")
    /// A declared code that nothing sends.
    package static let contractUnused = Diagnostic.ID("contract.error.unused")
    /// A `Reply` that is not as `returns` declares it.
    package static let contractReply = Diagnostic.ID("contract.reply")
}
