// SPDX-License-Identifier: Apache-2.0

public import CommandKit

/// What answers requests, with no socket in sight: the router on its surfaces. The gateway calls it for each request,
/// and so do tests in-process.
public protocol RequestHandler: Sendable {
    /// Takes a whole request as far as it goes without waiting: to its refusal, or to the point where the command runs.
    /// Never blocks, so it is called on the thread where the bytes arrived.
    func begin(_ request: InboundRequest) -> Exchange

    /// The answer to a request that could not be received whole, in the form of the surface at `path`.
    func refuse(_ fault: TransportFault, path: String?, requestID: RequestID) -> OutboundResponse

    /// A number that changes once another handler is in force.
    var generation: Int { get }
    /// The handler that is in force. It may be kept and asked in the place of this one for as long as ``generation`` stays,
    /// which costs less than to look it up for each request.
    var inForce: any RequestHandler { get }
}

extension RequestHandler {
    /// A handler that is never replaced.
    public var generation: Int { 0 }
    /// Itself.
    public var inForce: any RequestHandler { self }

    /// Takes a request all the way to its whole answer, however long that is. An answer whose rest cannot be read ends where it
    /// was read to.
    public func respond(to request: InboundRequest) async -> OutboundResponse {
        switch begin(request) {
        case .answered(let response): response
        case .waiting(let rest): await rest.finish().whole()
        }
    }
}

/// How far a request came without waiting.
public enum Exchange: Sendable {
    /// To its answer.
    case answered(OutboundResponse)
    /// To the command, which may wait.
    case waiting(PendingExchange)

    /// To what a closure does, which is called once.
    public static func pending(_ run: @escaping @Sendable () async -> OutboundResponse) -> Exchange {
        .waiting(PendingClosure(run))
    }
}

/// What is left of a request that has to wait, for subclasses to say. A class, and neither a closure nor a protocol, since
/// each asynchronous frame costs a call more.
// @unchecked, since it is open: it holds nothing, and its subclasses constants alone.
open class PendingExchange: @unchecked Sendable {
    /// For subclasses.
    public init() {}

    /// Goes to the answer. To be called once.
    open func finish() async -> OutboundResponse { OutboundResponse(status: 500, body: []) }

    /// The answer when the request's deadline has passed and ``finish()`` is not done: that of its surface, with the ids of its
    /// calls. Called on another thread, while ``finish()`` runs in a task that was cancelled. Nil where the handler's
    /// ``RequestHandler/refuse(_:path:requestID:)`` says enough.
    open func late() -> OutboundResponse? { nil }
}

// @unchecked, as its superclass.
private final class PendingClosure: PendingExchange, @unchecked Sendable {
    private let run: @Sendable () async -> OutboundResponse

    init(_ run: @escaping @Sendable () async -> OutboundResponse) { self.run = run }

    override func finish() async -> OutboundResponse { await run() }
}

/// Why a request could not be received, or not be answered in time.
public enum TransportFault: Sendable, CaseIterable {
    /// The head is not well-formed HTTP: 400.
    case malformedHead
    /// The body's chunks are not well-formed HTTP, or say too much beside the body: 400.
    case malformedBody
    /// The method is none that HTTP knows: 501.
    case unknownMethod
    /// The version of HTTP is another than 1: 505.
    case unknownVersion
    /// The method is answered nowhere, as TRACE is: 405.
    case refusedMethod
    /// The head, or one field of it, is too large: 431.
    case headTooLarge
    /// The body is larger than is allowed: 413.
    case bodyTooLarge
    /// It did not arrive in time: 408.
    case timeout
    /// There is no room for another: 503.
    case overloaded
    /// Its answer was not there at its deadline: 503.
    case late
}

/// An answer for the gateway to send.
public struct OutboundResponse: Sendable {
    /// The HTTP status.
    public var status: Int
    /// Header fields beside `Content-Length`, `Content-Type` and `X-Request-ID`; values hold no CR, LF or NUL.
    public var headers: [(name: String, value: String)]
    /// The media type of the body; nil where there is no body.
    public var contentType: String?
    /// The body, or its first part where there is a ``rest``; empty where there is none.
    public var body: [UInt8]
    /// What follows, read piece by piece as the client takes it; nil where the body is whole.
    public var rest: (any ReplyPieces)?
    /// The account that called, by which bytes in flight are shared out; nil where nobody in particular did.
    public var account: Int?

    /// Composes an answer.
    public init(
        status: Int, headers: [(name: String, value: String)] = [], contentType: String? = "application/json",
        body: [UInt8]
    ) {
        self.status = status
        self.headers = headers
        self.contentType = contentType
        self.body = body
    }

    /// The same answer with its rest read into its body. One that cannot be read on ends where it was read to.
    public func whole() async -> OutboundResponse {
        guard let rest else { return self }
        var response = self
        response.rest = nil
        while let piece = try? await rest.next() { response.body += piece }
        return response
    }
}

/// The rest of an answer that is too long to be held whole.
public protocol ReplyPieces: Sendable {
    /// The next piece, some tens of kilobytes and never empty; nil at the end. Called once at a time, when the client has taken
    /// the piece before.
    ///
    /// - Throws: when the rest cannot be read. The answer has begun by then, so it is cut off: the connection closes without
    ///   the end of the body, and the client sees that something is missing.
    func next() async throws -> [UInt8]?
}
