// SPDX-License-Identifier: Apache-2.0

package import CommandManifest

/// A conditional rule: whether it applied, by which values, and whether the call satisfies it.
package struct ExplainedRule: Sendable {
    /// One condition, beside the value that it looked at.
    package struct Condition: Sendable {
        /// What is asked of the parameter.
        package enum Test: Sendable {
            /// One of these values, as JSON.
            case isOneOf([String])
            /// That it is there, or is not.
            case isPresent, isAbsent
        }

        /// The parameter.
        package let parameter: String
        /// What is asked of it.
        package let test: Test
        /// What it was bound to, as JSON text, cut; nil where nothing was.
        package let bound: String?
        /// Whether that is so.
        package let holds: Bool

        var json: ManifestValue {
            .object([
                .init("parameter", .string(parameter)), .init("wanted", wanted), .init("bound", bound.map(ManifestValue.string) ?? .null),
                .init("holds", .boolean(holds)),
            ])
        }

        /// The values, or whether it is to be there.
        private var wanted: ManifestValue {
            switch test {
            case .isOneOf(let values): .array(values.map(ManifestValue.string))
            case .isPresent: .string("present")
            case .isAbsent: .string("absent")
            }
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

    /// What it demands when it applies: `requires`, `requiresAny`, `atMostOne`, `forbids`.
    var demand: String {
        switch declaration.demand {
        case .requires: "requires"
        case .requiresAny: "requiresAny"
        case .atMostOne: "atMostOne"
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
