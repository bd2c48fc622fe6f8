// SPDX-License-Identifier: Apache-2.0

import CommandWire

/// What a supervisor asks: `/health`, whether the process serves, `/ready`, whether it can do its work, and `/metrics`, where
/// it is told to give them, what it has done so far.
struct Probe: Sendable {
    /// What `/ready` asks.
    let ready: @Sendable () async -> Readiness
    /// What `/metrics` answers; nil where it is a path like any other.
    let metrics: (@Sendable () -> MetricsPage)?

    /// The exchange for a probe; nil where the request is none.
    func exchange(for request: InboundRequest) -> Exchange? {
        switch request.path {
        case "/health": return allowed(request) ?? .answered(reply(200, "ok"))
        case "/ready": return allowed(request) ?? .pending { self.reply(await self.ready()) }
        case "/metrics":
            guard let metrics else { return nil }
            return allowed(request) ?? .pending { self.reply(metrics()) }
        default: return nil
        }
    }

    /// Whether it answers at a path.
    func answers(_ path: String) -> Bool { path == "/health" || path == "/ready" || (path == "/metrics" && metrics != nil) }

    private func allowed(_ request: InboundRequest) -> Exchange? {
        guard request.method != "GET", request.method != "HEAD" else { return nil }
        var refusal = reply(405, "method not allowed")
        refusal.headers.append(("Allow", "GET, HEAD"))
        return .answered(refusal)
    }

    private func reply(_ page: MetricsPage) -> OutboundResponse {
        OutboundResponse(status: 200, contentType: page.mediaType, body: Array(page.text.utf8))
    }

    private func reply(_ readiness: Readiness) -> OutboundResponse {
        reply(readiness.isReady ? 200 : 503, readiness.isReady ? "ok" : "unavailable", notes: readiness.notes)
    }

    private func reply(_ status: Int, _ text: String, notes: [(name: String, text: String)] = []) -> OutboundResponse {
        var body: [UInt8] = []
        for (name, text) in [("status", text)] + notes {
            body.append(UInt8(ascii: body.isEmpty ? "{" : ","))
            JSONString.append(name, to: &body)
            body.append(UInt8(ascii: ":"))
            JSONString.append(text, to: &body)
        }
        return OutboundResponse(status: status, body: body + [UInt8(ascii: "}")])
    }
}

/// What is measured, as a page.
public struct MetricsPage: Sendable {
    /// Its text.
    public let text: String
    /// What the text is, for `Content-Type`.
    public let mediaType: String

    /// Composes a page.
    public init(text: String, mediaType: String) {
        self.text = text
        self.mediaType = mediaType
    }
}
