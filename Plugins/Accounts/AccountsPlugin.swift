// SPDX-License-Identifier: Apache-2.0

public import CommandAccounts
public import CommandKit

/// The commands for callers themselves: log in and out; and for admins, accounts and keys.
public struct AccountsPlugin: CommandPlugin {
    /// `accounts`.
    public let name = "accounts"
    /// One handler for each command.
    public let commands: [any Command]

    /// Handlers over these accounts.
    public init(_ accounts: AccountStore) {
        commands = [
            Login(accounts: accounts), Logout(accounts: accounts), CreateAccount(accounts: accounts),
            CreateKey(accounts: accounts), RevokeKey(accounts: accounts),
        ]
    }
}
