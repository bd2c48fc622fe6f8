// SPDX-License-Identifier: Apache-2.0

public import CommandKit

/// A request as the gateway received it: bounded, whole, and not yet looked into.
///
/// A value whose parts are held by reference, since it is handed on from gate to gate.
public struct InboundRequest: Sendable {
    private var held: Held

    /// The method, as it came: `POST`.
    public var method: String {
        get { held.parts.method }
        set { change { $0.method = newValue } }
    }
    /// The path before `?`, as it came, still percent-encoded.
    public var path: String {
        get { held.parts.path }
        set { change { $0.path = newValue } }
    }
    /// What stands after `?`, as it came; nil where there is no `?`.
    public var query: String? {
        get { held.parts.query }
        set { change { $0.query = newValue } }
    }
    /// The `Content-Type` field's value; nil where there is none.
    public var contentType: String? {
        get { held.parts.contentType }
        set { change { $0.contentType = newValue } }
    }
    /// The `Content-Encoding` field's value; nil where there is none.
    public var contentEncoding: String? {
        get { held.parts.contentEncoding }
        set { change { $0.contentEncoding = newValue } }
    }
    /// The `Authorization` field's value; nil where there is none.
    public var authorization: String? {
        get { held.parts.authorization }
        set { change { $0.authorization = newValue } }
    }
    /// The `Origin` field's value; nil where there is none.
    public var origin: String? {
        get { held.parts.origin }
        set { change { $0.origin = newValue } }
    }
    /// The `Command-Mode` field's value; nil where there is none.
    public var mode: String? {
        get { held.parts.mode }
        set { change { $0.mode = newValue } }
    }
    /// The peer's address as text, without a port.
    public var address: String {
        get { held.parts.address }
        set { change { $0.address = newValue } }
    }
    /// The id under which it stands in the log and in the reply.
    public var requestID: RequestID {
        get { held.parts.requestID }
        set { change { $0.requestID = newValue } }
    }
    /// The whole body.
    public var body: [UInt8] {
        get { held.parts.body }
        set { change { $0.body = newValue } }
    }

    /// Composes a request.
    public init(
        method: String, path: String, query: String? = nil, contentType: String? = nil, contentEncoding: String? = nil,
        authorization: String? = nil, origin: String? = nil, mode: String? = nil, address: String = "in-process",
        requestID: RequestID = RequestID(), body: [UInt8] = []
    ) {
        held = Held(
            Parts(
                method: method, path: path, query: query, contentType: contentType, contentEncoding: contentEncoding,
                authorization: authorization, origin: origin, mode: mode, address: address, requestID: requestID, body: body))
    }

    private mutating func change(_ change: (inout Parts) -> Void) {
        var parts = held.parts
        change(&parts)
        held = Held(parts)
    }

    private struct Parts {
        var method, path: String
        var query, contentType, contentEncoding, authorization, origin, mode: String?
        var address: String
        var requestID: RequestID
        var body: [UInt8]
    }

    private final class Held: Sendable {
        let parts: Parts

        init(_ parts: Parts) { self.parts = parts }
    }
}
