// SPDX-License-Identifier: Apache-2.0

/// Who is calling: an account, what kind it is, and what it may do.
public struct Principal: Hashable, Sendable {
    /// The kinds of caller that a command's `access` admits.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Nobody in particular: only commands with `access: [none]` run for it.
        case none
        /// A customer's account, which sees its own data alone.
        case user
        /// An operator of the platform.
        case admin
    }

    /// What kind of caller.
    public let kind: Kind
    /// The account's id, at least 1; 0 for nobody.
    public let accountID: Int
    /// What it may do: what the account may, and where a key was given that may less, what the key may.
    public let permissions: Permissions
    /// The id of the API key that was given; nil for a session, and where an authenticator does not number its keys.
    public let keyID: Int?

    /// Composes a principal; an ``Authenticator`` does.
    public init(kind: Kind, accountID: Int, permissions: Permissions, keyID: Int? = nil) {
        self.kind = kind
        self.accountID = accountID
        self.permissions = permissions
        self.keyID = keyID
    }

    /// The caller of a command that asks for no credentials.
    public static let nobody = Principal(kind: .none, accountID: 0, permissions: .these([]))
}

/// A set of permissions, or all of them.
public enum Permissions: Hashable, Sendable {
    /// Every permission, those declared later included; written `*`.
    case all
    /// These alone, compared exactly: `Campaign.Get` and `Campaigns.Get` are two.
    case these(Set<String>)

    /// Whether all of `required` are held.
    public func allow(_ required: [String]) -> Bool {
        switch self {
        case .all: true
        // A set hashes what it looks for, which takes longer than looking at the few that most callers hold.
        case .these(let held):
            required.allSatisfy { permission in
                held.count > 8 ? held.contains(permission) : held.contains { $0 == permission }
            }
        }
    }
}
