// SPDX-License-Identifier: Apache-2.0

/// What is needed to create a user.
public struct NewUser: Sendable {
    /// The name to log in with: see ``Username``.
    public var username: String
    /// The password, 1 to 4096 bytes; what it is worth is for the command's declaration to say.
    public var password: String
    /// Where the user is reached.
    public var emailAddress: String
    /// May be empty.
    public var firstName: String
    /// May be empty.
    public var lastName: String
    /// Names with commas between, `*` for all, empty for none.
    public var permissions: String

    /// Composes a user.
    public init(
        username: String, password: String, emailAddress: String, firstName: String = "", lastName: String = "",
        permissions: String = ""
    ) {
        self.username = username
        self.password = password
        self.emailAddress = emailAddress
        self.firstName = firstName
        self.lastName = lastName
        self.permissions = permissions
    }
}
