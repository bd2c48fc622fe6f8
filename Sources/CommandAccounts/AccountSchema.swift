// SPDX-License-Identifier: Apache-2.0

public import CommandStorage

/// The tables of accounts, keys and sessions, as the steps that make them.
///
/// Moments are milliseconds since 1970. Of a key and of a session's id the database has the SHA-256 digest alone, of a
/// password the scrypt hash; none of the three can be read back.
public enum AccountSchema {
    /// The steps, in order.
    public static let migrations: [Migration] = [
        Migration("accounts.1", [users, apiKeys, apiKeysByUser, sessions, sessionsByUser, sessionsByEnd]),
        Migration("accounts.2", [fixtureAccounts]),
        Migration("accounts.3", accountLives + keyLives + [sessionGenerations, fixtureAccountsByRun]),
        Migration("accounts.4", [ambiguousUsernames], batch: UsernameFolding.fold),
        Migration("accounts.5", addresses, batch: AddressFolding.fold),
    ]

    /// `username_folded` is what makes a name unique (``Username/folded``). A NULL `password_hash` matches no password.
    private static let users: SQL = """
        CREATE TABLE users (
            user_id INTEGER PRIMARY KEY AUTOINCREMENT,
            kind TEXT NOT NULL CHECK (kind IN ('user', 'admin')),
            username TEXT NOT NULL,
            username_folded TEXT NOT NULL UNIQUE,
            email TEXT NOT NULL,
            first_name TEXT NOT NULL,
            last_name TEXT NOT NULL,
            permissions TEXT NOT NULL,
            password_hash TEXT,
            created_at BIGINT NOT NULL,
            updated_at BIGINT NOT NULL
        )
        """

    /// Folded names that several accounts have, from before they were folded so: nobody else may have one.
    private static let ambiguousUsernames: SQL = "CREATE TABLE ambiguous_usernames (username_folded TEXT NOT NULL PRIMARY KEY)"

    /// The address of an account, folded; empty where it has none. Several may have one.
    private static let addresses: [SQL] = [
        "ALTER TABLE users ADD COLUMN email_folded TEXT NOT NULL DEFAULT ''",
        "CREATE INDEX users_by_email ON users (email_folded) WHERE email_folded <> ''",
    ]

    private static let apiKeys: SQL = """
        CREATE TABLE api_keys (
            key_id INTEGER PRIMARY KEY AUTOINCREMENT,
            user_id INTEGER NOT NULL REFERENCES users (user_id),
            digest BLOB NOT NULL UNIQUE,
            created_at BIGINT NOT NULL,
            revoked_at BIGINT
        )
        """
    private static let apiKeysByUser: SQL = "CREATE INDEX api_keys_by_user ON api_keys (user_id)"

    /// `expires_at` is the absolute end; the idle end follows from `last_used_at`.
    private static let sessions: SQL = """
        CREATE TABLE sessions (
            digest BLOB NOT NULL PRIMARY KEY,
            user_id INTEGER NOT NULL REFERENCES users (user_id),
            created_at BIGINT NOT NULL,
            last_used_at BIGINT NOT NULL,
            expires_at BIGINT NOT NULL
        )
        """
    private static let sessionsByUser: SQL = "CREATE INDEX sessions_by_user ON sessions (user_id)"
    private static let sessionsByEnd: SQL = "CREATE INDEX sessions_by_end ON sessions (expires_at)"

    /// Which accounts were made for a run of tests, so that those alone are removed with it.
    private static let fixtureAccounts: SQL = """
        CREATE TABLE fixture_accounts (
            user_id INTEGER NOT NULL PRIMARY KEY REFERENCES users (user_id),
            fixtures TEXT NOT NULL,
            expires_at BIGINT NOT NULL
        )
        """

    /// A disabled account's credentials open nothing until it is enabled. A deleted one has no name and no rights any more; the row
    /// goes when what is kept of it is erased. `created_by` is the account that made it, NULL for the server's operator. Sessions
    /// of an earlier generation than the account's have ended.
    private static let accountLives: [SQL] = [
        "ALTER TABLE users ADD COLUMN disabled_at BIGINT", "ALTER TABLE users ADD COLUMN deleted_at BIGINT",
        "ALTER TABLE users ADD COLUMN created_by BIGINT",
        "ALTER TABLE users ADD COLUMN session_generation BIGINT NOT NULL DEFAULT 0",
        "CREATE INDEX users_deleted ON users (deleted_at) WHERE deleted_at IS NOT NULL",
        "CREATE INDEX users_admins ON users (user_id) WHERE kind = 'admin'",
    ]

    /// NULL `permissions` are those of the account, whatever they become; NULL `expires_at` is no end.
    private static let keyLives: [SQL] = [
        "ALTER TABLE api_keys ADD COLUMN name TEXT NOT NULL DEFAULT ''", "ALTER TABLE api_keys ADD COLUMN permissions TEXT",
        "ALTER TABLE api_keys ADD COLUMN expires_at BIGINT", "ALTER TABLE api_keys ADD COLUMN created_by BIGINT",
    ]
    private static let sessionGenerations: SQL = "ALTER TABLE sessions ADD COLUMN generation BIGINT NOT NULL DEFAULT 0"
    private static let fixtureAccountsByRun: SQL = "CREATE INDEX fixture_accounts_by_run ON fixture_accounts (fixtures)"
}
