// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

extension Passwords {
    @Suite("Bad input 34: secrets")
    struct SecrecyTests {
        @Test("No key, password or session id is in a log, in what is printed beside the three lines, or in a stored file")
        func keepsSecrets() async throws {
            let server = try await RunningServer.start()
            let person = try await server.person()
            let (keyID, owner) = try await server.key(of: person.id)
            let wrong = "not the right password"
            let session = try await person.logIn(by: server.nobody).json["SessionID"].text ?? ""
            let ended = try await person.logIn(by: server.nobody).json["SessionID"].text ?? ""
            let secrets = [
                server.userKey, server.adminKey, owner.key ?? "", session, ended, Person.password, wrong,
                "crk_0123456789abcdefghjkmnpqrstvwxyz01234567",
            ]
            try #require(secrets.allSatisfy { $0.count > 20 })
            var replies = [try await person.logIn(by: server.nobody, password: wrong)]
            for secret in secrets {
                for encoding in Encoding.allCases {
                    for command in ["campaign.create", "user.login", "account.create", "campaign.get", "no.such"] {
                        // As a credential, as a value, as an unknown parameter's name and value.
                        let parameters: Encoding.Parameters = [
                            ("APIKey", .text(secret)), ("SessionID", .text(secret)), ("Password", .text(String(secret.prefix(20)))),
                            (secret.filter { $0 != " " }, .text(secret)),
                        ]
                        let bearer = "Authorization: Bearer \(secret.filter { $0 != " " })\r\n"
                        replies.append(try await server.nobody.send(encoding.request(command, parameters, headers: bearer)))
                    }
                }
                let broken = #"{"Command":"tags.get","APIKey":"\#(secret)","x":}"#
                replies.append(try await server.nobody.send(Encoding.post("/api.php", "application/json", broken)))
                replies.append(try await server.nobody.send("GET /nowhere?APIKey=\(secret) HTTP/1.1\r\nHost: a\r\n\r\n"))
            }
            replies.append(try await server.nobody.call("user.logout", ["SessionID": .text(ended)]))
            replies.append(try await server.admin.call("account.key.revoke", ["KeyID": .number(keyID)]))
            replies.append(try await owner.call("tags.get"))
            for reply in replies { reply.expectClean() }

            let printed = server.process.output.split(separator: "\n").filter { !$0.contains("APIKey") }.joined()
            expectNone(of: secrets, in: Data(printed.utf8), "standard output")
            for file in ["router.sqlite", "router.sqlite-wal", "router.sqlite-shm"] {
                expectNone(of: secrets, in: try Data(contentsOf: server.folder.file(file)), file)
            }
            #expect(try await server.stop() == 0)
            expectNone(of: secrets, in: Data(server.process.errors.utf8), "the log")
            expectNone(of: secrets, in: try Data(contentsOf: server.folder.file("router.sqlite")), "the closed database")
            #expect(server.log.count > replies.count)
        }

        private func expectNone(of secrets: [String], in data: Data, _ place: String) {
            #expect(!data.isEmpty || place == "standard output", "\(place) is empty")
            for secret in secrets {
                // Whole, and what is left when a prefix or an end was cut.
                for part in [secret, String(secret.dropFirst(4).prefix(16)), String(secret.suffix(16))] {
                    #expect(data.range(of: Data(part.utf8)) == nil, "\(part) in \(place)")
                }
            }
        }
    }
}

@Suite("Log")
struct LogTests {
    @Test("Every request has one line, with the id that its reply carries and none of the caller's choosing")
    func namesRequests() async throws {
        let server = try await RunningServer.start()
        var ids: [String] = []
        for encoding in Encoding.allCases {
            for command in ["campaign.create", "campaign.get", "no.such"] {
                let reply = try await server.user.call(
                    command, ["CampaignName": "x"], as: encoding, headers: "X-Request-ID: mine\r\n")
                ids.append(try #require(reply["x-request-id"]))
            }
        }
        ids.append(try #require(try await server.nobody.send("nonsense\r\n\r\n")["x-request-id"]))
        ids.append(
            try #require(try await server.nobody.send("POST /rpc HTTP/1.1\r\nHost: a\r\nContent-Length: 9999999\r\n\r\n")["x-request-id"]))
        #expect(Set(ids).count == ids.count)
        let lines = server.log.filter { $0.hasSuffix(" request") }
        #expect(lines.count == ids.count)
        for id in ids { #expect(lines.count { $0.contains("request-id=\(id)") } == 1) }
        // Beside it stands a line for each call.
        for id in ids { #expect(server.log.count { $0.hasSuffix(" call") && $0.contains("request-id=\(id)") } == 1) }
        #expect(!server.process.errors.contains("mine"))
    }

    @Test("At its default level it does not tell of requests", arguments: ["info", "warning"])
    func isQuiet(level: String) async throws {
        let server = try await RunningServer.start(["--log-level", level])
        #expect(try await server.user.call("tags.get").code == 0)
        #expect(try await server.nobody.call("no.such").status == 400)
        #expect(server.log.count == (level == "info" ? 1 : 0))
    }
}
