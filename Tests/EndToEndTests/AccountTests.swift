// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

extension Passwords {
    @Suite("Accounts over HTTP", .server())
    struct AccountTests {
        private static let password = JSON.text(Person.password)

        @Test("A login opens a fresh session, which calls commands until it is ended")
        func sessionLives() async throws {
            let server = try suiteServer()
            let person = try await server.person()
            let login = try await person.logIn(by: server.nobody)
            #expect(login.json.names == ["Success", "ErrorCode", "SessionID", "UserInfo"])
            #expect(login.json["UserInfo"].names == ["UserID", "Username", "EmailAddress", "FirstName", "LastName"])
            #expect(login.json["UserInfo"]["UserID"] == .number(person.id))
            let first = login.json["SessionID"]
            let second = try await person.logIn(by: server.nobody).json["SessionID"]
            #expect(first != second && first.text?.count == 44)
            for session in [first, second] {
                #expect(try await server.nobody.call("tag.create", ["SessionID": session, "Tag": "x"]).code == (session == first ? 0 : 2))
            }
            #expect(try await server.nobody.call("user.logout", ["SessionID": first]).code == 0)
            #expect(try await server.nobody.call("tags.get", ["SessionID": first]).code == 99998)
            #expect(try await server.nobody.call("tags.get", ["SessionID": second]).code == 0)
            #expect(try await server.nobody.call("user.logout", ["SessionID": first]).code == 99998)
        }

        @Test("Another account cannot end a session")
        func sessionIsItsOwners() async throws {
            let server = try suiteServer()
            let session = try await server.person().logIn(by: server.nobody).json["SessionID"]
            #expect(try await server.user.call("user.logout", ["SessionID": session]).code == 0)
            #expect(try await server.nobody.call("tags.get", ["SessionID": session]).code == 0)
        }

        @Test("An unknown name and a wrong password are answered alike")
        func hidesNames() async throws {
            let server = try suiteServer()
            let person = try await server.person()
            let wrong = try await person.logIn(by: server.nobody, password: "not the password at all")
            let unknown = try await server.nobody.call("user.login", ["Username": "nobody at all", "Password": "not the password at all"])
            #expect(wrong.code == [3])
            #expect(wrong.json["ErrorText"] == ["Invalid login information"])
            #expect(wrong.body == unknown.body)
        }

        @Test("Bad input 32: a session id that the client chose is never adopted")
        func sessionIsNeverAdopted() async throws {
            let server = try suiteServer()
            let person = try await server.person()
            let chosen = "crs_" + String(repeating: "a", count: 40)
            for headers in ["", "Cookie: SessionID=\(chosen); PHPSESSID=\(chosen)\r\n"] {
                let login = try await server.nobody.call(
                    "user.login",
                    ["Username": .text(person.name), "Password": Self.password, "SessionID": .text(chosen)],
                    headers: headers)
                #expect(login.code == 0)
                #expect(login.json["SessionID"] != .text(chosen))
                #expect(login["set-cookie"] == nil)
                #expect(try await server.nobody.call("tags.get", ["SessionID": .text(chosen)], headers: headers).code == 99998)
            }
        }

        @Test("Bad input 33: a key is dead within a second of its revocation, the account's other key is not")
        func keyDies() async throws {
            let server = try suiteServer()
            let person = try await server.person()
            let (first, second) = (try await server.key(of: person.id), try await server.key(of: person.id))
            for key in [first, second] { #expect(try await key.client.call("tags.get").code == 0) }
            #expect(try await server.admin.call("account.key.revoke", ["KeyID": .number(first.id)]).code == 0)
            // In the process that revoked it, it is dead at once.
            #expect(try await first.client.call("tags.get").code == 99998)
            #expect(try await second.client.call("tags.get").code == 0)
            #expect(try await server.admin.call("account.key.revoke", ["KeyID": .number(first.id)]).code == 0)
        }

        @Test("Bad input 31: an admin's command by any case or look-alike is not a user's to call", arguments: Surface.accounts.suffix(12))
        func adminCommandsAreAdmins(command: String) async throws {
            let server = try suiteServer()
            for name in [command, command.uppercased(), command.prefix(1).uppercased() + command.dropFirst()] {
                #expect(try await server.user.call(name).code == 99999, "\(name)")
            }
            #expect(try await server.nobody.call(command).code == 99998)
            // A Cyrillic а.
            #expect(try await server.user.call("\u{430}" + command.dropFirst()).code == 100003)
        }

        @Test("Bad input 18: a credential that is no text is none", arguments: [true, 1, [], .null, .object([:])] as [JSON])
        func credentialsAreTexts(key: JSON) async throws {
            let server = try suiteServer()
            for name in ["APIKey", "AdminAPIKey", "SessionID"] {
                let request = Encoding.json.request("tags.get", [(name, key)])
                #expect(try await server.nobody.send(request).code == 99998, "\(name)")
            }
        }

        @Test("An admin's key is taken in APIKey and in AdminAPIKey; a user's in APIKey alone")
        func takesKeysWhereTheyBelong() async throws {
            let server = try suiteServer()
            let cases: [(KeyValuePairs<String, JSON>, JSON)] = [
                (["APIKey": .text(server.adminKey)], [1]), (["AdminAPIKey": .text(server.adminKey)], [1]),
                (["APIKey": .text(server.adminKey), "AdminAPIKey": .text(server.adminKey)], [1]),
                (["APIKey": .text(server.userKey), "AdminAPIKey": .text(server.adminKey)], 99998),
                (["AdminAPIKey": .text(server.userKey)], 99998), (["APIKey": .text(server.userKey)], 99999),
            ]
            for (credentials, code) in cases {
                #expect(try await server.nobody.call("account.key.create", credentials).code == code, "\(credentials)")
            }
        }

        @Test("When a key and a session are both sent the key decides")
        func keyDecides() async throws {
            let server = try suiteServer()
            let session = try await server.person().logIn(by: server.nobody).json["SessionID"]
            let owner = try await server.nobody.call("tags.get", ["APIKey": .text(server.userKey), "SessionID": "nonsense"])
            #expect(owner.code == 0)
            #expect(try await server.nobody.call("tags.get", ["APIKey": "nonsense", "SessionID": session]).code == 99998)
        }

        @Test("Permissions are held one by one: a user has what was given and no more")
        func permissionsHold() async throws {
            let server = try suiteServer()
            let (none, lists) = (
                try await server.account("none", permissions: ""), try await server.account("lists", permissions: "Campaigns.Get")
            )
            let cases: [(String, KeyValuePairs<String, JSON>, JSON, JSON)] = [
                ("tag.create", ["Tag": "x"], 0, 0), ("tags.get", [:], 0, 0), ("campaign.create", ["CampaignName": "x"], 99999, 99999),
                ("tag.assigntocampaigns", ["TagID": 4096, "CampaignIDs": "1"], 99999, 3),
                ("tag.unassignfromcampaigns", [:], 99999, [1, 2]),
            ]
            for (command, parameters, withNone, withLists) in cases {
                #expect(try await none.call(command, parameters).code == withNone, "\(command)")
                #expect(try await lists.call(command, parameters).code == withLists, "\(command)")
            }
        }

        @Test(
            "account.create refuses with its own codes",
            arguments: [
                ("", Self.password, "a@example.com", "", [1]), (" ", Self.password, "a@example.com", "", 4),
                ("demo", Self.password, "a@example.com", "", 8), ("DEMO", Self.password, "a@example.com", "", 8),
                ("new", "sevench", "a@example.com", "", 5), ("new", Self.password, "nowhere", "", 6),
                ("new", Self.password, "a@example.com", "Campaign.Fly", 7),
                ("new", Self.password, "a@example.com", "Campaign.Get;", 7),
            ] as [(JSON, JSON, JSON, JSON, JSON)])
        func refusesAccounts(name: JSON, password: JSON, email: JSON, permissions: JSON, code: JSON) async throws {
            let reply = try await suiteServer().admin.call(
                "account.create",
                ["Username": name, "Password": password, "EmailAddress": email, "Permissions": permissions])
            #expect(reply.code == code)
            #expect(!reply.text.contains(password.text ?? ""))
        }
    }
}
