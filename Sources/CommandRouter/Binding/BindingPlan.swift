// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import CommandWire

/// A command's declared parameters, compiled for binding: names indexed, defaults bound, rules by slot.
package final class BindingPlan: Sendable {
    /// One for each declared parameter, in declared order.
    let slots: [ParameterPlan]
    /// The parameters that the handler gets, in declared order: all but the router's own, and of those the ones that it
    /// asks for.
    let bound: [ParameterDeclaration]
    /// For each slot, what a call looks at first.
    let facts: [SlotFacts]
    /// The values of what the handler gets where nothing is sent.
    let initials: [BoundValue]
    /// Whether any of those is a default.
    let hasDefaults: Bool
    /// How many parameters are required.
    let requiredCount: Int
    let index: NameIndex
    let rules: [CompiledRule]
    /// What to answer where a declaration gives no code.
    let fallback: Int
    /// The texts of the command's codes.
    let texts: [Int: String]

    /// Compiles a declaration; `asked` are the properties of its handler's `Parameters`, `texts` those of its codes and of the codes of no command.
    init(_ command: CommandDeclaration, asked: [String], texts: [Int: String]) {
        let slots = command.parameters.map(ParameterPlan.init)
        self.slots = slots
        requiredCount = slots.count { $0.required != nil }
        index = NameIndex(parameters: command.parameters)
        let own = Set(asked.compactMap(index.find))
        let wanted = slots.indices.filter { !slots[$0].isRouters || own.contains($0) }
        bound = wanted.map { command.parameters[$0] }
        initials = wanted.map { slots[$0].initial }
        hasDefaults = initials.contains { if case .absent = $0 { false } else { true } }
        facts = slots.enumerated().map { SlotFacts($1, place: wanted.firstIndex(of: $0)) }
        let names = NameIndex(command.parameters.enumerated().map { ($1.name, $0) })
        rules = command.rules.map { CompiledRule($0, names: names) }
        fallback = StandardCode.invalid.rawValue
        self.texts = texts
    }

    /// What there is among a call's fields beside parameters that are given once.
    struct Oddities: Sendable {
        /// Whether there are fields that no parameter takes.
        var unknown = false
        /// Whether a parameter is given twice, by another of its names.
        var twins = false
    }

    /// Finds which parameter each field is.
    func assign(_ call: inout Call) -> Oddities {
        var oddities = Oddities()
        var taken = SlotSet()
        let name = call.nameField ?? -1
        for number in call.fields.indices where number != name {
            guard let slot = call.fields[number].number(in: index, call.source.span) else {
                oddities.unknown = true
                continue
            }
            guard taken.insert(slot) else {
                call.fields[number].slot = .twin(of: slot)
                oddities.twins = true
                continue
            }
            call.fields[number].slot = .parameter(slot)
        }
        if !call.repeated.isEmpty { call.settleRepeated(self) }
        return oddities
    }

    /// Where a call's API key stands; nil where that is not its one credential, or is written with escapes.
    func onlyKey(_ call: borrowing Call) -> Range<Int>? {
        guard call.bearer == nil, !call.hasRivalCredentials else { return nil }
        var key: Range<Int>?
        for number in call.fields.indices {
            guard let slot = call.fields[number].slot.number, facts[slot].isCredential else { continue }
            let spot = call.fields[number].value
            guard facts[slot].isKey, key == nil, spot.kind.isPlainString, !spot.range.isEmpty else { return nil }
            key = spot.range
        }
        return key
    }
}

/// A conditional rule with its parameters as slots.
final class CompiledRule: Sendable {
    let declaration: RuleDeclaration
    let conditions: [(slot: Int, test: RuleDeclaration.Condition.Test)]
    let slots: [Int]

    init(_ rule: RuleDeclaration, names: NameIndex) {
        declaration = rule
        conditions = rule.when.compactMap { condition in names.find(condition.parameter).map { ($0, condition.test) } }
        slots = rule.demand.parameters.compactMap(names.find)
    }
}

/// A set of slots; those up to 64 need no memory of their own.
private struct SlotSet {
    private var first: UInt64 = 0
    private var rest: Set<Int>?

    /// Whether it was not there.
    mutating func insert(_ slot: Int) -> Bool {
        guard slot < 64 else {
            if rest == nil { rest = [] }
            return rest?.insert(slot).inserted ?? false
        }
        let bit: UInt64 = 1 << UInt64(slot)
        defer { first |= bit }
        return first & bit == 0
    }
}
