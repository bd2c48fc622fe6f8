// SPDX-License-Identifier: Apache-2.0

/// What a new project declares about callers: the commands of the server's own plugin, and the credentials of all others.
enum AccountsManifest {
    /// The file.
    static let text = #"""
        # Who is calling: credentials, and the commands about sessions, accounts and keys, whose handlers come with the server.
        # Summaries and texts are yours to change. A command that nobody should have can be taken out.

        permissions:
          # For admins. Nobody gives a permission that they do not hold, or changes an account that holds one.
          Accounts.Get: List accounts and their keys
          Accounts.Create: Create users' accounts
          Accounts.Update: Change passwords and permissions, end sessions, disable and enable accounts
          Accounts.Delete: Delete accounts with everything of them
          Keys.Create: Create and name API keys
          Keys.Revoke: Revoke API keys

        groups:
          call:
            Command: { type: string, role: command, summary: "Name of the command" }
            ResponseFormat: { type: string, role: format, summary: "Format of the reply" }
          session:
            SessionID: { type: string, role: session, secret: true, summary: "Session ID obtained from user.login" }
          key:
            APIKey: { type: string, role: key, secret: true, summary: "API key of an account" }
            # Taken by every command, also by those that admit no admin, so that an admin who calls one is told 99999 and not 99998.
            AdminAPIKey: { type: string, role: adminKey, secret: true, summary: "API key of an admin" }

        commands:
          user.login:
            summary: Log in with a name and a password
            description: >-
              Always makes a fresh session. Sessions expire when idle and absolutely. An admin can log in where one has a password; most
              have keys alone.
            plugin: accounts
            access: [none]
            permissions: []
            effects: write
            groups: [call]
            parameters:
              # Brought into the form in which account.create stores it.
              Username: { type: string, required: 1, trim: true, nfc: true, maxLength: 250, summary: "Name of the account" }
              Password: { type: string, required: 2, nfc: true, secret: true, maxLength: 1024, summary: "Password of the account" }
            errors:
              1: "Missing required parameter (Username)"
              2: "Missing required parameter (Password)"
              # An unknown name and a wrong password are answered alike.
              3: { text: "Invalid login information", shape: array }
            returns:
              SessionID: { type: string, secret: true }
              UserInfo:
                type: object
                members:
                  UserID: { type: id }
                  Username: { type: string }
                  EmailAddress: { type: email }
                  FirstName: { type: string }
                  LastName: { type: string }
            examples:
              - request: { Username: ada, Password: "a long pass phrase" }
                reply:
                  SessionID: your-session-id
                  UserInfo: { UserID: 123, Username: ada, EmailAddress: "ada@example.com", FirstName: Ada, LastName: Lovelace }
              - request: { Username: ada, Password: "another pass phrase" }
                refusal: { ErrorCode: [3], ErrorText: ["Invalid login information"] }

          user.logout:
            summary: End a session
            description: >-
              Ends the session that SessionID names. A caller who is known by an API key can end a session of their own account.
            plugin: accounts
            access: [user, admin]
            permissions: []
            effects: write
            idempotent: true
            groups: [call, key]
            parameters:
              # Who is calling, and what the command is about: so required here, while the group of the same name requires it nowhere.
              SessionID: { type: string, role: session, required: 1, secret: true, summary: "Session ID obtained from user.login" }
            errors:
              1: "Missing required parameter (SessionID)"
            returns: {}
            examples:
              # Examples are without credentials, and here the session to end is one.
              - request: {}
                reply: {}

          user.password.change:
            summary: Change your own password
            description: >-
              Ends the other sessions of the account; the one that the call is made by stays. API keys stay too. A wrong present password
              counts as a guess, as at user.login.
            plugin: accounts
            access: [user, admin]
            permissions: []
            effects: write
            groups: [call, session, key]
            parameters:
              Password: { type: string, required: 1, nfc: true, secret: true, maxLength: 1024, summary: "The present password" }
              NewPassword:
                type: string
                required: 2
                invalid: 3
                nfc: true
                secret: true
                minLength: 8
                maxLength: 1024
                summary: The new password, 8 to 1024 characters
            errors:
              1: "Missing required parameter (Password)"
              2: "Missing required parameter (NewPassword)"
              3: "Invalid NewPassword (must have 8 to 1024 characters)"
              4: "The present password is wrong"
            returns: {}
            examples:
              - request: { Password: "a long pass phrase", NewPassword: "a longer pass phrase" }
                reply: {}
              - request: {}
                refusal: { ErrorCode: [1, 2] }

          account.create:
            summary: Create a user's account
            plugin: accounts
            access: [admin]
            permissions: [Accounts.Create]
            effects: write
            idempotent: true
            groups: [call, session, key]
            parameters:
              Username:
                type: string
                required: 1
                invalid: 4
                trim: true
                nfc: true
                notBlank: true
                pattern:
                  is: "[^\x01-\x1F\x7F-\x9F\u2028-\u202E\u2066-\u2069]*"
                  says: must be one line without control characters
                maxLength: 250
                summary: Name to log in with, up to 250 characters
              # Counted in Unicode scalars, after composition. The upper bound keeps hashing bounded.
              Password:
                type: string
                required: 2
                invalid: 5
                nfc: true
                secret: true
                minLength: 8
                maxLength: 1024
                summary: Password to log in with, 8 to 1024 characters
              EmailAddress: { type: email, required: 3, invalid: 6, trim: true, maxLength: 254, summary: "Where to reach the user" }
              # Whether each name is a declared permission is the handler's to check.
              Permissions:
                type: string
                default: ""
                invalid: 7
                trim: true
                pattern:
                  is: '(\*|[A-Za-z0-9_.]+( *, *[A-Za-z0-9_.]+)*)?'
                  says: must be a list of permissions such as "Accounts.Get,Keys.Create", or * for all
                summary: "Comma-separated list of permissions, or * for all (default: none)"
            errors:
              1: "Missing required parameter (Username)"
              2: "Missing required parameter (Password)"
              3: "Missing required parameter (EmailAddress)"
              4: "Invalid Username (must have 1 to 250 characters)"
              5: "Invalid Password (must have 8 to 1024 characters)"
              6: "Invalid EmailAddress"
              7: "Unknown permission"
              8: { text: "Username already exists in the system", status: 409 }
              9: "Permissions that you do not hold"
            returns:
              UserID: { type: id }
            examples:
              - request:
                  Username: ada
                  Password: a long pass phrase
                  EmailAddress: ada@example.com
                  Permissions: Accounts.Get,Keys.Create
                reply: { UserID: 123 }
              - request: {}
                refusal: { ErrorCode: [1, 2, 3] }

          accounts.get:
            summary: List accounts
            description: >-
              In the order of their ids. A page that has fewer than RecordsPerRequest is the last one.
            plugin: accounts
            access: [admin]
            permissions: [Accounts.Get]
            effects: read
            groups: [call, session, key]
            parameters:
              AfterUserID: { type: integer, minimum: 0, default: 0, summary: "Begins behind this ID: the last one of the page before (default: 0)" }
              RecordsPerRequest: { type: integer, minimum: 1, maximum: 1000, default: 100, summary: "Number of records per page (default: 100)" }
            errors: {}
            returns:
              Accounts:
                type: array
                items:
                  type: object
                  members:
                    UserID: { type: id }
                    Kind: { type: string, summary: "user or admin" }
                    Username: { type: string }
                    # Empty for an admin who was made without one.
                    EmailAddress: { type: string }
                    FirstName: { type: string }
                    LastName: { type: string }
                    Permissions: { type: string, summary: "Comma-separated, or * for all" }
                    IsDisabled: { type: boolean }
                    HasPassword: { type: boolean, summary: "Whether it can log in" }
                    CreateDateTime: { type: datetime, summary: "In UTC" }
            examples:
              - request: { AfterUserID: 122, RecordsPerRequest: 1 }
                reply:
                  Accounts:
                    - UserID: 123
                      Kind: user
                      Username: ada
                      EmailAddress: ada@example.com
                      FirstName: Ada
                      LastName: Lovelace
                      Permissions: Accounts.Get,Keys.Create
                      IsDisabled: false
                      HasPassword: true
                      CreateDateTime: "2025-06-15 10:00:00"

          account.password.set:
            summary: Give an account another password
            description: >-
              Ends all sessions of the account. Its API keys stay. An admin without a password has one then, and can log in.
            plugin: accounts
            access: [admin]
            permissions: [Accounts.Update]
            effects: write
            idempotent: true
            groups: [call, session, key]
            parameters:
              UserID: { type: id, required: 1, invalid: 2, summary: "ID of the account" }
              Password:
                type: string
                required: 3
                invalid: 4
                nfc: true
                secret: true
                minLength: 8
                maxLength: 1024
                summary: The new password, 8 to 1024 characters
            errors:
              1: "Missing required parameter (UserID)"
              2: { text: "User not found", status: 404 }
              3: "Missing required parameter (Password)"
              4: "Invalid Password (must have 8 to 1024 characters)"
              5: "The account holds permissions that you do not hold"
            returns: {}
            examples:
              - request: { UserID: 123, Password: "a longer pass phrase" }
                reply: {}
              - request: { UserID: 99999, Password: "a longer pass phrase" }
                refusal: { ErrorCode: 2 }

          account.permissions.set:
            summary: Give an account other permissions
            description: >-
              The new ones replace the old ones. An API key that holds fewer keeps those that both have.
            plugin: accounts
            access: [admin]
            permissions: [Accounts.Update]
            effects: write
            idempotent: true
            groups: [call, session, key]
            parameters:
              UserID: { type: id, required: 1, invalid: 2, summary: "ID of the account" }
              # Whether each name is a declared permission is the handler's to check. An empty text is a missing one, so none has a word.
              Permissions:
                type: string
                required: 3
                invalid: 4
                trim: true
                maxLength: 10000
                pattern:
                  is: '\*|[A-Za-z0-9_.]+( *, *[A-Za-z0-9_.]+)*'
                  says: must be a list of permissions such as "Accounts.Get,Keys.Create", * for all, or none
                summary: "Comma-separated list of permissions, * for all, or none"
            errors:
              1: "Missing required parameter (UserID)"
              2: { text: "User not found", status: 404 }
              3: "Missing required parameter (Permissions)"
              4: "Unknown permission"
              5: "Permissions that you do not hold"
              6: { text: "No admin who can administer everything would be left", status: 409 }
            returns: {}
            examples:
              - request: { UserID: 123, Permissions: "Accounts.Get,Keys.Create" }
                reply: {}
              - request: { UserID: 99999, Permissions: none }
                refusal: { ErrorCode: 2 }

          account.sessions.end:
            summary: End all sessions of an account
            description: >-
              In force everywhere within a second.
            plugin: accounts
            access: [admin]
            permissions: [Accounts.Update]
            effects: write
            idempotent: true
            groups: [call, session, key]
            parameters:
              UserID: { type: id, required: 1, invalid: 2, summary: "ID of the account" }
            errors:
              1: "Missing required parameter (UserID)"
              2: { text: "User not found", status: 404 }
              3: "The account holds permissions that you do not hold"
            returns: {}
            examples:
              - request: { UserID: 123 }
                reply: {}
              - request: { UserID: 99999 }
                refusal: { ErrorCode: 2 }

          account.disable:
            summary: Disable an account
            description: >-
              Its API keys and sessions open nothing within a second, and it cannot log in. Its sessions have ended for good.
            plugin: accounts
            access: [admin]
            permissions: [Accounts.Update]
            effects: write
            idempotent: true
            groups: [call, session, key]
            parameters:
              UserID: { type: id, required: 1, invalid: 2, summary: "ID of the account" }
            errors:
              1: "Missing required parameter (UserID)"
              2: { text: "User not found", status: 404 }
              3: "The account holds permissions that you do not hold"
              4: { text: "No admin who can administer everything would be left", status: 409 }
            returns: {}
            examples:
              - request: { UserID: 123 }
                reply: {}
              - request: { UserID: 99999 }
                refusal: { ErrorCode: 2 }

          account.enable:
            summary: Enable an account that was disabled
            plugin: accounts
            access: [admin]
            permissions: [Accounts.Update]
            effects: write
            idempotent: true
            groups: [call, session, key]
            parameters:
              UserID: { type: id, required: 1, invalid: 2, summary: "ID of the account" }
            errors:
              1: "Missing required parameter (UserID)"
              2: { text: "User not found", status: 404 }
              3: "The account holds permissions that you do not hold"
            returns: {}
            examples:
              - request: { UserID: 123 }
                reply: {}
              - request: { UserID: 99999 }
                refusal: { ErrorCode: 2 }

          account.delete:
            summary: Delete an account with everything of it
            description: >-
              Its API keys and sessions open nothing within a second, and its name is free. What is kept of it is erased in the background, little by little.
            plugin: accounts
            access: [admin]
            permissions: [Accounts.Delete]
            effects: destroy
            groups: [call, session, key]
            parameters:
              UserID: { type: id, required: 1, invalid: 2, summary: "ID of the account" }
            errors:
              1: "Missing required parameter (UserID)"
              2: { text: "User not found", status: 404 }
              3: "The account holds permissions that you do not hold"
              4: { text: "No admin who can administer everything would be left", status: 409 }
            returns: {}
            examples:
              - request: { UserID: 123 }
                reply: {}
              - request: { UserID: 99999 }
                refusal: { ErrorCode: 2 }

          account.key.create:
            summary: Create an API key for an account
            description: >-
              The key is shown this once. What is stored does not tell it. It holds what both it and its account hold.
            plugin: accounts
            access: [admin]
            permissions: [Keys.Create]
            effects: write
            groups: [call, session, key]
            parameters:
              UserID: { type: id, required: 1, invalid: 2, summary: "ID of the account that the key will stand for" }
              Name: { type: string, default: "", invalid: 3, trim: true, nfc: true, maxLength: 100, pattern: &line { is: "[^\x01-\x1F\x7F\x85\u2028\u2029]*", says: must be one line without control characters }, summary: "What people know it by, up to 100 characters" }
              # Whether each name is a declared permission, and one of the account's, is the handler's to check.
              Permissions:
                type: string
                default: "*"
                invalid: 4
                trim: true
                maxLength: 10000
                pattern:
                  is: '(\*|[A-Za-z0-9_.]+( *, *[A-Za-z0-9_.]+)*)?'
                  says: must be a list of permissions such as "Accounts.Get,Keys.Create", or * for all that the account holds
                summary: "Comma-separated list of permissions, or * for all that the account holds (default: *)"
              EndDateTime: { type: datetime, invalid: 5, summary: "From when on it opens nothing, in UTC (default: never)" }
            errors:
              1: "Missing required parameter (UserID)"
              2: { text: "User not found", status: 404 }
              3: "Invalid Name (must have up to 100 characters)"
              4: "Unknown permission, or one that the account does not hold"
              5: "Invalid EndDateTime (must be in the future)"
              6: "The account holds permissions that you do not hold"
            returns:
              KeyID: { type: id }
              APIKey: { type: string, secret: true }
            examples:
              - request: { UserID: 123 }
                reply: { KeyID: 7, APIKey: your-api-key }
              - request: { UserID: 123, Name: Mailer, Permissions: Accounts.Get, EndDateTime: "2999-12-31 00:00:00" }
                reply: { KeyID: 8, APIKey: your-api-key }
              - request: { UserID: 99999 }
                refusal: { ErrorCode: 2 }

          account.keys.get:
            summary: List an account's API keys
            description: >-
              In the order of their ids, revoked ones among them. The keys themselves are not stored. A page that has fewer than RecordsPerRequest is the last one.
            plugin: accounts
            access: [admin]
            permissions: [Accounts.Get]
            effects: read
            groups: [call, session, key]
            parameters:
              UserID: { type: id, required: 1, invalid: 2, summary: "ID of the account" }
              AfterKeyID: { type: integer, minimum: 0, default: 0, summary: "Begins behind this ID: the last one of the page before (default: 0)" }
              RecordsPerRequest: { type: integer, minimum: 1, maximum: 1000, default: 100, summary: "Number of records per page (default: 100)" }
            errors:
              1: "Missing required parameter (UserID)"
              2: { text: "User not found", status: 404 }
            returns:
              Keys:
                type: array
                items:
                  type: object
                  members:
                    KeyID: { type: id }
                    Name: { type: string }
                    Permissions: { type: string, summary: "Comma-separated, or * for all that the account holds" }
                    # In UTC. The last two are left out where there is none.
                    CreateDateTime: { type: datetime }
                    EndDateTime: { type: datetime, optional: true }
                    RevokeDateTime: { type: datetime, optional: true }
            examples:
              - request: { UserID: 123 }
                reply:
                  Keys:
                    - KeyID: 7
                      Name: Mailer
                      Permissions: Accounts.Get
                      CreateDateTime: "2025-06-15 10:00:00"
                      EndDateTime: "2999-12-31 00:00:00"
              - request: { UserID: 99999 }
                refusal: { ErrorCode: 2 }

          account.key.update:
            summary: Give an API key another name
            plugin: accounts
            access: [admin]
            permissions: [Keys.Create]
            effects: write
            idempotent: true
            groups: [call, session, key]
            parameters:
              KeyID: { type: id, required: 1, invalid: 2, summary: "ID of the key" }
              Name: { type: string, required: 3, invalid: 4, trim: true, nfc: true, maxLength: 100, pattern: *line, summary: "What people know it by, up to 100 characters" }
            errors:
              1: "Missing required parameter (KeyID)"
              2: { text: "Key not found", status: 404 }
              3: "Missing required parameter (Name)"
              4: "Invalid Name (must have up to 100 characters)"
              5: "The account holds permissions that you do not hold"
            returns: {}
            examples:
              - request: { KeyID: 7, Name: Mailer }
                reply: {}
              - request: { KeyID: 99999, Name: Mailer }
                refusal: { ErrorCode: 2 }

          account.key.revoke:
            summary: Revoke an API key
            description: >-
              In force everywhere within a second.
            plugin: accounts
            access: [admin]
            permissions: [Keys.Revoke]
            effects: destroy
            idempotent: true
            groups: [call, session, key]
            parameters:
              KeyID: { type: id, required: 1, invalid: 2, summary: "ID of the key to revoke" }
            errors:
              1: "Missing required parameter (KeyID)"
              2: { text: "Key not found", status: 404 }
              3: "The account holds permissions that you do not hold"
              4: { text: "No admin who can administer everything would be left", status: 409 }
            returns: {}
            examples:
              - request: { KeyID: 7 }
                reply: {}
              - request: { KeyID: 99999 }
                refusal: { ErrorCode: 2 }

        """#
}
