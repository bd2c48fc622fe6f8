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
    static func parts(of parameter: ParameterDeclaration) -> [DescribedPart] {
        [DescribedPart(name: parameter.name, parameter)] + inside(parameter.value, parameter.name)
    }

    /// A reply's field and all that is inside of it, in declared order.
    static func parts(of field: FieldDeclaration) -> [DescribedPart] {
        [DescribedPart(name: field.name, field.value, [field.isOptional ? "optional" : nil], "")] + inside(field.value, field.name)
    }

    private static func inside(_ value: ValueDeclaration, _ name: String) -> [DescribedPart] {
        value.members(within: name).map { DescribedPart(name: $0.name, $0.member) }
    }

    private init(name: String, _ parameter: ParameterDeclaration) {
        let notes = [
            parameter.isOptional ? "optional" : nil, parameter.required.map { "required (\($0))" },
            parameter.value.defaultValue.map { "default \($0.json)" }, parameter.deprecated.map { _ in "deprecated" },
        ]
        self.init(name: name, parameter.value, notes, parameter.summary)
    }

    private init(name: String, _ value: ValueDeclaration, _ notes: [String?], _ summary: String) {
        self.name = name
        self.summary = summary
        let all = [value.types(joinedBy: "/")] + notes + [value.invalid.map { "invalid (\($0))" }]
        type = all.compactMap(\.self).joined(separator: ", ")
        limits = value.limits.map(Self.limit) + value.parts.flatMap(\.limits).map { "each: " + Self.limit($0) }
    }

    private static func limit(_ limit: Limit) -> String {
        limit.condition.keyword + (limit.code.map { " (\($0))" } ?? "") + ": " + Wording.demand(limit)
    }
}
