// SPDX-License-Identifier: Apache-2.0

public import CommandWire

/// What answers requests: ``CommandHarness/respond(to:)``, or a function of yours that sends them to a running server.
public typealias CommandSender = @Sendable (CommandHarness.Request) async throws -> CommandHarness.Reply

extension CommandHarness {
    /// A whole request, as the gateway would have received it.
    public struct Request: Sendable {
        /// The method, as it comes on the wire.
        public let method: String
        /// The path, and what stands after `?`, as they come on the wire.
        public let target: String
        /// Header fields in their order.
        public let headers: [(name: String, value: String)]
        /// The whole body.
        public let body: [UInt8]
        /// One value for each request, so that one that is sent twice has one id.
        @usableFromInline let inbound: InboundRequest

        /// Composes a request.
        ///
        /// - Parameters:
        ///   - target: the path, and what stands after `?`, as they come on the wire: still percent-encoded.
        ///   - headers: names in any case. `Content-Type`, `Content-Encoding`, `Authorization`, `Origin` and
        ///     `Command-Mode` are read; others are not.
        public init(
            method: String = "POST", target: String = "/api.php", headers: [(name: String, value: String)] = [],
            body: [UInt8] = []
        ) {
            let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let fields = Dictionary(headers.map { ($0.name.lowercased(), $0.value) }, uniquingKeysWith: { $1 })
            inbound = InboundRequest(
                method: method, path: parts[0], query: parts.count > 1 ? parts[1] : nil, contentType: fields["content-type"],
                contentEncoding: fields["content-encoding"], authorization: fields["authorization"],
                origin: fields["origin"], mode: fields["command-mode"], body: body)
            self.method = method
            self.target = target
            self.headers = headers
            self.body = body
        }

        /// A POST of JSON.
        public static func json(_ body: String, target: String = "/api.php") -> Request {
            Request(target: target, headers: [("Content-Type", "application/json")], body: Array(body.utf8))
        }

        /// A POST of a form, already encoded: `Command=tag.create&Tag=a+b`.
        public static func form(_ body: String, target: String = "/api.php") -> Request {
            Request(
                target: target, headers: [("Content-Type", "application/x-www-form-urlencoded")], body: Array(body.utf8))
        }
    }

    /// A whole answer, as the gateway would send it.
    public struct Reply: Sendable {
        @usableFromInline let outbound: OutboundResponse

        /// The HTTP status.
        public var status: Int { outbound.status }
        /// The body's media type; nil where there is no body.
        public var contentType: String? { outbound.contentType }
        /// Header fields beside `Content-Type` and those that the gateway adds, such as `X-Request-ID`.
        public var headers: [(name: String, value: String)] { outbound.headers }
        /// The body; empty where there is none.
        public var body: [UInt8] { outbound.body }

        /// The body as a text.
        public var text: String { String(decoding: body, as: UTF8.self) }

        /// Composes an answer, such as one that came over a socket.
        public init(status: Int, contentType: String?, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
            outbound = OutboundResponse(status: status, headers: headers, contentType: contentType, body: body)
        }

        @inlinable init(outbound: OutboundResponse) { self.outbound = outbound }

        /// The value of a header field, by its name in any case; nil where there is none.
        public subscript(name: String) -> String? { headers.first { $0.name.lowercased() == name.lowercased() }?.value }
    }
}
