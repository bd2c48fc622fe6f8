// SPDX-License-Identifier: Apache-2.0

public import CommandKit

/// A request as the gateway received it: bounded, whole, and not yet looked into.
///
/// Held by reference, since it is handed on from gate to gate.
public final class InboundRequest: Sendable {
    /// The method, as it came: `POST`.
    public let method: String
    /// The path before `?`, as it came, still percent-encoded.
    public let path: String
    /// What stands after `?`, as it came; nil where there is no `?`.
    public let query: String?
    /// The `Content-Type` field's value; nil where there is none.
    public let contentType: String?
    /// The `Content-Encoding` field's value; nil where there is none.
    public let contentEncoding: String?
    /// The `Authorization` field's value; nil where there is none.
    public let authorization: String?
    /// The `Origin` field's value; nil where there is none.
    public let origin: String?
    /// The `Command-Mode` field's value; nil where there is none.
    public let mode: String?
    /// The peer's address as text, without a port.
    public let address: String
    /// The id under which it stands in the log and in the reply.
    public let requestID: RequestID
    /// The whole body.
    public let body: [UInt8]
    /// When its answer must be there, a batch's with all of its calls.
    public let deadline: ContinuousClock.Instant

    /// Whether its parameters stand in its query alone: HEAD asks for what GET would answer, without the body.
    package var isQueried: Bool { method == "GET" || method == "HEAD" }

    /// Composes a request.
    public init(
        method: String, path: String, query: String? = nil, contentType: String? = nil, contentEncoding: String? = nil,
        authorization: String? = nil, origin: String? = nil, mode: String? = nil, address: String = "in-process",
        requestID: RequestID = RequestID(), body: [UInt8] = [], deadline: ContinuousClock.Instant = .now + .seconds(30)
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
        self.deadline = deadline
    }
}
