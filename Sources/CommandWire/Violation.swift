// SPDX-License-Identifier: Apache-2.0

/// One thing that is wrong with a call, as it stands in an answer's `Errors`.
package struct Violation: Sendable, Hashable {
    /// The code for it: the command's own, or one of no command.
    package var code: Int
    /// The path of the parameter to blame, such as `ABTesting.Variations[0].Weight`.
    package var parameter: String?
    /// The manifest's rule id, such as `CampaignID.required`.
    package var rule: String
    /// One sentence for the caller, without a value of theirs.
    package var message: String

    /// Composes a violation.
    package init(code: Int, parameter: String? = nil, rule: String, message: String) {
        self.code = code
        self.parameter = parameter
        self.rule = rule
        self.message = message
    }
}
