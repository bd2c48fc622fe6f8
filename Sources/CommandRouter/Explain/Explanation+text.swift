// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import CommandWire

extension Explanation {
    /// The report for a terminal. Controls that came with the call are written as `\u0007`.
    package var text: String {
        let idle = parameters.filter(\.isIdle).map(\.declaration.name).joined(separator: ", ")
        let sections = [
            section(headline, gateLines),
            section("Parameters", parameters.filter { !$0.isIdle }.flatMap(\.lines) + (idle.isEmpty ? [] : ["not sent: " + idle])),
            section("Not declared", unknown.map(\.line)), section("Rules", rules.flatMap(\.lines)),
            section("Errors", errors.map(\.line)), section("Answer", answer?.lines ?? []),
        ]
        return sections.compactMap(\.self).joined(separator: "\n\n")
    }

    private func section(_ title: String, _ lines: [String]) -> String? {
        lines.isEmpty ? nil : ([title] + lines.map { "  " + $0 }).map(Wording.visible).joined(separator: "\n")
    }

    private var headline: String {
        switch verdict {
        case .run: "Would run: " + (command?.runLine ?? "")
        case .validated: "Valid, and stops before it runs: " + (command?.runLine ?? "")
        case .refused:
            "Would be refused with \(codes.map(String.init).joined(separator: ", ")): "
                + decidedBy.map { $0.violation.rule + ($0.location.map { " (\($0))" } ?? "") }.joined(separator: ", ")
        }
    }

    private var gateLines: [String] {
        gates.map { gate in
            let decision =
                switch gate.decision {
                case .passed: "passed"
                case .refused: "REFUSED"
                case .notReached: "not reached"
                case .wouldRun: "would run"
                case .stopsBefore: "stops here"
                }
            return (gate.gate.rawValue.filled(to: 10) + decision.filled(to: 13) + gate.says).trimmingEnd
        }
    }
}

extension ExplainedParameter {
    /// Whether there is nothing to say of it but that it was not sent.
    fileprivate var isIdle: Bool { sent.isEmpty && checks.isEmpty && source == .absent }

    fileprivate var lines: [String] {
        [(declaration.name.filled(to: 26) + state).trimmingEnd] + checks.map { "  " + $0.line }
            + parts.flatMap { part in
                ["  " + part.path.filled(to: 24) + (part.bound.map { "bound to " + $0 } ?? "not bound")]
                    + part.checks.map { "    " + $0.line }
            } + (moreParts > 0 ? ["  and \(moreParts) more parts"] : [])
    }

    private var state: String {
        let sent = sent.map { "\($0.name) = \($0.raw)" }.joined(separator: ", ")
        let came = sent.isEmpty ? "not sent" : "sent as \(sent)"
        if declaration.role != nil, bound == nil { return came + "; read by the router" }
        let kept = bound.map { "bound to \($0)" } ?? (sent.isEmpty ? "" : "not bound")
        return [came, source == .default ? "default, \(kept)" : kept].filter { !$0.isEmpty }.joined(separator: "; ")
    }
}

extension ExplainedCheck {
    fileprivate var line: String {
        let result =
            switch self.result {
            case .passed: "ok"
            case .failed: "FAILED"
            case .skipped: "skipped"
            }
        return result.filled(to: 9) + rule.filled(to: 32) + "\(code)".filled(to: 8) + "\(location)  \(demand)"
    }
}

extension ExplainedUnknown {
    fileprivate var line: String {
        name.filled(to: 26) + "\(kind), \(isRefused ? "REFUSED" : "ignored")" + (didYouMean.map { "; did you mean \($0)?" } ?? "")
    }
}

extension ExplainedRule {
    fileprivate var lines: [String] {
        let state =
            switch result {
            case .notApplied: "does not apply"
            case .satisfied: "satisfied"
            case .broken: "BROKEN"
            }
        let when = conditions.map { condition in
            "\(condition.parameter) is " + condition.finding
        }
        let there = parameters.map { "\($0.name) is \($0.isThere ? "there" : "not there")" }.joined(separator: ", ")
        return [declaration.id.filled(to: 26) + "\(state), \(declaration.code)  \(declaration.location)"]
            + when.map { "  when " + $0 } + ["  \(demand): \(there)"]
    }
}

extension ExplainedRule.Condition {
    /// What the parameter is, beside what is asked of it.
    fileprivate var finding: String {
        switch test {
        case .isOneOf(let values):
            (bound ?? "not there") + (holds ? ", one of " : ", none of ") + values.joined(separator: ", ")
        case .isPresent: holds ? "there, as it must be" : "not there, and must be"
        case .isAbsent: holds ? "not there, as it must be" : "there, and must not be"
        }
    }
}

extension Explanation.Fault {
    fileprivate var line: String {
        "\(violation.code)".filled(to: 8) + violation.rule.filled(to: 32) + violation.message + (location.map { "  \($0)" } ?? "")
    }
}

extension ExplainedAnswer {
    fileprivate var lines: [String] {
        ["HTTP \(status)"] + headers.map { "\($0.name): \($0.value)" } + (body.isEmpty ? [] : [body])
    }
}

extension String {
    fileprivate func filled(to width: Int) -> String { self + String(repeating: " ", count: max(1, width - unicodeScalars.count)) }

    fileprivate var trimmingEnd: String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
