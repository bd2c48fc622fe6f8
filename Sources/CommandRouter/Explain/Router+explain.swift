// SPDX-License-Identifier: Apache-2.0

package import CommandKit
package import CommandWire

/// Thrown where a JSON-RPC batch is to be explained: each of its calls is explained by itself.
package struct BatchUnexplained: Error, CustomStringConvertible {
    /// What to do instead.
    package let description = "A batch is not explained as one; give its calls one by one"
}

extension Router {
    /// What becomes of a request, gate by gate, without running anything. A `principal` that is given is believed; else the
    /// request's own credentials are verified.
    package func explain(_ request: InboundRequest, as principal: Principal? = nil) async throws(BatchUnexplained) -> Explanation {
        // One dispatcher for the whole explanation.
        let dispatcher = dispatcher.uncounted
        switch try open(request) {
        case .refused(let refusal, let response): return Explainer.unopened(refusal, response, request)
        case .call(var call, let message):
            let hidden = HiddenTexts(of: call, dispatcher.table)
            var recorder = ExplainRecorder()
            let outcome = await dispatcher.explain(&call, of: request, as: principal, &recorder)
            let explainer = Explainer(
                call: call, recorder: recorder, outcome: outcome, shown: ShownValue(hidden: hidden), isAssumed: principal != nil)
            var explanation = explainer.explanation(dispatcher.table)
            explanation.encoding = request.encoding
            explanation.answer = outcome.map { ExplainedAnswer(response(hidden.hiding($0), call, message), hidden) }
            return explanation
        }
    }

    /// What a request holds.
    private enum Opening {
        /// A call, in a request object where it came as one.
        case call(Call, RPCEnvelope.Message?)
        /// None, and the answer to that.
        case refused(Refusal, OutboundResponse)
    }

    /// The call that a request holds, as its surface opens it.
    private func open(_ request: InboundRequest) throws(BatchUnexplained) -> Opening {
        let path = Path(request.path)
        do throws(Refusal) {
            switch path {
            case .api(let name): return .call(try APIEnvelope.open(request, command: name, refusals), nil)
            case .v1(let name): return .call(try V1Envelope.open(request, command: name, refusals), nil)
            case .unknown: return .refused(nothingHere, OutboundResponse(nothingHere, status: 404))
            case .rpc: break
            }
        } catch {
            return .refused(error, OutboundResponse(.refused(error), isV1: path.isV1))
        }
        return try openRPC(request)
    }

    private func openRPC(_ request: InboundRequest) throws(BatchUnexplained) -> Opening {
        guard !isForeign(request) else { return .refused(originRefusal, refusedOrigin(originRefusal)) }
        let body: RPCEnvelope.Body
        do { body = try RPCEnvelope.open(request, limit: settings.maximumBatchCalls, refusals) } catch {
            return .refused(error, answerRPC(error))
        }
        guard case .single(let message) = body else { throw BatchUnexplained() }
        switch message.call {
        case .success(let call): return .call(call, message)
        case .failure(let refusal): return .refused(refusal, answer(.refused(refusal), message))
        }
    }

    private func response(_ outcome: Outcome, _ call: Call, _ message: RPCEnvelope.Message?) -> OutboundResponse {
        message.map { answer(outcome, $0) } ?? OutboundResponse(outcome, isV1: call.surface.isV1)
    }
}

extension InboundRequest {
    /// What its parameters are sent as: `json`, `form`, `multipart`, `query`; empty where they are something else.
    var encoding: String {
        if isQueried { return "query" }
        return switch contentType.flatMap(MediaType.init)?.essence {
        case "application/json", "application/json-rpc", "application/jsonrequest": "json"
        case "application/x-www-form-urlencoded": "form"
        case "multipart/form-data": "multipart"
        default: query != nil && body.isEmpty ? "query" : ""
        }
    }
}
