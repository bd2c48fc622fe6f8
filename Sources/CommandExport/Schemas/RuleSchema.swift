// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// A conditional rule as a schema of the whole request.
struct RuleSchema {
    let parameters: [ParameterDeclaration]

    func schema(_ rule: RuleDeclaration) -> JSON {
        let conditions = rule.when.compactMap { condition in parameter(condition.parameter).map { holds($0, condition.test) } }
        let note: JSON = .string("Rule \(rule.id), code \(rule.code): \(Wording.demand(rule)).")
        let demand = demand(rule.demand)
        guard !conditions.isEmpty else { return JSON(["$comment": note]).adding(demand.members) }
        return ["$comment": note, "if": conditions.count == 1 ? conditions[0] : ["allOf": .array(conditions)], "then": demand]
    }

    private func parameter(_ name: String) -> ParameterDeclaration? { parameters.first { $0.name == name } }

    private static let null: JSON = ["const": .null]
    private static let nothing: JSON = ["enum": [.null, ""]]

    // MARK: What must hold

    private func demand(_ demand: RuleDeclaration.Demand) -> JSON {
        let named = demand.parameters.compactMap(parameter)
        switch demand {
        case .requires: return named.count == 1 ? isThere(named[0]) : ["allOf": .array(named.map(isThere))]
        case .requiresAny: return ["anyOf": .array(named.map(isThere))]
        // Whichever is there, the others are not.
        case .atMostOne:
            return [
                "anyOf": .array(named.indices.map { kept in areAbsent(named.enumerated().filter { $0.offset != kept }.map(\.element)) })
            ]
        case .forbids: return areAbsent(named)
        }
    }

    /// Not there by any of their names: absent, null or an empty text.
    private func areAbsent(_ parameters: [ParameterDeclaration]) -> JSON {
        ["properties": .object(parameters.flatMap(\.names).map { ($0, Self.nothing) })]
    }

    /// There by one of its names, not null and not an empty text.
    private func isThere(_ parameter: ParameterDeclaration) -> JSON {
        any(parameter) { name in
            JSON(["required": [.string(name)], "properties": .object([(name, JSON(["not": Self.nothing]))])])
        }
    }

    private func any(_ parameter: ParameterDeclaration, _ schema: (String) -> JSON) -> JSON {
        parameter.aliases.isEmpty ? schema(parameter.name) : ["anyOf": .array(parameter.names.map(schema))]
    }

    // MARK: When it applies

    private func holds(_ parameter: ParameterDeclaration, _ test: RuleDeclaration.Condition.Test) -> JSON {
        switch test {
        case .isOneOf(let values): holds(parameter, values)
        case .isPresent: isThere(parameter)
        case .isAbsent: areAbsent([parameter])
        }
    }

    /// Whether a parameter is bound to one of these values; where its default is among them, being absent will do.
    private func holds(_ parameter: ParameterDeclaration, _ values: [ManifestValue]) -> JSON {
        let forms = values.flatMap { self.forms($0, parameter.value) }
        let sent = any(parameter) { name in
            [
                "required": [.string(name)],
                "properties": .object([(name, forms.count == 1 ? forms[0] : ["anyOf": .array(forms)])]),
            ]
        }
        guard let fallback = parameter.value.defaultValue, values.contains(fallback) else { return sent }
        return ["anyOf": [sent, ["properties": .object(parameter.names.map { ($0, Self.null) })]]]
    }

    /// What a call may send to have a value bound.
    private func forms(_ value: ManifestValue, _ declaration: ValueDeclaration) -> [JSON] {
        switch value {
        case .boolean(let flag): [flag ? SharedTypes.yes : SharedTypes.no]
        case .integer(let number): [["const": .integer(number)], text("-?".prefixed(number) + "0*\(number.magnitude)")]
        case .number: [["const": JSON(value)], ["const": .string(value.json)]]
        case .string(let text): texts(text, declaration)
        case .null, .array, .object: []
        }
    }

    private func text(_ body: String) -> JSON { ["type": "string", "pattern": .string("^\(body)$")] }

    private func texts(_ text: String, _ declaration: ValueDeclaration) -> [JSON] {
        var all = [text]
        if declaration.kinds.contains(.time), text.hasSuffix(":00"), text.utf8.count == 8 { all.append(String(text.dropLast(3))) }
        if declaration.kinds.contains(.datetime), text.utf8.count == 19 {
            all += [text.replacing(" ", with: "T"), text.replacing(" ", with: "T") + "Z"]
        }
        if declaration.trims { return [["type": "string", "pattern": .string(TextShape.oneOf(all).anchored(trims: true))]] }
        return all.count == 1 ? [["const": .string(text)]] : [["enum": .texts(all)]]
    }
}

extension String {
    /// A sign before a number's digits: of zero any, of a negative number its own.
    fileprivate func prefixed(_ number: Int) -> String { number == 0 ? self : number < 0 ? "-" : "" }
}
