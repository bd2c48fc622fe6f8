// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@Suite("One call in six encodings", .server())
struct EncodingTests {
    enum Caller: Sendable { case user, admin, nobody, wrongKey }

    struct Sample: Sendable, CustomTestStringConvertible {
        let caller: Caller
        let command: String
        let parameters: [(name: String, value: JSON)]
        let code: JSON
        /// The HTTP status on `/api.php` and on `/api/v1`, and the error's number on `/rpc`.
        let statuses: (Int, Int, JSON)

        init(
            _ caller: Caller, _ command: String, _ parameters: KeyValuePairs<String, JSON>, _ code: JSON,
            _ statuses: (Int, Int, JSON)
        ) {
            (self.caller, self.command, self.code, self.statuses) = (caller, command, code, statuses)
            self.parameters = parameters.map { ($0.key, $0.value) }
        }

        var testDescription: String { "\(command) by \(caller) → \(code)" }
    }

    static let samples: [Sample] = [
        Sample(.user, "campaign.create", ["CampaignName": "Ünï & <code> = 50%"], 0, (200, 200, .null)),
        Sample(.user, "campaign.create", [:], [1], (200, 422, -32602)),
        Sample(.user, "campaign.create", ["CampaignName": ""], [1], (200, 422, -32602)),
        Sample(.user, "campaign.create", ["CampaignName": .text(RefusalTests.long)], 100006, (200, 422, -32602)),
        Sample(.nobody, "campaign.create", ["CampaignName": "x"], 99998, (200, 401, -32001)),
        Sample(.wrongKey, "campaign.create", [:], 99998, (200, 401, -32001)),
        Sample(.admin, "campaign.create", ["CampaignName": "x"], 99999, (200, 403, -32002)),
        Sample(.user, "account.create", [:], 99999, (200, 403, -32002)),
        Sample(.admin, "account.create", [:], [1, 2, 3], (200, 422, -32602)),
        Sample(.admin, "account.create", ["Username": "x", "Password": "short", "EmailAddress": "no"], 5, (200, 422, -32602)),
        Sample(.admin, "account.key.create", ["UserID": 1], 0, (200, 200, .null)),
        Sample(.admin, "account.key.create", ["UserID": "1"], 0, (200, 200, .null)),
        Sample(.admin, "account.key.create", ["UserID": 0], 2, (200, 422, -32602)),
        Sample(.admin, "account.key.create", ["UserID": "12abc"], 2, (200, 422, -32602)),
        Sample(.admin, "account.key.create", ["UserID": "9223372036854775808"], 2, (200, 422, -32602)),
        Sample(.admin, "account.key.create", ["UserID": 4096], 2, (200, 404, -32000)),
        Sample(.admin, "account.key.revoke", ["KeyID": 4096], 2, (200, 404, -32000)),
        Sample(.admin, "account.key.revoke", [:], [1], (200, 422, -32602)),
        Sample(.admin, "account.key.revoke", ["KeyID": "x"], 2, (200, 422, -32602)),
        Sample(.nobody, "user.login", [:], [1, 2], (200, 422, -32602)),
        Sample(.nobody, "user.login", ["Username": "x"], [2], (200, 422, -32602)),
        Sample(.nobody, "user.login", ["Password": "x"], [1], (200, 422, -32602)),
        Sample(.user, "user.logout", [:], [1], (200, 422, -32602)),
        Sample(.nobody, "user.logout", ["SessionID": "x"], 99998, (200, 401, -32001)),
        Sample(.user, "campaign.get", ["CampaignID": 4096], 2, (200, 404, -32000)),
    ]

    @Test("The decision is the same in all of them, with the status that each surface has for it", arguments: samples)
    func decidesAlike(sample: Sample) async throws {
        let server = try suiteServer()
        let client =
            switch sample.caller {
            case .user: server.user
            case .admin: server.admin
            case .nobody: server.nobody
            case .wrongKey: server.nobody.with(key: "crk_0000000000000000000000000000000000000000")
            }
        let credentials = client.key.map { [(name: "APIKey", value: JSON.text($0))] } ?? []
        var refusals: Set<JSON> = []
        for encoding in Encoding.allCases {
            let reply = try await client.send(encoding.request(sample.command, credentials + sample.parameters))
            #expect(reply.code == sample.code, "\(encoding)")
            #expect(reply.decision["Success"] == .boolean(sample.code == 0), "\(encoding)")
            let expected = encoding == .v1 ? sample.statuses.1 : encoding == .rpc ? 200 : sample.statuses.0
            #expect(reply.status == expected, "\(encoding)")
            if encoding == .rpc { #expect((reply.json["error"]["code"], reply.json["id"]) == (sample.statuses.2, 7)) }
            if sample.code != 0 { refusals.insert(reply.decision) }
        }
        // Not the code alone: texts, rules and messages too.
        #expect(refusals.count == (sample.code == 0 ? 0 : 1))
    }

    @Test("An unknown command is unknown on each surface, in its own words")
    func knowsNoOther() async throws {
        let user = try suiteServer().user
        for encoding in Encoding.allCases {
            let reply = try await user.call("campaign.explode", as: encoding)
            if encoding == .rpc {
                #expect((reply.status, reply.json["error"]["code"]) == (200, -32601))
            } else {
                #expect((reply.status, reply.code) == (encoding == .v1 ? 404 : 400, 100003))
            }
        }
    }

    @Test("Tags have no v1 alias", arguments: Surface.tags + ["splittest.create"])
    func hasNoAlias(command: String) async throws {
        let reply = try await suiteServer().user.call(command, as: .v1)
        #expect((reply.status, reply.code) == (404, 100003))
    }

    @Test("A bearer key stands for APIKey on v1 and /rpc, not on /api.php, and must agree with a parameter")
    func takesBearer() async throws {
        let server = try suiteServer()
        let bearer = "Authorization: Bearer \(server.userKey)\r\n"
        for (encoding, code) in [(Encoding.v1, 0), (.rpc, 0), (.json, 99998)] as [(Encoding, JSON)] {
            let reply = try await server.nobody.call("campaign.create", ["CampaignName": "x"], as: encoding, headers: bearer)
            #expect(reply.code == code, "\(encoding)")
        }
        for encoding in [Encoding.v1, .rpc] {
            let reply = try await server.admin.call("campaign.create", ["CampaignName": "x"], as: encoding, headers: bearer)
            #expect(reply.code == 99998, "\(encoding)")
        }
    }

    @Test(
        "A method that a surface does not have is refused",
        arguments: [
            ("PUT /api.php", 400, "GET, HEAD, POST"), ("DELETE /api.php", 400, "GET, HEAD, POST"),
            ("TRACE /api.php", 405, "GET, HEAD, POST"), ("GET /api/v1/campaign.create", 405, "POST"),
            ("GET /rpc", 405, "POST"),
        ])
    func refusesMethods(line: String, status: Int, allow: String) async throws {
        let reply = try await suiteServer().nobody.send("\(line) HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n")
        #expect((reply.status, reply["allow"], reply.code) == (status, allow, 100001))
    }
}
