// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// Every code that the commands with a handler declare, and those of no command that a caller can bring about.
@Suite("Refusals", .server())
struct RefusalTests {
    struct Sample: Sendable, CustomTestStringConvertible {
        let command: String
        let parameters: String
        let code: JSON
        let rules: [String]

        init(_ command: String, _ parameters: String, _ code: JSON, _ rules: String...) {
            (self.command, self.parameters, self.code, self.rules) = (command, parameters, code, rules)
        }

        var testDescription: String { "\(command) \(parameters.prefix(60)) → \(code)" }
    }

    static let long = String(repeating: "x", count: 251)

    static let samples: [Sample] = [
        Sample("campaign.create", "", [1], "CampaignName.required"),
        Sample("campaign.create", #""CampaignName":"""#, [1], "CampaignName.required"),
        Sample("campaign.create", #""CampaignName":null"#, [1], "CampaignName.required"),
        Sample("campaign.create", #""CampaignName":"\#(long)""#, 100006, "CampaignName.maxLength"),
        Sample("campaign.create", #""CampaignName":["x"]"#, 100006, "CampaignName.type"),
        Sample("tag.create", "", [1], "Tag.required"),
        Sample("tag.create", #""Tag":"Taken""#, 2, "tag.create.2"),
        Sample("tag.create", #""Tag":" taken ""#, 2, "tag.create.2"),
        Sample("tag.create", #""Tag":"a/b""#, 3, "Tag.pattern"),
        Sample("tag.create", #""Tag":"a\nb""#, 3, "Tag.pattern"),
        Sample("tag.create", #""Tag":"\#(long)""#, 3, "Tag.maxLength"),
        Sample("tag.create", #""Tag":{}"#, 3, "Tag.type"),
        Sample("tag.create", #""Tag":"   ""#, 4, "Tag.notBlank"),
        Sample("tag.create", #""Tag":"\u00A0\u3000""#, 4, "Tag.notBlank"),
        Sample("tag.update", "", [1, 2], "TagID.required", "Tag.required"),
        Sample("tag.update", #""Tag":"x""#, [1], "TagID.required"),
        Sample("tag.update", #""TagID":1"#, [2], "Tag.required"),
        Sample("tag.update", #""TagID":1,"Tag":"a,b""#, 3, "Tag.pattern"),
        Sample("tag.update", #""TagID":1,"Tag":" ""#, 4, "Tag.notBlank"),
        Sample("tag.update", #""TagID":99,"Tag":"x""#, 5, "tag.update.5"),
        Sample("tag.update", #""TagID":0,"Tag":"x""#, 5, "TagID.type"),
        Sample("tag.update", #""TagID":"x","Tag":"a,b""#, 5, "TagID.type", "Tag.pattern"),
        Sample("tag.update", #""TagID":1,"Tag":"TAKEN""#, 6, "tag.update.6"),
        Sample("tags.delete", "", [1], "Tags.required"),
        Sample("tags.delete", #""Tags":"1,x""#, 100006, "Tags.type"),
        Sample("tag.assigntocampaigns", "", [1, 2], "TagID.required", "CampaignIDs.required"),
        Sample("tag.assigntocampaigns", #""TagID":1"#, [2], "CampaignIDs.required"),
        Sample("tag.assigntocampaigns", #""TagID":99,"CampaignIDs":"1""#, 3, "tag.assigntocampaigns.3"),
        Sample("tag.assigntocampaigns", #""TagID":-1,"CampaignIDs":"1""#, 3, "TagID.type"),
        Sample("tag.assigntocampaigns", #""TagID":1,"CampaignIDs":"0""#, 100006, "CampaignIDs.type"),
        Sample("tag.unassignfromcampaigns", #""CampaignIDs":"1""#, [1], "TagID.required"),
        Sample("tag.unassignfromcampaigns", #""TagID":1"#, [2], "CampaignIDs.required"),
        Sample("tag.unassignfromcampaigns", #""TagID":99,"CampaignIDs":"1""#, 3, "tag.unassignfromcampaigns.3"),
        Sample("campaign.creat", "", 100003, "call.command"),
        Sample("", "", 100003, "call.command"),
        Sample("account.create", "", 99999, "call.permissions"),
    ]

    @Test("Each declared code comes with its rule, its text and HTTP 200", arguments: samples)
    func refuses(sample: Sample) async throws {
        let client = try suiteServer().user
        for tag in ["Own", "Taken"] as [JSON] { _ = try await client.call("tag.create", ["Tag": tag]) }
        // The account's ids are whatever the database gave; 1 and 2 in a sample stand for its first and second tag.
        let own = try #require(try await client.call("tags.get").json["Tags"][0]["TagID"].number)
        let parameters = sample.parameters.replacing(#""TagID":1"#, with: #""TagID":\#(own)"#)
        let body =
            #"{"Command":"\#(sample.command)","APIKey":"\#(client.key ?? "")"\#(parameters.isEmpty ? "" : "," + parameters)}"#
        let reply = try await client.send(Encoding.post("/api.php", "application/json", body))
        #expect(reply.status == (sample.code == 100003 ? 400 : 200))
        #expect(reply.json["Success"] == false)
        #expect(reply.code == sample.code)
        #expect(reply.json["Errors"].items.compactMap { $0["Rule"].text } == sample.rules)
        let texts = reply.json["ErrorText"]
        #expect(sample.code.items.isEmpty ? texts.text?.isEmpty == false : texts.items.count == sample.code.items.count)
    }

    @Test("No code that a command declares is left out above", arguments: ["campaign.create"] + Surface.tags)
    func leavesNoCodeOut(command: String) async throws {
        let page = try await Finished.router("describe", command, "--json", "--manifest", Project.manifest)
        let declared = Set(try #require(JSON(page.output))["errors"].items.map { $0["code"] })
        let tried = Self.samples.filter { $0.command == command }.flatMap { $0.code.items + [$0.code] }
        #expect(declared.subtracting(tried).isEmpty)
    }

    @Test("A refused call changes nothing")
    func leavesNothing() async throws {
        let server = try suiteServer()
        let client = try await server.account("untouched", tags: ["a", "b"])
        let before = try await client.call("tags.get").text
        let first = try #require(try await client.call("tags.get").json["Tags"][0]["TagID"].number)
        for (command, parameters) in [
            ("tag.update", ["TagID": .number(first), "Tag": "B"]), ("tags.delete", ["Tags": .text("\(first),x")]),
            ("tag.create", ["Tag": "a/b"]),
        ] as [(String, KeyValuePairs<String, JSON>)] {
            #expect(try await client.call(command, parameters).json["Success"] == false)
        }
        #expect(try await client.call("tags.get").text == before)
    }

    @Test("Unknown parameters are named in a Warning on /api.php and refused elsewhere, with what may be meant")
    func handlesUnknownParameters() async throws {
        let client = try suiteServer().user
        let api = try await client.call("campaign.create", ["CampaignName": "x", "CampainName": "y", "IsAdmin": true])
        #expect(api.code == 0)
        #expect(api["warning"] == #"299 - "Unknown parameters ignored: CampainName, IsAdmin""#)
        for encoding in [Encoding.v1, .rpc] {
            let reply = try await client.call("campaign.create", ["CampaignName": "x", "CampainName": "y"], as: encoding)
            #expect(reply.code == 100007)
            #expect(reply.decision["Errors"][0]["Message"].text?.contains("Did you mean CampaignName?") == true)
        }
    }

    @Test("Names of commands and parameters are found whatever their case")
    func ignoresCaseOfNames() async throws {
        let client = try suiteServer().user
        let body = #"{"COMMAND":"Campaign.CREATE","apikey":"\#(client.key ?? "")","campaignNAME":"x"}"#
        #expect(try await client.send(Encoding.post("/api.php", "application/json", body)).code == 0)
    }

    @Test("A dry run answers what was bound, and leaves nothing", arguments: Encoding.allCases)
    func validates(encoding: Encoding) async throws {
        let client = try suiteServer().user
        let reply = try await client.call(
            "campaign.create", ["CampaignName": "x"], as: encoding, headers: "Command-Mode: validate\r\n")
        #expect(reply.decision["Validated"] == true)
        #expect(reply.decision["Bound"]["CampaignName"] == "x")
        #expect(reply.decision["CampaignID"] == .null)
        #expect(!reply.text.contains(client.key ?? "no key"))
    }
}
