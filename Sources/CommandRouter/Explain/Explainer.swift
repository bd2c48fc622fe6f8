// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import CommandWire

/// Makes an explanation from what the gates reported.
struct Explainer {
    let call: Call
    let recorder: ExplainRecorder
    /// What the call comes to; nil where its command would run.
    let outcome: Outcome?
    let shown: ShownValue
    /// Whether its principal was given beside it.
    let isAssumed: Bool

    private var refusal: Refusal? { if case .refused(let refusal) = outcome { refusal } else { nil } }

    /// The explanation of a request that holds no call.
    static func unopened(_ refusal: Refusal, _ response: OutboundResponse, _ request: InboundRequest) -> Explanation {
        var explanation = Explanation()
        explanation.surface = Path(request.path).surface
        explanation.encoding = request.encoding
        explanation.tell(refusal, hidden: HiddenTexts()) { _ in nil }
        explanation.gates = ExplainedGate.list(of: explanation, upTo: .open) { _ in "" }
        explanation.answer = ExplainedAnswer(response, HiddenTexts())
        return explanation
    }

    /// The explanation, but for how the call came and what it is answered.
    func explanation(_ table: CommandTable) -> Explanation {
        var explanation = Explanation()
        explanation.surface = call.surface.name
        explanation.command = command(table)
        if let entry = recorder.entry {
            explanation.caller = CallerExplainer(call: call, entry: entry, shown: shown).caller(recorder.principal, isAssumed: isAssumed)
            explanation.admission = recorder.principal.map { ExplainedAdmission(entry.declaration, $0) }
            if recorder.gate == .bind || recorder.gate == .run { tellParameters(entry, in: &explanation) }
        }
        explanation.verdict = refusal != nil ? .refused : outcome == nil ? .run : .validated
        let places = RulePlaces(explanation, recorder.entry?.declaration)
        if let refusal { explanation.tell(refusal, hidden: shown.hidden, places.location) }
        explanation.gates = ExplainedGate.list(of: explanation, upTo: recorder.gate) { says($0, explanation) }
        return explanation
    }

    private func tellParameters(_ entry: CommandEntry, in explanation: inout Explanation) {
        let explainer = ParameterExplainer(call: call, entry: entry, shown: shown)
        let (parameters, values) = explainer.all()
        explanation.parameters = parameters
        explanation.unknown = explainer.unknown()
        explanation.rules = RuleExplainer(call: call, entry: entry, shown: shown).all(values)
    }

    private func command(_ table: CommandTable) -> ExplainedCommand {
        let named = call.name.map { $0.text(call.source) }
        let entry = recorder.entry ?? call.name.flatMap { table.find($0, call.source.span) }
        let offered = table.entries.lazy.filter { $0.offered.isOn(call.surface) }.map(\.declaration.name)
        return ExplainedCommand(
            named: named.map { Wording.shortened(shown.hidden.hiding($0)) }, declaration: entry?.declaration,
            handler: entry?.handler?.name,
            didYouMean: entry == nil
                ? named.flatMap { $0.utf8.count <= 64 ? Suggestion.nearest(to: $0, among: offered) : nil } : nil)
    }

    /// One line on what a gate saw.
    private func says(_ gate: ExplainedGate.Gate, _ explanation: Explanation) -> String {
        switch gate {
        case .open: call.fields.count == 1 ? "1 field" : "\(call.fields.count) fields"
        case .find: foundText(explanation)
        case .identify: explanation.caller?.line ?? ""
        case .admit: explanation.admission?.line ?? ""
        case .bind: explanation.bindingLine
        case .run: explanation.command?.runLine ?? ""
        }
    }

    private func foundText(_ explanation: Explanation) -> String {
        guard let command = explanation.command, let declaration = command.declaration else { return "" }
        if recorder.entry == nil, !declaration.surfaces.contains(where: { $0.rawValue == call.surface.name }) {
            return "\(declaration.name) is not offered on \(call.surface.name)"
        }
        return "\(declaration.name), declared at \(declaration.location)"
    }
}

extension Call.Surface {
    /// As the manifest names it.
    var name: String {
        switch self {
        case .api: "api"
        case .v1: "v1"
        case .rpc: "rpc"
        }
    }
}

extension Path {
    /// The surface's name; nil where nothing is there.
    fileprivate var surface: String? {
        switch self {
        case .api: "api"
        case .v1: "v1"
        case .rpc: "rpc"
        case .unknown: nil
        }
    }
}
