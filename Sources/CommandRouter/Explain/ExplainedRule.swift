// SPDX-License-Identifier: Apache-2.0

package import CommandManifest

/// A conditional rule: whether it applied, by which values, and whether the call satisfies it.
package struct ExplainedRule: Sendable {
    /// One condition, beside the value that it looked at.
    package struct Condition: Sendable {
        /// The parameter.
        package let parameter: String
        /// The values of which it must have one, as JSON.
        package let wanted: [String]
        /// What it was bound to, as JSON text, cut; nil where nothing was.
        package let bound: String?
        /// Whether that is one of them.
        package let holds: Bool

        var json: ManifestValue {
            .object([
                .init("parameter", .string(parameter)), .init("wanted", .array(wanted.map(ManifestValue.string))),
                .init("bound", bound.map(ManifestValue.string) ?? .null), .init("holds", .boolean(holds)),
            ])
        }
    }

    /// What came of it.
    package enum Result: String, Sendable {
        case notApplied, satisfied, broken
    }

    /// As declared.
    package let declaration: RuleDeclaration
    /// Its conditions.
    package let conditions: [Condition]
    /// The parameters that it speaks of, and whether each is there.
    package let parameters: [(name: String, isThere: Bool)]
    /// What came of it.
    package let result: Result

    /// What it demands when it applies: `requires`, `requiresAny`, `forbids`.
    var demand: String {
        switch declaration.demand {
        case .requires: "requires"
        case .requiresAny: "requiresAny"
        case .forbids: "forbids"
        }
    }

    var json: ManifestValue {
        .object([
            .init("rule", .string(declaration.id)), .init("code", .integer(declaration.code)),
            .init("declared", .string(declaration.location.description)), .init("result", .string(result.rawValue)),
            .init("conditions", .array(conditions.map(\.json))), .init("demand", .string(demand)),
            .init(
                "parameters",
                .array(parameters.map { .object([.init("name", .string($0.name)), .init("there", .boolean($0.isThere))]) })),
        ])
    }
}
