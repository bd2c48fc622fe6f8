// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import CommandWire

/// Tells of each parameter of a call what the binder makes of it. It is bound by the binder's own functions, one parameter at
/// a time, so that each has its violations whatever is wrong with the others.
struct ParameterExplainer {
    let call: Call
    let entry: CommandEntry
    let shown: ShownValue

    private var plan: BindingPlan { entry.plan }

    /// Every declared parameter but the one that names the command, and the values that rules look at.
    func all() -> (parameters: [ExplainedParameter], values: [BoundValue]) {
        var values = plan.initials
        var parameters: [ExplainedParameter] = []
        for (slot, declaration) in entry.declaration.parameters.enumerated() {
            let (parameter, value) = one(slot, declaration)
            if let place = plan.facts[slot].place { values[place] = value }
            if declaration.role != .command { parameters.append(parameter) }
        }
        return (parameters, values)
    }

    private func one(_ slot: Int, _ declaration: ParameterDeclaration) -> (ExplainedParameter, BoundValue) {
        let field = call.fields.first { $0.slot.number == slot }
        let twins = call.fields.filter { $0.slot.twinNumber == slot }
        let isWanted = plan.facts[slot].place != nil
        var binder = Binder()
        let value = binder.bind(field?.value, call.source.span, plan.slots[slot], call.formLength, plan.fallback, isWanted: isWanted)
        let checks = ValueChecks(violations: binder.findings.all, fallback: plan.fallback, shown: shown)
        let isPresent = field.map { plan.slots[slot].isGiven($0.value, call.formLength) } ?? false
        let isBound = isWanted && isPresent
        var parts = ValueChecks.Parts()
        if isBound { checks.parts(of: value, declaration.value, .parameter(declaration.name), plan.fallback, &parts) }
        let parameter = ExplainedParameter(
            declaration: declaration, source: source(field, declaration, slot, isPresent: isPresent),
            sent: ([field].compactMap(\.self) + twins).map(sent(declaration)),
            bound: isWanted ? bound(value, declaration) : nil,
            checks: checks.ofParameter(declaration, isTwice: !twins.isEmpty, value: isBound ? value : nil),
            parts: parts.all, moreParts: parts.more)
        return (parameter, value)
    }

    private func source(
        _ field: JSONField?, _ declaration: ParameterDeclaration, _ slot: Int, isPresent: Bool
    ) -> ExplainedParameter.Source {
        guard let field, isPresent else {
            if case .absent = plan.slots[slot].initial { return .absent }
            return .default
        }
        let isDeclaredName = field.number(in: NameIndex([(declaration.name, 0)]), call.source.span) != nil
        return isDeclaredName ? .name : .alias
    }

    private func sent(_ declaration: ParameterDeclaration) -> (JSONField) -> ExplainedParameter.Sent {
        { field in
            .init(name: shown.name(field.name, call.source.span), raw: shown.raw(field.value, call.source.span, declaration))
        }
    }

    private func bound(_ value: BoundValue, _ declaration: ParameterDeclaration) -> String? {
        guard declaration.role?.isCredential != true else { if case .absent = value { return nil } else { return HiddenTexts.mark } }
        return shown.bound(value, declaration.value)
    }

    /// What was sent beside the declared parameters.
    func unknown() -> [ExplainedUnknown] {
        let names = entry.declaration.parameters.filter { $0.role != .command }.map(\.name)
        return call.fields.indices.filter { call.fields[$0].slot == .unknown && $0 != call.nameField }.prefix(Findings.limit).map {
            let field = call.fields[$0]
            let name = JSONString.string(call.source.span, field.name)
            return ExplainedUnknown(
                name: shown.name(field.name, call.source.span), kind: field.value.kind.noun, isRefused: !call.surface.isAPI,
                didYouMean: Suggestion.nearest(to: name, among: names))
        }
    }
}
