// SPDX-License-Identifier: Apache-2.0

package import CommandManifest

/// One thing that a declaration demands of a value, and whether the value does it.
package struct ExplainedCheck: Sendable {
    /// What came of it.
    package enum Result: String, Sendable {
        case passed, failed
        /// It was not looked at, since an earlier one failed or the value is empty where that is allowed.
        case skipped
    }

    /// The rule's id, such as `Tag.maxLength`.
    package let rule: String
    /// The code for breaking it.
    package let code: Int
    /// What came of it.
    package let result: Result
    /// What is demanded, or what is wrong, to follow the value's path.
    package let demand: String
    /// Where it is declared.
    package let location: SourceLocation

    var json: ManifestValue {
        .object([
            .init("rule", .string(rule)), .init("code", .integer(code)), .init("result", .string(result.rawValue)),
            .init("demand", .string(demand)), .init("declared", .string(location.description)),
        ])
    }
}
