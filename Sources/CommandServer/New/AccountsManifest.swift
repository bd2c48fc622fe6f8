// SPDX-License-Identifier: Apache-2.0

/// What a new project declares about callers: the commands of the server's own plugin, and the credentials of all others.
enum AccountsManifest {
    /// The file.
    static let text = #"""
        # Who is calling: credentials, and the commands about sessions, accounts and keys, whose handlers come with the server.
        # Summaries and texts are yours to change. A command that nobody should have can be taken out.

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
            description: Always makes a fresh session. Sessions expire when idle and absolutely.
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
            access: [user]
            permissions: []
            effects: write
            idempotent: true
            groups: [call, key]
            parameters:
              # Who is calling, and what the command is about: so required here, while the group of the same name requires it nowhere.
              SessionID: { type: string, role: session, required: 1, secret: true, summary: "Session ID obtained from login" }
            errors:
              1: "Missing required parameter (SessionID)"
            returns: {}
            examples:
              # Examples are without credentials, and here the session to end is one.
              - request: {}
                reply: {}

          account.create:
            summary: Create a user's account
            plugin: accounts
            access: [admin]
            permissions: []
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
                pattern: '(\*|[A-Za-z0-9_.]+( *, *[A-Za-z0-9_.]+)*)?'
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
            returns:
              UserID: { type: id }
            examples:
              - request:
                  Username: ada
                  Password: a long pass phrase
                  EmailAddress: ada@example.com
                  Permissions: "*"
                reply: { UserID: 123 }
              - request: {}
                refusal: { ErrorCode: [1, 2, 3] }

          account.key.create:
            summary: Create an API key for a user
            description: The key is shown this once. What is stored does not tell it.
            plugin: accounts
            access: [admin]
            permissions: []
            effects: write
            groups: [call, session, key]
            parameters:
              UserID: { type: id, required: 1, invalid: 2, summary: "ID of the user whom the key will stand for" }
            errors:
              1: "Missing required parameter (UserID)"
              2: { text: "User not found", status: 404 }
            returns:
              KeyID: { type: id }
              APIKey: { type: string, secret: true }
            examples:
              - request: { UserID: 123 }
                reply: { KeyID: 7, APIKey: your-api-key }
              - request: { UserID: 99999 }
                refusal: { ErrorCode: 2 }

          account.key.revoke:
            summary: Revoke an API key
            description: In force everywhere within a second.
            plugin: accounts
            access: [admin]
            permissions: []
            effects: destroy
            idempotent: true
            groups: [call, session, key]
            parameters:
              KeyID: { type: id, required: 1, invalid: 2, summary: "ID of the key to revoke" }
            errors:
              1: "Missing required parameter (KeyID)"
              2: { text: "Key not found", status: 404 }
            returns: {}
            examples:
              - request: { KeyID: 7 }
                reply: {}
              - request: { KeyID: 99999 }
                refusal: { ErrorCode: 2 }

        """#
}
