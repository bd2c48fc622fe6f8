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
            case .batch(let messages): return .waiting(PendingBatch(messages, request, self))
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
        case let progress: .waiting(PendingMessage(message, progress, self))
        }
    }

    /// The answer to the one call of a request, whose reply may be read while it is sent.
    func answerWithRest(_ outcome: Outcome, _ message: RPCEnvelope.Message) async -> OutboundResponse {
        guard case .reply(let reply, let ignored) = outcome, reply.rest != nil, !message.isNotification else {
            return answer(outcome, message)
        }
        return OutboundResponse(reply: await reply.followed(by: RPCEnvelope.replySuffix(message.id)), ignored: ignored)
    }

    func progress(of message: RPCEnvelope.Message, _ request: InboundRequest) -> Progress {
        switch message.call {
        case .success(var call): return dispatcher.begin(&call, of: request)
        case .failure(let refusal): return .done(.refused(told(refusal, on: .rpc, of: request)))
        }
    }

    /// The answer to the one call of a request.
    func answer(_ outcome: Outcome, _ message: RPCEnvelope.Message) -> OutboundResponse {
        guard let body = element(outcome, message) else { return Self.nothing }
        guard case .refused(let refusal) = outcome, case .limited = refusal.kind else {
            var response = OutboundResponse(status: 200, body: body)
            if case .reply(let reply, _) = outcome { response.account = reply.account }
            return response
        }
        return OutboundResponse(status: 429, headers: OutboundResponse.headers(refusal, isV1: false), body: body)
    }

    /// The answer to one request object; nil for a notification.
    func element(_ outcome: Outcome, _ message: RPCEnvelope.Message) -> [UInt8]? {
        if message.isNotification { return nil }
        switch outcome {
        case .reply(let reply, _): return reply.bytes + RPCEnvelope.replySuffix(message.id)
        case .refused(let refusal): return RPCEnvelope.error(refusal, id: message.id)
        }
    }

    private static let nothing = OutboundResponse(status: 204, contentType: nil, body: [])

    // MARK: Calls

    /// Takes a call to its end.
    func finish(_ progress: Progress) async -> Outcome {
        switch progress {
        case .done(let outcome): outcome
        case .ready(let bound): await bound.outcome()
        case .unverified(let call): await dispatcher.finish(call)
        }
    }

    /// An outcome whose reply is put together, since a batch is sent whole.
    func whole(_ outcome: Outcome, _ message: RPCEnvelope.Message, _ request: InboundRequest) async -> Outcome {
        guard case .reply(let reply, let ignored) = outcome, reply.rest != nil else { return outcome }
        do {
            return .reply(SealedReply(try await reply.whole(atMost: settings.maximumBatchReply), account: reply.account), ignored: ignored)
        } catch {
            let call = try? message.call.get()
            let name = call.flatMap { call in call.name.map { CommandName($0.text(call.source)) } } ?? ""
            return .refused(dispatcher.faults.refusal(for: error, command: name, request.requestID))
        }
    }

    /// What a call is told that is not run, since the answers before it are too large.
    func tooMuch(_ request: InboundRequest) -> Outcome {
        let detail = "The batch's answers are too large; this call was not run"
        return .refused(told(refusals.refusal(.tooLarge, .tooLarge, detail: detail), on: .rpc, of: request))
    }
}
