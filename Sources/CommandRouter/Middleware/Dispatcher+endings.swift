// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandWire

extension Dispatcher {
    /// Tells middleware of a call that ended at a gate, or that was to stop before it ran, and gives what it came to.
    func told(_ outcome: Outcome, _ call: Call, of request: InboundRequest) -> Outcome {
        guard let middleware else { return outcome }
        let entry = call.name.flatMap { table.find($0, call.source.span) }.flatMap { $0.offered.isOn(call.surface) ? $0 : nil }
        middleware.tell(
            outcome.ending(
                command: entry?.declared, surface: CommandSurface(call.surface),
                principal: entry.flatMap { caller(of: call, $0, outcome) }, requestID: request.requestID, address: request.address))
        return outcome
    }

    /// Who called, where the call came past the gate that asks. That gate has just remembered it.
    private func caller(of call: Call, _ entry: CommandEntry, _ outcome: Outcome) -> Principal? {
        if case .refused(let refusal) = outcome {
            switch CallRefusal.Gate(before: refusal.kind) {
            case .admit, .bind: break
            default: return nil
            }
        }
        return (try? identify(call, entry)).flatMap(\.self)
    }
}

extension Router {
    /// Tells middleware of a request that is no call, and gives why.
    func told(_ refusal: Refusal, on surface: CommandSurface?, _ requestID: RequestID, address: String?) -> Refusal {
        dispatcher.middleware?.tell(
            Outcome.refused(refusal).ending(
                at: .open, command: nil, surface: surface, principal: nil, requestID: requestID, address: address))
        return refusal
    }

    /// The same for a request that came in whole.
    func told(_ refusal: Refusal, on surface: CommandSurface?, of request: InboundRequest) -> Refusal {
        told(refusal, on: surface, request.requestID, address: request.address)
    }
}
