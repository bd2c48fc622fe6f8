// SPDX-License-Identifier: Apache-2.0

public import CommandKit
import CommandManifest
import CommandRouter
public import CommandWire

/// A router in this process: whole requests in, whole answers out, exactly what the gateway calls, without a socket.
///
/// ```swift
/// let harness = try CommandHarness(
///     manifestFile: "commands.yaml", plugins: [TagsPlugin(tags: store)],
///     callers: ["key": Principal(kind: .user, accountID: 1, permissions: .all)])
/// let reply = await harness.respond(to: .json(#"{"Command":"tag.create","APIKey":"key","Tag":"summer"}"#))
/// ```
/// There are no accounts: `callers` says whose each credential is. It is taken as an API key, as an admin's key where its
/// principal is an admin, and as a session's id. Commands of the plugin `accounts`, which comes with the server, are unknown here
/// unless it is among the plugins.
public struct CommandHarness: Sendable {
    @usableFromInline let handler: any RequestHandler

    /// Reads a manifest's file and those that it includes, checks it, and binds the plugins' handlers to it.
    ///
    /// - Parameters:
    ///   - answersUnbound: whether a declared command without a handler is answered with 100002; else it is a fault.
    ///   - clock: what handlers are given as the time of day.
    ///   - middleware: what stands around every command, the outermost first.
    /// - Throws: ``UnsoundManifest`` with everything that would keep a server from starting.
    public init(
        manifestFile path: String, plugins: [any CommandPlugin], callers: [String: Principal] = [:],
        answersUnbound: Bool = false, clock: any WallClock = SystemClock(),
        middleware: [any CommandMiddleware] = []
    ) throws(UnsoundManifest) {
        let read = ManifestReader().read(file: path)
        try self.init(read, path, plugins, FixedCallers(principals: callers), answersUnbound, clock, middleware)
    }

    /// The same with an authenticator that says whose each credential is, such as one over a database of accounts.
    ///
    /// - Throws: ``UnsoundManifest`` with everything that would keep a server from starting.
    public init(
        manifestFile path: String, plugins: [any CommandPlugin], authenticator: any Authenticator,
        answersUnbound: Bool = false, clock: any WallClock = SystemClock(),
        middleware: [any CommandMiddleware] = []
    ) throws(UnsoundManifest) {
        let read = ManifestReader().read(file: path)
        try self.init(read, path, plugins, authenticator, answersUnbound, clock, middleware)
    }

    /// The same for a text, as if it stood in the file `name`.
    ///
    /// - Throws: ``UnsoundManifest`` with everything that would keep a server from starting.
    public init(
        manifest text: String, name: String = "commands.yaml", plugins: [any CommandPlugin],
        callers: [String: Principal] = [:], answersUnbound: Bool = false, clock: any WallClock = SystemClock(),
        middleware: [any CommandMiddleware] = []
    ) throws(UnsoundManifest) {
        let read = ManifestReader().read(text: Array(text.utf8), name: name)
        try self.init(read, name, plugins, FixedCallers(principals: callers), answersUnbound, clock, middleware)
    }

    private init(
        _ read: (manifest: Manifest?, diagnostics: [Diagnostic]), _ file: String, _ plugins: [any CommandPlugin],
        _ authenticator: any Authenticator, _ answersUnbound: Bool, _ clock: any WallClock,
        _ middleware: [any CommandMiddleware]
    ) throws(UnsoundManifest) {
        guard var manifest = read.manifest else { throw UnsoundManifest(read.diagnostics) }
        if !plugins.contains(where: { $0.name == "accounts" }) { manifest.commands.removeAll { $0.plugin == "accounts" } }
        let contract = ContractCheck.diagnostics(
            manifest, file: file, plugins: plugins, unbound: answersUnbound ? .answer : .refuse)
        guard !contract.contains(where: { $0.severity == .error }) else { throw UnsoundManifest(read.diagnostics + contract) }
        var settings = RouterSettings()
        settings.clock = clock
        settings.middleware = MiddlewareChain(middleware)
        handler = Router(manifest: manifest, plugins: plugins, authenticator: authenticator, settings: settings)
    }

    /// Takes a request through every gate to its answer. A request that is sent twice has one id.
    ///
    /// Inlined where it is called, so that what is timed through it is what the gateway calls and nothing else.
    @inlinable @inline(__always)
    public func respond(to request: Request) async -> Reply {
        switch handler.begin(request.inbound) {
        case .answered(let response): Reply(outbound: response)
        case .waiting(let rest): Reply(outbound: await rest.finish().whole())
        }
    }
}
