// SPDX-License-Identifier: Apache-2.0

public import CommandAccounts
public import CommandKit

/// The commands for callers themselves: log in and out, change the password; and for admins, accounts and keys.
public struct AccountsPlugin: CommandPlugin {
    /// `accounts`.
    public let name = "accounts"
    /// One handler for each command.
    public let commands: [any Command]

    /// Handlers over these accounts, which note what they do in an audit trail.
    public init(_ accounts: AccountStore, audit: AuditTrail = .silent) {
        commands = [
            Login(accounts: accounts, audit: audit), Logout(accounts: accounts, audit: audit),
            ChangePassword(accounts: accounts, audit: audit), CreateAccount(accounts: accounts, audit: audit),
            GetAccounts(accounts: accounts), SetPassword(accounts: accounts, audit: audit),
            SetPermissions(accounts: accounts, audit: audit), EndSessions(accounts: accounts, audit: audit),
            DisableAccount(accounts: accounts, audit: audit), EnableAccount(accounts: accounts, audit: audit),
            DeleteAccount(accounts: accounts, audit: audit), CreateKey(accounts: accounts, audit: audit),
            GetKeys(accounts: accounts), UpdateKey(accounts: accounts, audit: audit), RevokeKey(accounts: accounts, audit: audit),
        ]
    }
}
