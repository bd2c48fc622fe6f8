// SPDX-License-Identifier: Apache-2.0

import CommandWire

/// A call of `/api.php` or `/api/v1` whose credentials have to be verified.
// @unchecked, as its superclass: it holds constants alone.
final class PendingCall: PendingExchange, @unchecked Sendable {
    private let call: UnverifiedCall
    private let router: Router
    private let isV1: Bool

    init(_ call: UnverifiedCall, _ router: Router, isV1: Bool) {
        self.call = call
        self.router = router
        self.isV1 = isV1
    }

    override func finish() async -> OutboundResponse { OutboundResponse(await router.dispatcher.finish(call), isV1: isV1) }

    override func late() -> OutboundResponse? { OutboundResponse(.refused(router.refusals.late), isV1: isV1) }
}

/// The one call of a request to `/rpc`.
// @unchecked, as its superclass: it holds constants alone.
final class PendingMessage: PendingExchange, @unchecked Sendable {
    private let message: RPCEnvelope.Message
    private let progress: Progress
    private let router: Router

    init(_ message: RPCEnvelope.Message, _ progress: Progress, _ router: Router) {
        self.message = message
        self.progress = progress
        self.router = router
    }

    override func finish() async -> OutboundResponse { await router.answerWithRest(await router.finish(progress), message) }

    override func late() -> OutboundResponse? { router.answer(.refused(router.refusals.late), message) }
}

extension StandardRefusals {
    /// What a call is told whose answer is not there at its deadline.
    var late: Refusal { refusal(.unavailable, .unavailable) }
}
