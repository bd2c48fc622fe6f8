// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// The rule ids of values with the codes that breaking them gives, for documents to carry.
enum RuleList {
    /// Those of a parameter or member itself; its members have theirs.
    static func rules(of parameter: ParameterDeclaration, name: String, code: Int) -> [JSON] {
        if parameter.role != nil, parameter.required == nil { return [] }
        let missing = parameter.required.map { [rule(name + ".required", $0)] } ?? []
        return missing + rules(of: parameter.value, name: name, code: code)
    }

    private static func rules(of value: ValueDeclaration, name: String, code: Int) -> [JSON] {
        let code = value.invalid ?? code
        let own = [rule(name + ".type", code)] + value.limits.map { rule(name + "." + $0.condition.keyword, $0.code ?? code) }
        return own
            + value.parts.flatMap { rules(of: $0, name: name, code: code) }.filter { item in
                !own.contains { $0.compact == item.compact }
            }
    }

    private static func rule(_ id: String, _ code: Int) -> JSON { ["rule": .string(id), "code": .integer(code)] }
}
