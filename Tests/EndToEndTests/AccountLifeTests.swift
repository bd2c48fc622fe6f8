// SPDX-License-Identifier: Apache-2.0

import CommandStorage
import CommandStorageSQLite
import Foundation
import class GRDB.DatabaseQueue
import struct GRDB.Configuration
import TestSupport
import Testing

@Suite("account create-admin")
struct CreateAdminTests {
    /// Runs `account create-admin` on `router.sqlite` with a text as standard input.
    private static func create(
        _ arguments: String..., input: String = "", in folder: TemporaryFolder
    ) async throws -> Finished {
        try input.write(to: folder.file("input"), atomically: true, encoding: .utf8)
        let command = "exec \"$0\" account create-admin --database sqlite:router.sqlite \"$@\" < input"
        return try await Finished.run("bash", ["-c", command, Project.executable] + arguments, in: folder)
    }

    @Test("Makes an admin on a fresh database, with a password from standard input, and prints a key that works")
    func makes() async throws {
        let folder = try TemporaryFolder()
        let made = try await Self.create("--username", "root", input: "a long pass phrase\nmore\n", in: folder)
        #expect(made.status == 0, "\(made.errors)")
        #expect(made.errors.contains("shown this once") && !(made.output + made.errors).contains("pass phrase"))
        let key = try #require(made.output.firstMatch(after: "AdminAPIKey: ", until: "\n"))
        let server = try await RunningServer.start(in: folder)
        let list = try await server.nobody.with(key: key).call("accounts.get")
        #expect(list.json["Accounts"].items.map { $0["Username"] } == ["root"])
        let login = try await server.nobody.call("user.login", ["Username": "root", "Password": "a long pass phrase"])
        #expect(login.code == 0)
        #expect(try await server.nobody.call("accounts.get", ["SessionID": login.json["SessionID"]]).code == 0)
        let inUse = try await Self.create("--username", "second", "--no-password", in: folder)
        #expect(inUse.status == 1 && inUse.output == "" && inUse.errors.contains("is in use by process"))
        #expect(try await server.stop() == 0)
        let taken = try await Self.create("--username", "ROOT", "--no-password", "--key-file", "k", in: folder)
        #expect(taken.status == 1 && taken.errors.contains("There is an account named \"ROOT\" already") && !folder.has("k"))
    }

    @Test("Writes the key to a new file that its owner alone can read, and then not to the terminal")
    func keyFile() async throws {
        let folder = try TemporaryFolder()
        try "from a file\n".write(to: folder.file("password"), atomically: true, encoding: .utf8)
        let made = try await Self.create("--username", "root", "--password-file", "password", "--key-file", "root.key", in: folder)
        #expect(made.status == 0 && !made.output.contains("cra_") && !made.errors.contains("cra_"), "\(made.errors)")
        let path = folder.file("root.key").path(percentEncoded: false)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(try String(contentsOfFile: path, encoding: .utf8).hasPrefix("cra_"))
        let again = try await Self.create("--username", "second", "--no-password", "--key-file", "root.key", in: folder)
        #expect(again.status == 1 && again.errors.contains("File exists"))
        #expect(try String(contentsOfFile: path, encoding: .utf8).count == 45)
    }

    @Test(
        "Refuses what it cannot do, and makes nothing",
        arguments: [
            (["--username", "root"], "", "There is no password", 1), (["--username", "root"], "short\n", "8 to 1024 characters", 1),
            (["--username", " ", "--no-password"], "", "1 to 250 characters", 1),
            (
                ["--username", "root", "--no-password", "--permissions", "Campaign.Fly", "--manifest", Project.manifest], "",
                "does not declare", 1
            ),
            (["--username", "root", "--no-password", "--permissions", "Campaign.Get", "--manifest", "none.yaml"], "", "cannot be used", 1),
            (["--username", "root", "--password-file", "nowhere"], "", "cannot be read", 1),
            (["--username", "root", "--password-file", "."], "", "is not a file", 1),
            (["--username", "root", "--no-password", "--key-file", "no/such/folder"], "", "cannot be written", 1),
            (["--username", "root", "--no-password", "--email", "nowhere"], "", "--email", 2),
            (["--username", "root", "--no-password", "--password-file", "x"], "", "exclude", 2), (["--no-password"], "", "--username", 2),
            (["--username", "root", "--password", "on the command line"], "", "--password", 2),
        ] as [([String], String, String, Int32)])
    func refuses(arguments: [String], input: String, says: String, status: Int32) async throws {
        let folder = try TemporaryFolder()
        try input.write(to: folder.file("input"), atomically: true, encoding: .utf8)
        let command = "exec \"$0\" account create-admin --database sqlite:router.sqlite \"$@\" < input"
        let run = try await Finished.run("bash", ["-c", command, Project.executable] + arguments, in: folder)
        #expect(run.status == status && run.output == "", "\(run.output)")
        #expect(run.errors.contains(says), "\(run.errors)")
        guard folder.has("router.sqlite") else { return }
        let database = try SQLiteDatabase(path: folder.file("router.sqlite").path(percentEncoded: false))
        let count = try await database.read(until: .now + .seconds(10)) { try $0.row("SELECT COUNT(*) FROM users")?.get(0, as: Int.self) }
        #expect(count == 0)
        try await database.close()
    }
}

extension Passwords {
    @Suite("An account's life over HTTP")
    struct AccountLifeTests {
        @Test("From its first login to the last row of it, and the audit trail tells it without a secret")
        func life() async throws {
            let server = try await RunningServer.start()
            let person = try await server.person("vera")
            let target: KeyValuePairs<String, JSON> = ["UserID": .number(person.id)]
            let key = try await server.key(of: person.id)
            let session = try await person.logIn(by: server.nobody).json["SessionID"]
            func calls(_ parameters: KeyValuePairs<String, JSON> = [:], by client: Client) async throws -> JSON {
                try await client.call("tags.get", parameters).code
            }
            #expect(try await key.client.call("tag.create", ["Tag": "kept"]).code == 0)
            #expect(try await calls(["SessionID": session], by: server.nobody) == 0)

            let change: KeyValuePairs<String, JSON> = [
                "SessionID": session, "Password": .text(Person.password), "NewPassword": "another pass phrase",
            ]
            #expect(try await server.nobody.call("user.password.change", change).code == 0)
            #expect(try await calls(["SessionID": session], by: server.nobody) == 0)
            #expect(try await person.logIn(by: server.nobody).code == [3])

            #expect(try await server.admin.call("account.disable", target).code == 0)
            #expect(try await calls(by: key.client) == 99998)
            #expect(try await calls(["SessionID": session], by: server.nobody) == 99998)
            #expect(try await person.logIn(by: server.nobody, password: "another pass phrase").code == [3])
            #expect(try await server.admin.call("account.enable", target).code == 0)
            #expect(try await calls(by: key.client) == 0)
            let fresh = try await person.logIn(by: server.nobody, password: "another pass phrase").json["SessionID"]
            #expect(try await server.admin.call("account.sessions.end", target).code == 0)
            #expect(try await calls(["SessionID": fresh], by: server.nobody) == 99998)

            #expect(try await server.admin.call("account.delete", target).code == 0)
            #expect(try await calls(by: key.client) == 99998)
            #expect(try await server.admin.call("account.key.create", target).code == 2)
            #expect(try await server.admin.call("account.delete", target).code == 2)
            let next = try await server.admin.call(
                "account.create",
                ["Username": .text(person.name), "Password": .text(Person.password), "EmailAddress": "v@example.com"])
            #expect(next.code == 0)

            let path = server.folder.file("router.sqlite").path(percentEncoded: false)
            // Each five seconds the server looks for accounts to erase.
            try await BlockingWork.run {
                _ = try BlockingWork.poll("the end of erasing", for: .seconds(60)) { try Self.tags(path) == 0 ? true : nil }
            }
            #expect(try await server.stop() == 0)
            let trail = server.log.filter { $0.contains("audit=") }.joined(separator: "\n")
            for action in [
                "account.created", "key.created", "login", "password.changed", "login.failed", "account.disabled", "account.enabled",
                "sessions.ended", "account.deleted",
            ] { #expect(trail.contains("audit=\(action) "), "\(action)") }
            for secret in [Person.password, "another pass phrase", session.text ?? "-", server.adminKey] {
                #expect(!trail.contains(secret))
            }
        }

        /// How many tags are stored, as another reader of the file sees it.
        private static func tags(_ path: String) throws -> Int? {
            var configuration = Configuration()
            configuration.readonly = true
            return try DatabaseQueue(path: path, configuration: configuration).read {
                try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM tags")
            }
        }
    }
}
