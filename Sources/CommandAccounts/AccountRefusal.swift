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
    /// A permission that is not declared, `*` together with others, or, of a key, one that its account does not hold.
    public static let unknownPermission = AccountRefusal(name: "unknownPermission")
    /// No account has this id.
    public static let unknownUser = AccountRefusal(name: "unknownUser")
    /// No key has this id.
    public static let unknownKey = AccountRefusal(name: "unknownKey")

    /// The caller would give a permission that they do not hold, or change an account that holds one.
    public static let exceedsCaller = AccountRefusal(name: "exceedsCaller")
    /// No admin with a working key would be left, or none with every permission.
    public static let lastAdmin = AccountRefusal(name: "lastAdmin")
    /// A key's end that has come already.
    public static let endsInPast = AccountRefusal(name: "endsInPast")
    /// The text cannot be a key's name: it is longer than 100 scalars.
    public static let invalidKeyName = AccountRefusal(name: "invalidKeyName")

    /// Lets a `catch` name the refusal that it is for.
    public static func ~= (refusal: AccountRefusal, error: any Error) -> Bool { error as? AccountRefusal == refusal }
}
