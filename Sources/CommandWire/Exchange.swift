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
}

extension RequestHandler {
    /// Takes a request all the way to its answer.
    public func respond(to request: InboundRequest) async -> OutboundResponse {
        switch begin(request) {
        case .answered(let response): response
        case .pending(let run): await run()
        }
    }
}

/// How far a request came without waiting.
public enum Exchange: Sendable {
    /// To its answer.
    case answered(OutboundResponse)
    /// To the command, which may wait; the closure is called once.
    case pending(@Sendable () async -> OutboundResponse)
}

/// Why a request could not be received.
public enum TransportFault: Sendable, CaseIterable {
    /// The head is not well-formed HTTP: 400.
    case malformedHead
    /// The head, or one field of it, is too large: 431.
    case headTooLarge
    /// The body is larger than is allowed: 413.
    case bodyTooLarge
    /// It did not arrive in time: 408.
    case timeout
    /// There is no room for another: 503.
    case overloaded
}

/// A request as the gateway received it: bounded, whole, and not yet looked into.
public struct InboundRequest: Sendable {
    /// The method, as it came: `POST`.
    public var method: String
    /// The path before `?`, as it came, still percent-encoded.
    public var path: String
    /// What stands after `?`, as it came; nil where there is no `?`.
    public var query: String?
    /// The `Content-Type` field's value; nil where there is none.
    public var contentType: String?
    /// The `Content-Encoding` field's value; nil where there is none.
    public var contentEncoding: String?
    /// The `Authorization` field's value; nil where there is none.
    public var authorization: String?
    /// The `Origin` field's value; nil where there is none.
    public var origin: String?
    /// The `Command-Mode` field's value; nil where there is none.
    public var mode: String?
    /// The peer's address as text, without a port.
    public var address: String
    /// The id under which it stands in the log and in the reply.
    public var requestID: RequestID
    /// The whole body.
    public var body: [UInt8]

    /// Composes a request.
    public init(
        method: String, path: String, query: String? = nil, contentType: String? = nil, contentEncoding: String? = nil,
        authorization: String? = nil, origin: String? = nil, mode: String? = nil, address: String = "in-process",
        requestID: RequestID = RequestID(), body: [UInt8] = []
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.contentType = contentType
        self.contentEncoding = contentEncoding
        self.authorization = authorization
        self.origin = origin
        self.mode = mode
        self.address = address
        self.requestID = requestID
        self.body = body
    }
}

/// An answer for the gateway to send.
public struct OutboundResponse: Sendable {
    /// The HTTP status.
    public var status: Int
    /// Header fields beside `Content-Length`, `Content-Type` and `X-Request-ID`; values hold no CR, LF or NUL.
    public var headers: [(name: String, value: String)]
    /// The media type of the body; nil where there is no body.
    public var contentType: String?
    /// The body; empty where there is none.
    public var body: [UInt8]

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
}
