// SPDX-License-Identifier: Apache-2.0

/// What ``AccountStore`` refuses with: something that a caller did, to be told by a code of the command's own.
///
/// What is away is CommandKit's `ComponentUnavailable`, too many tries are its `RateLimited`; neither is one of these.
public struct AccountRefusal: Error, Hashable, Sendable {
    private let name: String

    /// No account has this name with this password. Which of the two is wrong is not said.
    public static let invalidLogin = AccountRefusal(name: "invalidLogin")
    /// Another account has this name, or one that folds to the same.
    public static let usernameTaken = AccountRefusal(name: "usernameTaken")
    /// The text cannot be a name: see ``Username``.
    public static let invalidUsername = AccountRefusal(name: "invalidUsername")
    /// The text cannot be a password: it is empty, or longer than 4096 bytes.
    public static let invalidPassword = AccountRefusal(name: "invalidPassword")
    /// A permission that is not declared, or `*` together with others.
    public static let unknownPermission = AccountRefusal(name: "unknownPermission")
    /// No account has this id.
    public static let unknownUser = AccountRefusal(name: "unknownUser")
    /// No key has this id.
    public static let unknownKey = AccountRefusal(name: "unknownKey")

    /// Lets a `catch` name the refusal that it is for.
    public static func ~= (refusal: AccountRefusal, error: any Error) -> Bool { error as? AccountRefusal == refusal }
}
