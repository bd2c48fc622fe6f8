// SPDX-License-Identifier: Apache-2.0

import CommandRouter

/// What would become of a request, told gate by gate without running anything.
public struct ExplainedRequest: Sendable {
    /// The report as JSON; its keys are stable, and in docs/explain.md.
    public let json: String
    /// The same for reading.
    public let text: String
    /// Whether its command would run, or the request asks to stop just before.
    public let isAdmitted: Bool
}

extension CommandHarness {
    /// Explains a request by the router's own gates, for whoever its credentials say. Nothing runs.
    ///
    /// - Returns: Nil for a JSON-RPC batch, whose calls are explained one by one.
    public func explain(_ request: Request) async -> ExplainedRequest? {
        guard let router = handler as? Router, let explanation = try? await router.explain(request.inbound) else {
            return nil
        }
        return ExplainedRequest(json: explanation.json, text: explanation.text, isAdmitted: explanation.verdict != .refused)
    }
}
