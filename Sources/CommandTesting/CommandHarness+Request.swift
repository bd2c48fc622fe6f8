// SPDX-License-Identifier: Apache-2.0

import CommandWire

extension CommandHarness {
    /// A whole request, as the gateway would have received it.
    public struct Request: Sendable {
        private(set) var inbound: InboundRequest

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
            inbound = InboundRequest(method: method, path: parts[0], query: parts.count > 1 ? parts[1] : nil, body: body)
            for (name, value) in headers { set(name.lowercased(), value) }
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

        private mutating func set(_ name: String, _ value: String) {
            switch name {
            case "content-type": inbound.contentType = value
            case "content-encoding": inbound.contentEncoding = value
            case "authorization": inbound.authorization = value
            case "origin": inbound.origin = value
            case "command-mode": inbound.mode = value
            default: break
            }
        }
    }

    /// A whole answer, as the gateway would send it.
    public struct Reply: Sendable {
        /// The HTTP status.
        public let status: Int
        /// The body's media type; nil where there is no body.
        public let contentType: String?
        /// Header fields beside `Content-Type` and those that the gateway adds, such as `X-Request-ID`.
        public let headers: [(name: String, value: String)]
        /// The body; empty where there is none.
        public let body: [UInt8]

        /// The body as a text.
        public var text: String { String(decoding: body, as: UTF8.self) }

        init(outbound: OutboundResponse) {
            status = outbound.status
            contentType = outbound.contentType
            headers = outbound.headers
            body = outbound.body
        }
    }
}
