// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import CommandWire

/// Where in the manifest the rules stand that a call could break.
struct RulePlaces {
    private let places: [String: SourceLocation]
    private let command: SourceLocation?

    init(_ explanation: Explanation, _ command: CommandDeclaration?) {
        let checks = explanation.parameters.flatMap(\.allChecks).map { ($0.rule, $0.location) }
        let rules = explanation.rules.map { ($0.declaration.id, $0.declaration.location) }
        places = Dictionary(checks + rules, uniquingKeysWith: { first, _ in first })
        self.command = command?.location
    }

    /// The place of a violation's rule; the command's for what it asks of its callers; nil for a rule of the router's own.
    func location(_ violation: Violation) -> SourceLocation? {
        if let place = places[violation.rule] { return place }
        return [StandardCode.unauthenticated, .forbidden].contains { $0.rule == violation.rule } ? command : nil
    }
}

extension Explanation {
    /// Tells what a refusal says, and which of its violations gave its codes: they stand first.
    mutating func tell(_ refusal: Refusal, hidden: HiddenTexts, _ location: (Violation) -> SourceLocation?) {
        codes = refusal.codes
        errors = refusal.violations.map { violation in
            var shown = violation
            shown.message = hidden.hiding(violation.message)
            shown.parameter = violation.parameter.map(hidden.hiding)
            return Fault(violation: shown, location: location(violation))
        }
        decidedBy = Array(errors.prefix(codes.count))
    }
}

extension ExplainedGate {
    /// Every gate up to the one where an explained call ended, and what each decided; `says` gives the line of each.
    static func list(of explanation: Explanation, upTo last: Gate, says: (Gate) -> String) -> [ExplainedGate] {
        var isPast = false
        return Gate.allCases.map { gate in
            guard !isPast else { return ExplainedGate(gate: gate, decision: .notReached, says: "") }
            isPast = gate == last
            let decision = decision(gate, isLast: isPast, explanation.verdict)
            let reason = decision == .refused ? explanation.reason : nil
            return ExplainedGate(
                gate: gate, decision: decision,
                says: [reason, says(gate)].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: "; "))
        }
    }

    private static func decision(_ gate: Gate, isLast: Bool, _ verdict: Explanation.Verdict) -> Decision {
        guard isLast else { return .passed }
        return switch verdict {
        case .refused: .refused
        case .run: .wouldRun
        case .validated: .stopsBefore
        }
    }
}

extension Explanation {
    /// Why it is refused, in a line.
    fileprivate var reason: String? {
        guard let first = errors.first else { return nil }
        return codes.map(String.init).joined(separator: ", ") + ": " + first.violation.message
    }
}
