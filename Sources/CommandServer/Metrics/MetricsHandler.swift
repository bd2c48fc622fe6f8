// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandWire

/// What answers at an address that is for metrics alone: every path but those that the gateway answers itself is none.
struct MetricsHandler: RequestHandler {
    func begin(_ request: InboundRequest) -> Exchange { .answered(Self.nothing(404)) }

    func refuse(_ fault: TransportFault, path: String?, requestID: RequestID) -> OutboundResponse {
        switch fault {
        case .malformedHead, .malformedBody: Self.nothing(400)
        case .unknownMethod: Self.nothing(501)
        case .unknownVersion: Self.nothing(505)
        case .refusedMethod: Self.nothing(405, [("Allow", "GET, HEAD")])
        case .headTooLarge: Self.nothing(431)
        case .bodyTooLarge: Self.nothing(413)
        case .timeout: Self.nothing(408)
        case .overloaded, .late: Self.nothing(503)
        }
    }

    private static func nothing(_ status: Int, _ headers: [(name: String, value: String)] = []) -> OutboundResponse {
        OutboundResponse(
            status: status, headers: headers, contentType: "text/plain; charset=utf-8", body: Array("Nothing but /metrics is here\n".utf8))
    }
}
