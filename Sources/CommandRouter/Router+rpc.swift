// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandWire

extension Router {
    /// Takes a JSON-RPC request as far as it goes without waiting; a batch waits for each of its calls in turn.
    func beginRPC(_ request: InboundRequest) -> Exchange {
        if isForeign(request) { return .answered(refusedOrigin(told(originRefusal, on: .rpc, of: request))) }
        do throws(Refusal) {
            switch try RPCEnvelope.open(request, limit: settings.maximumBatchCalls, refusals) {
            case .single(let message): return begin(message, request)
            case .batch(let messages): return .pending { await self.finish(messages, request) }
            }
        } catch {
            return .answered(answerRPC(told(error, on: .rpc, of: request)))
        }
    }

    /// Whether a page sent it whose origin is not allowed.
    func isForeign(_ request: InboundRequest) -> Bool {
        guard let origin = request.origin else { return false }
        return origin.utf8.count > 512 || !settings.allowedOrigins.contains(origin)
    }

    /// What such a page is told.
    var originRefusal: Refusal { refusals.refusal(.forbidden, .forbidden, detail: "Pages of this origin may not call") }

    func refusedOrigin(_ refusal: Refusal) -> OutboundResponse {
        OutboundResponse(status: 403, body: RPCEnvelope.error(refusal, id: nil))
    }

    /// The answer to a request that holds no request object.
    func answerRPC(_ refusal: Refusal) -> OutboundResponse {
        OutboundResponse(
            status: RPCEnvelope.status(refusal), headers: OutboundResponse.headers(refusal, isV1: false),
            body: RPCEnvelope.error(refusal, id: nil))
    }

    // MARK: One call

    private func begin(_ message: RPCEnvelope.Message, _ request: InboundRequest) -> Exchange {
        switch progress(of: message, request) {
        case .done(let outcome): .answered(answer(outcome, message))
        case let progress: .pending { self.answer(await self.finish(progress), message) }
        }
    }

    private func progress(of message: RPCEnvelope.Message, _ request: InboundRequest) -> Progress {
        switch message.call {
        case .success(var call): return dispatcher.begin(&call, of: request)
        case .failure(let refusal): return .done(.refused(told(refusal, on: .rpc, of: request)))
        }
    }

    /// The answer to the one call of a request.
    func answer(_ outcome: Outcome, _ message: RPCEnvelope.Message) -> OutboundResponse {
        guard let body = element(outcome, message) else { return Self.nothing }
        guard case .refused(let refusal) = outcome, case .limited = refusal.kind else {
            return OutboundResponse(status: 200, body: body)
        }
        return OutboundResponse(status: 429, headers: OutboundResponse.headers(refusal, isV1: false), body: body)
    }

    /// The answer to one request object; nil for a notification.
    private func element(_ outcome: Outcome, _ message: RPCEnvelope.Message) -> [UInt8]? {
        if message.isNotification { return nil }
        switch outcome {
        case .reply(let bytes, _): return RPCEnvelope.reply(bytes, id: message.id ?? Array("null".utf8))
        case .refused(let refusal): return RPCEnvelope.error(refusal, id: message.id)
        }
    }

    private static let nothing = OutboundResponse(status: 204, contentType: nil, body: [])

    // MARK: A batch

    /// Runs a batch's calls in order, each through all the gates. Once the answers are too large, the rest is refused unrun.
    private func finish(_ messages: [RPCEnvelope.Message], _ request: InboundRequest) async -> OutboundResponse {
        var body = [UInt8(ascii: "[")]
        var limited: [Refusal] = []
        for message in messages {
            let outcome = body.count > settings.maximumBatchReply ? tooMuch(request) : await finish(progress(of: message, request))
            if case .refused(let refusal) = outcome, case .limited = refusal.kind { limited.append(refusal) }
            guard let element = element(outcome, message) else { continue }
            if body.count > 1 { body.append(UInt8(ascii: ",")) }
            body += element
        }
        guard body.count > 1 else { return Self.nothing }
        body.append(UInt8(ascii: "]"))
        guard let first = limited.first, limited.count == messages.count else { return OutboundResponse(status: 200, body: body) }
        return OutboundResponse(status: 429, headers: OutboundResponse.headers(first, isV1: false), body: body)
    }

    private func finish(_ progress: Progress) async -> Outcome {
        switch progress {
        case .done(let outcome): outcome
        case .ready(let bound): await bound.outcome()
        case .unverified(let call): await dispatcher.finish(call)
        }
    }

    private func tooMuch(_ request: InboundRequest) -> Outcome {
        let detail = "The batch's answers are too large; this call was not run"
        return .refused(told(refusals.refusal(.tooLarge, .tooLarge, detail: detail), on: .rpc, of: request))
    }
}
