// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import CommandWire

/// Binds a call's parameters as their declarations say: source × declarations → values, or every violation.
///
/// The first pass looks at what was sent and builds nothing but the values themselves. Where it finds something wrong, a
/// second one lists all violations in declared order. Recursion follows the declarations, which are finite, never the
/// input.
struct Binder {
    var findings = Findings()
    /// How many of the first bytes of what is bound were made of a form. There an empty text is a field that was left empty, and
    /// numbers with gaps name items.
    var formLength = 0

    /// One value for each parameter that the handler gets, in declared order; `findings` say whether they may be used.
    mutating func bind(_ call: borrowing Call, _ plan: BindingPlan, _ oddities: BindingPlan.Oddities) -> BoundValues {
        var values = plan.hasDefaults ? BoundValues(plan.initials) : BoundValues(absent: plan.initials.count)
        if !oddities.twins, bindSent(call, plan, &values) {
            if !plan.rules.isEmpty { checkRules(plan, values.all, copy call) }
            return values
        }
        findings = Findings()
        return BoundValues(bindAll(copy call, plan))
    }

    /// Puts the values of what was sent over those of what was not; false where something is wrong.
    private mutating func bindSent(_ call: borrowing Call, _ plan: BindingPlan, _ values: inout BoundValues) -> Bool {
        var missing = plan.requiredCount
        for number in call.fields.indices {
            guard let slot = call.fields[number].slot.number else { continue }
            let facts = plan.facts[slot]
            if facts.isRequired { missing &-= 1 }
            guard facts.place != nil || facts.isRequired else { continue }
            if let place = facts.place, let least = facts.least, call.fields[number].value.kind.isWholeNumber {
                guard let whole = Format.integer(call.source.span.extracting(call.fields[number].value.range)), whole >= least
                else { return false }
                values[place] = .integer(whole)
                continue
            }
            let value = bind(
                call.fields[number].value, call.source.span, plan.slots[slot], call.formLength, plan.fallback, isWanted: facts.place != nil)
            guard findings.isEmpty else { return false }
            if let place = facts.place { values[place] = value }
        }
        return missing == 0
    }

    private mutating func bindAll(_ call: Call, _ plan: BindingPlan) -> [BoundValue] {
        var spots = [JSONSpot?](repeating: nil, count: plan.slots.count)
        for field in call.fields { if let slot = field.slot.number { spots[slot] = field.value } }
        var values = plan.initials
        for (slot, facts) in plan.facts.enumerated() {
            let value = bind(
                spots[slot], call.source.span, plan.slots[slot], call.formLength, plan.fallback, isWanted: facts.place != nil)
            if let place = facts.place { values[place] = value }
        }
        for field in call.fields { if let slot = field.slot.twinNumber { addTwin(plan.slots[slot], plan.fallback) } }
        if !plan.rules.isEmpty { checkRules(plan, values, call) }
        return values
    }

    /// Binds one parameter, sent or not.
    mutating func bind(
        _ spot: JSONSpot?, _ bytes: Span<UInt8>, _ slot: ParameterPlan, _ formLength: Int, _ fallback: Int, isWanted: Bool
    ) -> BoundValue {
        self.formLength = formLength
        guard let spot, slot.isGiven(spot, formLength) else {
            if let code = slot.required { findings.addMissing(slot.name, code: code) }
            return slot.initial
        }
        guard isWanted else { return .absent }
        let start = findings.count
        let value = bind(spot, bytes, slot.value, .parameter(slot.name), code: fallback)
        findings.putMissingMembersFirst(from: start)
        return value
    }

    static func isEmptyText(_ spot: JSONSpot) -> Bool { spot.kind.isPlainString && spot.start == spot.end }

    /// Binds one value; `code` is the answer where the declaration has none.
    mutating func bind(
        _ spot: JSONSpot, _ bytes: Span<UInt8>, _ declared: ValuePlan, _ path: ValuePath, code outer: Int
    ) -> BoundValue {
        let code = declared.invalid ?? outer
        for kind in declared.kinds {
            if let limit = declared.limit(brokenByLengthOf: spot, bytes, kind) {
                findings.add(violation(of: limit, path, code))
                return .absent
            }
            guard let value = value(spot, bytes, kind, declared, path, code) else { continue }
            check(value, declared, path, code)
            return value
        }
        findings.add(
            Violation(
                code: code, parameter: path.text, rule: path.rule + ".type",
                message: "\(path.text) must be \(wanted(spot, bytes, declared))"))
        return .absent
    }

    /// What was wanted in the place of a value of another type.
    private func wanted(_ spot: JSONSpot, _ bytes: Span<UInt8>, _ declared: ValuePlan) -> String {
        let beyond = declared.kinds.first { Self.isBeyond($0, spot, bytes) }
        return beyond.map { Wording.range($0, declared.limits) } ?? Wording.nouns(declared.kinds)
    }

    /// Whether a value is a number that is too large to be one of this type, or too small.
    private static func isBeyond(_ kind: ValueDeclaration.Kind, _ spot: JSONSpot, _ bytes: Span<UInt8>) -> Bool {
        guard kind == .integer || kind == .id || kind == .number, spot.kind.isString || spot.kind == .integer || spot.kind == .number,
            spot.range.count <= 512
        else { return false }
        let text = JSONString.string(bytes, spot)
        let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
        if kind == .number {
            return Format.number(text) == nil && Double(text)?.isInfinite == true && digits.first.map { $0 &- 0x30 < 10 } == true
        }
        return !digits.isEmpty && digits.allSatisfy { $0 &- 0x30 < 10 } && Int(text) == nil
    }

    private mutating func check(_ value: BoundValue, _ declared: ValuePlan, _ path: ValuePath, _ code: Int) {
        if declared.allowsEmpty, value.isEmptyComposite { return }
        for limit in declared.limits where !LimitCheck.holds(limit.condition, for: value) {
            findings.add(violation(of: limit, path, code))
            if case .notBlank = limit.condition { return }
        }
    }

    private func violation(of limit: Limit, _ path: ValuePath, _ code: Int) -> Violation {
        Violation(
            code: limit.code ?? code, parameter: path.text, rule: path.rule + "." + limit.condition.keyword,
            message: "\(path.text) \(Wording.demand(limit))")
    }

    private mutating func addTwin(_ slot: ParameterPlan, _ fallback: Int) {
        findings.add(
            Violation(
                code: slot.value.invalid ?? fallback, parameter: slot.name, rule: slot.name + ".once",
                message: "\(slot.name) is given twice, by two of its names or spellings"))
    }
}

extension BoundValue {
    /// Whether it is an object or array without anything in it.
    var isEmptyComposite: Bool {
        switch self {
        case .object(let members): members.isEmpty
        case .array(let items): items.isEmpty
        case .json(let text): text == "{}" || text == "[]"
        default: false
        }
    }
}
