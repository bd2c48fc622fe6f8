// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandWire
import TestSupport

/// Stands in for the router: what it answers depends on the path alone.
struct TestHandler: RequestHandler {
    /// Holds the answers to `/slow`.
    let gate = Gate()
    /// How many bytes `/big` answers with.
    var bigReply = 32 << 20

    func begin(_ request: InboundRequest) -> Exchange {
        switch request.path {
        case "/echo": .answered(OutboundResponse(status: 200, body: request.body))
        case "/slow":
            .pending { [gate] in
                await gate.pass()
                return OutboundResponse(status: 200, body: request.body)
            }
        case "/big": .answered(OutboundResponse(status: 200, body: [UInt8](repeating: 0x78, count: bigReply)))
        case "/no-content": .answered(OutboundResponse(status: 204, body: Array("no".utf8)))
        case "/not-modified": .answered(OutboundResponse(status: 304, body: Array("no".utf8)))
        case "/unsafe": .answered(Self.unsafe)
        case "/request": .answered(OutboundResponse(status: 200, body: Array(Self.description(of: request).utf8)))
        default: .answered(OutboundResponse(status: 404, body: Array("{}".utf8)))
        }
    }

    func refuse(_ fault: TransportFault, path: String?, requestID: RequestID) -> OutboundResponse {
        let status =
            switch fault {
            case .malformedHead, .malformedBody: 400
            case .unknownMethod: 501
            case .unknownVersion: 505
            case .refusedMethod: 405
            case .headTooLarge: 431
            case .bodyTooLarge: 413
            case .timeout: 408
            case .overloaded, .late: 503
            }
        return OutboundResponse(status: status, body: Array("\(fault) \(path ?? "-") \(requestID)".utf8))
    }

    /// Every field of a request, one a line.
    static func description(of request: InboundRequest) -> String {
        let fields: [(String, String?)] = [
            ("method", request.method), ("path", request.path), ("query", request.query), ("type", request.contentType),
            ("encoding", request.contentEncoding), ("authorization", request.authorization), ("origin", request.origin),
            ("mode", request.mode), ("address", request.address), ("body", String(decoding: request.body, as: UTF8.self)),
        ]
        return fields.map { "\($0.0)=\($0.1 ?? "nil")" }.joined(separator: "\n")
    }

    private static let unsafe = OutboundResponse(
        status: 200,
        headers: [
            ("X-Fine", "fine"), ("X-Split", "a\r\nX-Injected: yes"), ("X-Line", "a\nX-Injected: yes"), ("X-Nul", "a\0b"),
            ("X-Na\r\nme", "a"), ("", "a"), ("X-Näme", "a"), ("Content-Length", "1"), ("Transfer-Encoding", "chunked"),
            ("Connection", "upgrade"), ("X-Last", "last"),
        ],
        body: Array("body".utf8))
}
