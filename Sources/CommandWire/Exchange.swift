// SPDX-License-Identifier: Apache-2.0

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
    /// The whole body.
    public var body: [UInt8]

    /// Composes a request.
    public init(
        method: String, path: String, query: String? = nil, contentType: String? = nil, contentEncoding: String? = nil,
        authorization: String? = nil, origin: String? = nil, mode: String? = nil, address: String = "in-process",
        body: [UInt8] = []
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
