// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CommandAccounts
import CommandKit
import CommandManifest
import CommandStorageSQLite
import Logging

/// `account create-admin`: makes an admin and prints a key, this once.
struct CreateAdminCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create-admin",
        abstract: "Make an admin, and print an API key for it, this once.",
        discussion: """
            EXAMPLES
              command-router account create-admin --username root --no-password --key-file root.key
              command-router account create-admin --username root --database sqlite:router.sqlite < password.txt

            The database is made when it is not there; a server that has it open has to be stopped first. The password is read from \
            standard input, or from a file; on a terminal it is asked for and not shown. Admins call with keys, and log in only where \
            they have a password.
            """)

    @Option(help: "The name of the account, and to log in with: one line of 1 to 250 characters.") var username: String
    @Option(help: "Where to reach the admin.") var email = ""
    @Option(help: "Permissions with commas between, or * for all. Others than * are looked up in the manifest.") var permissions = "*"
    @Option(help: "The manifest.") var manifest = Defaults.manifest
    @Option(help: "The database, as sqlite:PATH. Made when it is not there.") var database = Defaults.database
    @Option(help: "A file whose first line is the password, in place of standard input.") var passwordFile: String?
    @Flag(help: "Give the admin no password: it has the key alone.") var noPassword = false
    @Option(help: "A new file to write the key to, readable by its owner alone, in place of standard output.") var keyFile: String?

    func validate() throws {
        guard !(noPassword && passwordFile != nil) else { throw ValidationError("--no-password and --password-file exclude each other") }
        guard email.isEmpty || email.utf8.count <= 254 && Format.email(email) != nil else {
            throw ValidationError("--email is an email address")
        }
        guard username.isOneLine else { throw ValidationError("--username is one line without control characters") }
    }

    func run() async throws {
        let declared = try declaredPermissions()
        let path = try Composition.path(database)
        let password = noPassword ? nil : try PasswordInput.read(from: passwordFile)
        let file = try keyFile.map(KeyFile.init)
        do {
            let admin = NewAdmin(username: username, emailAddress: email, permissions: permissions, password: password)
            let made = try await AccountDatabase.opened(path, location: database) { accounts in
                try await create(admin, in: accounts.declaring(declared), file)
            }
            note(made.userID, made.key)
            Terminal.warn(file.map { "The key was written to \($0.path). It is nowhere else." } ?? "The key is shown this once.")
        } catch {
            file?.remove()
            throw error
        }
    }

    /// What can be held; nothing is looked up for `*`.
    private func declaredPermissions() throws -> Set<String> {
        guard permissions != "*" else { return [] }
        let read = ManifestReader().read(file: manifest)
        guard let found = read.manifest else {
            Terminal.warn(read.diagnostics)
            throw CommandLineFailure("The manifest \(manifest) cannot be used, and --permissions is looked up in it")
        }
        return Set(found.permissions.map(\.name))
    }

    private func create(
        _ admin: NewAdmin, in accounts: AccountStore, _ file: KeyFile?
    ) async throws -> (userID: Int, key: IssuedKey) {
        do {
            return try await accounts.createAdmin(admin, until: .now + .seconds(30)) { userID, key in
                // Whoever cannot read the key has no use for the account.
                try file?.write(key.apiKey)
                let lines = ["UserID: \(userID)", "KeyID: \(key.keyID)"] + (file == nil ? ["AdminAPIKey: \(key.apiKey)"] : [])
                guard Terminal.says(lines) else { throw CommandLineFailure("No account was made, since nobody would have read its key") }
            }
        } catch AccountRefusal.usernameTaken {
            throw CommandLineFailure("There is an account named \(AuditTrail.quoted(username)) already")
        } catch AccountRefusal.invalidUsername {
            throw CommandLineFailure("--username is a name of 1 to 250 characters")
        } catch AccountRefusal.unknownPermission {
            throw CommandLineFailure("--permissions names one that \(manifest) does not declare")
        } catch AccountRefusal.invalidPassword {
            throw CommandLineFailure("A password has 8 to 1024 characters")
        }
    }

    /// Writes the audit trail's lines, as a server does on standard error.
    private func note(_ account: Int, _ key: IssuedKey) {
        let audit = AuditTrail(Logger(label: CommandServer.name) { LineLogHandler(StreamLogHandler.standardError(label: $0)) })
        let maker = ["account": "\(account)", "by": "command-line"]
        let facts = ["name": AuditTrail.quoted(username), "permissions": AuditTrail.quoted(permissions)]
        audit.note(.accountCreated, maker.merging(facts) { $1 })
        audit.note(.keyCreated, maker.merging(["key": "\(key.keyID)"]) { $1 })
    }
}
