// SPDX-License-Identifier: Apache-2.0

package import CommandKit
package import CommandManifest
package import CommandWire
package import Logging

/// The router on its three surfaces: whole requests in, whole answers out, no socket in sight.
///
/// | path | surface |
/// | --- | --- |
/// | `/api.php` | the flat API, POST and GET |
/// | `/api/v1/NAME` | one path for each command, POST |
/// | `/rpc` | JSON-RPC 2.0, POST |
package final class Router: RequestHandler {
    package let dispatcher: Dispatcher
    let refusals: StandardRefusals
    let settings: RouterSettings
    let shelf = DocumentShelf()

    /// Composes a router. Hold ``ContractCheck`` against manifest and plugins first: what is not bound is answered with
    /// 100002, and what disagrees with its declaration with 100005. `builtIn` gives the router's own commands.
    package init(
        manifest: Manifest, plugins: [any CommandPlugin], authenticator: any Authenticator,
        settings: RouterSettings = RouterSettings(), logger: Logger = Logger(label: "command-router"),
        builtIn: (Manifest, RouterDoor) -> [BuiltInCommand] = BuiltInCommand.all
    ) {
        refusals = StandardRefusals(
            texts: Dictionary(manifest.errors.map { ($0.code, $0.callerText) }, uniquingKeysWith: { first, _ in first }))
        self.settings = settings
        let faults = Faults(refusals: refusals, log: DispatchLog(logger))
        let door = RouterDoor()
        dispatcher = Dispatcher(
            table: CommandTable(
                manifest, plugins: plugins, builtIn: builtIn(manifest, door), settings: settings, faults: faults),
            authenticator: authenticator, faults: faults, middleware: settings.middleware,
            isGetStrict: settings.isGetStrict)
        door.open(to: self)
    }

    /// The manifest that it answers by.
    package var manifest: Manifest { dispatcher.table.manifest }

    /// Takes a request as far as it goes without waiting.
    package func begin(_ request: InboundRequest) -> Exchange {
        switch Path(request.path) {
        case .api(let name): begin(request) { call throws(Refusal) in try APIEnvelope.open(call, command: name, refusals) }
        case .v1(let name): begin(request) { call throws(Refusal) in try V1Envelope.open(call, command: name, refusals) }
        case .rpc: beginRPC(request)
        case .unknown: .answered(OutboundResponse(told(nothingHere, on: nil, of: request), status: 404))
        }
    }

    /// What is told at a path that leads nowhere.
    var nothingHere: Refusal { refusals.refusal(.unknownCommand, .unknownCommand, detail: "Nothing is here") }

    /// The answer to a request that could not be received, in the form of the surface at its path.
    package func refuse(_ fault: TransportFault, path: String?, requestID: RequestID) -> OutboundResponse {
        let (refusal, status) = refusal(for: fault)
        _ = told(refusal, on: nil, requestID, address: nil)
        guard case .rpc = path.map(Path.init) else { return OutboundResponse(refusal, status: status) }
        return OutboundResponse(
            status: status, headers: OutboundResponse.headers(refusal, isV1: false), body: RPCEnvelope.error(refusal, id: nil))
    }

    /// A method that is not answered at all; `Allow` says what is somewhere.
    private static let method = Refusal.Kind.method(allow: "GET, HEAD, POST")

    private func refusal(for fault: TransportFault) -> (Refusal, Int) {
        switch fault {
        case .malformedHead: (refusals.malformed("The request's head is not valid HTTP"), 400)
        case .malformedBody: (refusals.malformed("The request's chunks are not valid HTTP"), 400)
        case .unknownMethod: (refusals.refusal(Self.method, .method, detail: "The request's method is not known"), 501)
        case .unknownVersion: (refusals.malformed("The server speaks HTTP/1.1 and HTTP/1.0"), 505)
        case .refusedMethod: (refusals.refusal(Self.method, .method), 405)
        case .headTooLarge: (refusals.refusal(.tooLarge, .tooLarge, detail: "The request's head is too large"), 431)
        case .bodyTooLarge: (refusals.refusal(.tooLarge, .tooLarge, detail: "The request's body is too large"), 413)
        case .timeout: (refusals.malformed("The request did not arrive in time"), 408)
        case .overloaded, .late: (refusals.refusal(.unavailable, .unavailable), 503)
        }
    }

    // MARK: /api.php and /api/v1

    private func begin(
        _ request: InboundRequest, _ open: (InboundRequest) throws(Refusal) -> Call
    ) -> Exchange {
        var call: Call
        do { call = try open(request) } catch {
            let isV1 = Path(request.path).isV1
            return .answered(OutboundResponse(.refused(told(error, on: isV1 ? .v1 : .api, of: request)), isV1: isV1))
        }
        let isV1 = call.surface.isV1
        switch dispatcher.begin(&call, of: request) {
        case .done(let outcome): return .answered(OutboundResponse(outcome, isV1: isV1))
        case .ready(let bound): return .waiting(bound)
        case .unverified(let call): return .waiting(PendingCall(call, self, isV1: isV1))
        }
    }
}

extension OutboundResponse {
    /// How `/api.php` or `/api/v1` answers what a call came to.
    init(_ outcome: Outcome, isV1: Bool) {
        switch outcome {
        case .reply(let reply, let ignored): self.init(reply: reply, ignored: ignored)
        case .refused(let refusal):
            self.init(refusal, status: isV1 ? V1Envelope.status(refusal) : APIEnvelope.status(refusal), isV1: isV1)
        }
    }

    /// A reply as a body.
    init(reply: consuming SealedReply, ignored: [String]) {
        self.init(status: 200, headers: ignored.isEmpty ? [] : [Warning.header(ignored)], body: reply.bytes)
        rest = reply.rest
        account = reply.account
    }

    /// A refusal as a body.
    init(_ refusal: Refusal, status: Int, isV1: Bool = false) {
        let buffer = ReplyBuffer()
        refusal.append(to: buffer)
        self.init(status: status, headers: Self.headers(refusal, isV1: isV1), body: buffer.bytes)
    }

    /// What a refusal says in header fields.
    static func headers(_ refusal: Refusal, isV1: Bool) -> [(name: String, value: String)] {
        let ignored = refusal.ignored.isEmpty ? [] : [Warning.header(refusal.ignored)]
        return switch refusal.kind {
        case .limited(let seconds): [("Retry-After", String(seconds))] + ignored
        case .method(let allow): [("Allow", allow)]
        case .unauthenticated where isV1: [("WWW-Authenticate", "Bearer")]
        default: ignored
        }
    }
}
