// SPDX-License-Identifier: Apache-2.0

package import CommandManifest
package import CommandWire

/// What the router makes of one call, gate by gate, told without running it. No secret of the call is in it.
///
/// - SeeAlso: docs/explain.md
package struct Explanation: Sendable {
    /// What becomes of the call.
    package enum Verdict: String, Sendable {
        /// Its command would run.
        case run
        /// It passes every check, and asks to stop before its command.
        case validated
        /// It is refused.
        case refused
    }

    /// A code of the refusal, and the rule that decided on it.
    package struct Fault: Sendable {
        /// The violation, as the caller is told of it.
        package let violation: Violation
        /// Where the rule is declared; nil for a rule of the router's own.
        package let location: SourceLocation?

        var json: ManifestValue {
            var members: [ManifestValue.Member] = [
                .init("code", .integer(violation.code)), .init("rule", .string(violation.rule)),
                .init("message", .string(violation.message)),
            ]
            if let parameter = violation.parameter { members.append(.init("parameter", .string(parameter))) }
            if let location { members.append(.init("declared", .string(location.description))) }
            return .object(members)
        }
    }

    /// Where the call comes in: `api`, `v1`, `rpc`; nil where its path leads nowhere.
    package var surface: String?
    /// What its parameters are sent as.
    package var encoding = ""
    /// Every gate, in order.
    package var gates: [ExplainedGate] = []
    /// The command that it names; nil where it was refused before.
    package var command: ExplainedCommand?
    /// Who is calling; nil where it was refused before.
    package var caller: ExplainedCaller?
    /// What the command asks of its callers; nil where nobody could be told.
    package var admission: ExplainedAdmission?
    /// Every declared parameter but the one that names the command, in declared order; none where it was refused before `bind`.
    package var parameters: [ExplainedParameter] = []
    /// What was sent beside them, a number of them at most.
    package var unknown: [ExplainedUnknown] = []
    /// Every conditional rule, in declared order; none where it was refused before `bind`.
    package var rules: [ExplainedRule] = []
    /// What becomes of it.
    package var verdict = Verdict.refused
    /// The codes that it would be refused with; none where it would not be.
    package var codes: [Int] = []
    /// Which violations gave those codes, in the same order.
    package var decidedBy: [Fault] = []
    /// Every violation, in the order of the answer's `Errors`.
    package var errors: [Fault] = []
    /// What would be answered without running anything; nil where the command would run.
    package var answer: ExplainedAnswer?
}

extension Explanation {
    /// The report as JSON text: the keys are stable, and in docs/explain.md.
    package var json: String { value.json }

    private var value: ManifestValue {
        var members: [ManifestValue.Member] = [
            .init("version", .integer(1)), .init("verdict", .string(verdict.rawValue)),
            .init("codes", .array(codes.map(ManifestValue.integer))), .init("decidedBy", .array(decidedBy.map(\.json))),
            .init("surface", surface.map(ManifestValue.string) ?? .null), .init("encoding", .string(encoding)),
            .init("gates", .array(gates.map(\.json))),
        ]
        if let command { members.append(.init("command", command.json)) }
        if let caller { members.append(.init("caller", caller.json)) }
        if let admission { members.append(.init("admission", admission.json)) }
        members += [
            .init("parameters", .array(parameters.map(\.json))), .init("unknown", .array(unknown.map(\.json))),
            .init("rules", .array(rules.map(\.json))), .init("errors", .array(errors.map(\.json))),
            .init("answer", answer?.json ?? .null),
        ]
        return .object(members)
    }
}
