// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import CommandWire

/// A command's declared parameters, compiled for binding: names indexed, defaults bound, rules by slot.
package final class BindingPlan: Sendable {
    /// One for each declared parameter, in declared order.
    let slots: [ParameterPlan]
    /// The values of all slots where nothing is sent.
    let initials: [BoundValue]
    /// For each slot, whether the handler gets it: all but the router's own, and of those the ones that it asks for.
    let wanted: [Bool]
    /// The slots of required parameters.
    let required: [Int]
    let index: NameIndex
    let rules: [CompiledRule]
    /// The slots of credentials, by role.
    let credentials: [(role: ParameterDeclaration.Role, slot: Int)]
    /// What to answer where a declaration gives no code.
    let fallback: Int
    /// The texts of the command's codes.
    let texts: [Int: String]

    /// Compiles a declaration; `asked` are the properties of its handler's `Parameters`, `texts` those of its codes and of the codes of no command.
    init(_ command: CommandDeclaration, asked: [String], texts: [Int: String]) {
        let slots = command.parameters.map(ParameterPlan.init)
        self.slots = slots
        initials = slots.map(\.initial)
        required = slots.indices.filter { slots[$0].required != nil }
        index = NameIndex(parameters: command.parameters)
        let own = Set(asked.compactMap(index.find))
        wanted = slots.enumerated().map { !$1.isRouters || own.contains($0) }
        let names = NameIndex(command.parameters.enumerated().map { ($1.name, $0) })
        rules = command.rules.map { CompiledRule($0, names: names) }
        credentials = command.parameters.enumerated().compactMap { number, parameter in
            parameter.role.flatMap { $0.isCredential ? ($0, number) : nil }
        }
        fallback = StandardCode.invalid.rawValue
        self.texts = texts
    }

    /// Which field of a call goes into which slot.
    struct Assignment: Sendable {
        /// The field's number for each slot, -1 where there is none.
        var fields: [Int32]
        /// Fields that no slot takes.
        var unknown: [Int] = []
        /// Fields whose slot another field has, by another of its names.
        var twins: [Int] = []
    }

    /// Finds each field's slot.
    func assign(_ call: Call) -> Assignment {
        var assignment = Assignment(fields: Array(repeating: -1, count: slots.count))
        let bytes = call.source.span
        for (number, field) in call.fields.enumerated() where number != call.nameField {
            guard let slot = Self.find(field, bytes, index) else {
                assignment.unknown.append(number)
                continue
            }
            if assignment.fields[slot] < 0 {
                assignment.fields[slot] = Int32(truncatingIfNeeded: number)
            } else {
                assignment.twins.append(number)
            }
        }
        return assignment
    }

    /// The number of the parameter that a field names.
    static func find(_ field: JSONField, _ bytes: Span<UInt8>, _ index: NameIndex) -> Int? {
        guard field.name.kind == .escapedString else { return index.find(field.hash, bytes, field.name.range) }
        let name = JSONString.unescaped(bytes, field.name)
        return index.find(field.hash, name.span, 0..<name.count)
    }
}

/// A conditional rule with its parameters as slots.
final class CompiledRule: Sendable {
    let declaration: RuleDeclaration
    let conditions: [(slot: Int, values: [ManifestValue])]
    let slots: [Int]

    init(_ rule: RuleDeclaration, names: NameIndex) {
        declaration = rule
        conditions = rule.when.compactMap { condition in names.find(condition.parameter).map { ($0, condition.values) } }
        slots = rule.demand.parameters.compactMap(names.find)
    }
}
