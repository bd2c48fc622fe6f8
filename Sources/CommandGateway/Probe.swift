// SPDX-License-Identifier: Apache-2.0

import CommandWire

/// What a supervisor asks: `/health`, whether the process serves, and `/ready`, whether it can do its work.
enum Probe {
    /// The exchange for a probe; nil where the request is none.
    static func exchange(for request: InboundRequest, ready: @escaping @Sendable () async -> Bool) -> Exchange? {
        switch request.path {
        case "/health": allowed(request) ?? .answered(reply(200, "ok"))
        case "/ready": allowed(request) ?? .pending { await ready() ? reply(200, "ok") : reply(503, "unavailable") }
        default: nil
        }
    }

    private static func allowed(_ request: InboundRequest) -> Exchange? {
        guard request.method != "GET", request.method != "HEAD" else { return nil }
        var refusal = reply(405, "method not allowed")
        refusal.headers.append(("Allow", "GET, HEAD"))
        return .answered(refusal)
    }

    private static func reply(_ status: Int, _ text: String) -> OutboundResponse {
        OutboundResponse(status: status, body: Array(#"{"status":"\#(text)"}"#.utf8))
    }
}
