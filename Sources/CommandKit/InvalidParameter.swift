// SPDX-License-Identifier: Apache-2.0

/// Thrown when a parameter holds what its declaration cannot rule out, such as a text whose rules do not parse.
///
/// The caller is told as of any other invalid value: the declaration's `invalid` code or 100006, with the rule id
/// `NAME.content`. What is stored is not a parameter's fault: for that a command has codes of its own.
public struct InvalidParameter: Error {
    /// The parameter's declared name; case does not matter.
    public let parameter: String
    /// What is wrong and where, to follow the name: `criteria[0].operator is unknown`. It must not hold a cause.
    public let reason: String

    /// Names a parameter and what is wrong with it.
    public init(_ parameter: String, reason: String) {
        self.parameter = parameter
        self.reason = reason
    }
}
