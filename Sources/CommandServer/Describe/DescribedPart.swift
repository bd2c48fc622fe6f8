// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// A parameter, a member of one or an item, as `describe` shows it to a reader.
struct DescribedPart {
    /// As rule ids name it, such as `Address.Town`; with `[]` behind an array whose items have members.
    let name: String
    /// Type, the code when it is missing, default.
    let type: String
    /// What it is, in a line.
    let summary: String
    /// For each limit the last word of its rule id, its code, and what it demands.
    let limits: [String]

    /// A parameter and all that is inside of it, in declared order.
    static func parts(of parameter: ParameterDeclaration, within place: String = "") -> [DescribedPart] {
        let notes = [
            parameter.isOptional ? "optional" : nil, parameter.required.map { "required (\($0))" },
            parameter.value.defaultValue.map { "default \($0.json)" }, parameter.deprecated.map { _ in "deprecated" },
        ].compactMap(\.self)
        return parts(of: parameter.value, name: place + parameter.name, notes: notes, summary: parameter.summary)
    }

    /// A value and all that is inside of it. Nesting is bounded by the manifest's reader.
    static func parts(
        of value: ValueDeclaration, name: String, notes: [String] = [], summary: String = ""
    ) -> [DescribedPart] {
        let kinds = value.kinds.map { kind in
            guard kind == .array, let item = value.items.first else { return kind.rawValue }
            return "array of " + item.kinds.map(\.rawValue).joined(separator: "/")
        }
        let code = value.invalid.map { ["invalid (\($0))"] } ?? []
        let own = DescribedPart(
            name: name, type: ([kinds.joined(separator: "/")] + notes + code).joined(separator: ", "), summary: summary,
            limits: value.limits.map(limit) + value.items.flatMap(\.limits).map { "each: " + limit($0) })
        let members = (value.members ?? []).flatMap { parts(of: $0, within: name + ".") }
        let items = value.items.flatMap { ($0.members ?? []).flatMap { parts(of: $0, within: name + "[].") } }
        return [own] + members + items
    }

    private static func limit(_ limit: Limit) -> String {
        limit.condition.keyword + (limit.code.map { " (\($0))" } ?? "") + ": " + Wording.demand(limit)
    }
}
