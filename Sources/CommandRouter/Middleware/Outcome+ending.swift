// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandWire

extension Outcome {
    /// What middleware is told of it. It ran where there is a duration. Without a gate, a refusal is of the gate that refuses
    /// in its way before a command runs.
    func ending(
        at gate: CallRefusal.Gate? = nil, command: DeclaredCommand?, surface: CommandSurface?, principal: Principal?,
        requestID: RequestID, address: String?, duration: Duration? = nil
    ) -> CallEnding {
        let end: CallEnding.Outcome
        let ignored: Int
        switch self {
        case .reply(_, let names): (end, ignored) = (duration == nil ? .validated : .done, names.count)
        case .refused(let refusal): (end, ignored) = (.refused(CallRefusal(refusal, at: gate)), refusal.ignored.count)
        }
        return CallEnding(
            end, command: command, surface: surface, principal: principal, requestID: requestID, address: address,
            ignoredParameters: ignored, duration: duration)
    }
}

extension CallRefusal {
    /// What middleware is told of a refusal.
    fileprivate init(_ refusal: Refusal, at gate: Gate?) {
        self.init(at: gate ?? Gate(before: refusal.kind), codes: refusal.codes, rules: refusal.violations.map(\.rule))
    }
}

extension CallRefusal.Gate {
    /// The gate that refuses in this way before a command runs.
    init(before kind: Refusal.Kind) {
        self =
            switch kind {
            case .malformed, .invalidRequest, .method, .mediaType, .tooLarge: .open
            case .unknownCommand, .notInstalled: .find
            case .unauthenticated, .limited, .unavailable, .unexpected: .identify
            case .forbidden: .admit
            case .parameters: .bind
            case .failure, .quota: .run
            }
    }
}
