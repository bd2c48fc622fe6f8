// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandWire
import Synchronization

/// A batch of `/rpc`. Its calls run in order, each through all the gates, until the request's deadline; those that have not
/// begun by then do not run.
// @unchecked, as its superclass: it holds constants and a mutex.
final class PendingBatch: PendingExchange, @unchecked Sendable {
    private let messages: [RPCEnvelope.Message]
    private let request: InboundRequest
    private let router: Router
    private let answer = Mutex(BatchAnswer())

    init(_ messages: [RPCEnvelope.Message], _ request: InboundRequest, _ router: Router) {
        self.messages = messages
        self.request = request
        self.router = router
    }

    override func finish() async -> OutboundResponse {
        for message in messages {
            let outcome = await outcome(of: message)
            let element = router.element(outcome, message)
            answer.withLock { $0.add(element, outcome) }
        }
        return answer.withLock(\.response)
    }

    /// What is done so far; every other call of it is late.
    override func late() -> OutboundResponse? {
        var answer = answer.withLock { $0 }
        let late = Outcome.refused(router.refusals.late)
        for message in messages.dropFirst(answer.count) { answer.add(router.element(late, message), late) }
        return answer.response
    }

    /// Once the answers are too large, or the deadline has passed, a call is refused unrun.
    private func outcome(of message: RPCEnvelope.Message) async -> Outcome {
        if answer.withLock({ $0.size > router.settings.maximumBatchReply }) { return router.tooMuch(request) }
        guard !Task.isCancelled, .now < request.deadline else {
            return .refused(router.told(router.refusals.late, on: .rpc, of: request))
        }
        return await router.whole(await router.finish(router.progress(of: message, request)), message, request)
    }
}

/// The answer to a batch, as far as it has come.
struct BatchAnswer {
    /// How many calls have ended, notifications among them.
    private(set) var count = 0
    private var body = [UInt8(ascii: "[")]
    private var limited: [Refusal] = []
    private var account: Int?

    /// How many bytes it has.
    var size: Int { body.count }

    /// Adds how a call ended; `element` is nil for a notification.
    mutating func add(_ element: [UInt8]?, _ outcome: Outcome) {
        count += 1
        if case .reply(let reply, _) = outcome { account = reply.account ?? account }
        if case .refused(let refusal) = outcome, case .limited = refusal.kind { limited.append(refusal) }
        guard let element else { return }
        if body.count > 1 { body.append(UInt8(ascii: ",")) }
        body += element
    }

    /// Nothing where all calls are notifications; 429 where all were limited.
    var response: OutboundResponse {
        guard body.count > 1 else { return OutboundResponse(status: 204, contentType: nil, body: []) }
        let body = body + [UInt8(ascii: "]")]
        guard let first = limited.first, limited.count == count else {
            var response = OutboundResponse(status: 200, body: body)
            response.account = account
            return response
        }
        return OutboundResponse(status: 429, headers: OutboundResponse.headers(first, isV1: false), body: body)
    }
}
