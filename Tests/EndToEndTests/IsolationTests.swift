// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

extension Passwords {
    @Suite("Two accounts", .server())
    struct IsolationTests {
        @Test("Bad input 29: another account's tags and campaigns are answered byte for byte as absent ones")
        func answersForeignAsAbsent() async throws {
            let server = try suiteServer()
            let (ann, bob) = (try await server.account("ann", tags: ["a", "b"]), try await server.account("bob", tags: ["b"]))
            let anns = try await ann.call("tags.get").json["Tags"][0]["TagID"]
            let bobs = try await bob.call("tags.get").json["Tags"][0]["TagID"]
            let annsCampaign = try await ann.call("campaign.create", ["CampaignName": "a"]).json["CampaignID"]
            let bobsCampaign = try await bob.call("campaign.create", ["CampaignName": "b"]).json["CampaignID"]
            let absent: JSON = 999_999
            let before = try await ann.call("tags.get").text

            func expectAlike(_ command: String, _ foreign: KeyValuePairs<String, JSON>, _ missing: KeyValuePairs<String, JSON>) async throws
            {
                for encoding in [Encoding.json, .form, .get, .multipart, .rpc] {
                    let (one, other) = (
                        try await bob.call(command, foreign, as: encoding), try await bob.call(command, missing, as: encoding)
                    )
                    #expect(one.status == other.status && one.body == other.body, "\(command) as \(encoding)")
                    #expect(one.fields.map(\.name) == other.fields.map(\.name))
                }
            }
            try await expectAlike("tag.update", ["TagID": anns, "Tag": "mine"], ["TagID": absent, "Tag": "mine"])
            try await expectAlike("tag.update", ["TagID": anns, "Tag": "b"], ["TagID": absent, "Tag": "b"])
            try await expectAlike("tags.delete", ["Tags": anns], ["Tags": absent])
            for command in ["tag.assigntocampaigns", "tag.unassignfromcampaigns"] {
                try await expectAlike(
                    command, ["TagID": anns, "CampaignIDs": bobsCampaign], ["TagID": absent, "CampaignIDs": bobsCampaign])
                try await expectAlike(command, ["TagID": bobs, "CampaignIDs": annsCampaign], ["TagID": bobs, "CampaignIDs": absent])
                try await expectAlike(
                    command, ["TagID": anns, "CampaignIDs": annsCampaign], ["TagID": absent, "CampaignIDs": absent])
            }
            #expect(try await ann.call("tags.get").text == before)
            #expect(try await bob.call("tags.get").json["Tags"].items.map { $0["TagID"] } == [bobs])
        }

        @Test("Bad input 30: parameters that claim another account have no effect")
        func ignoresClaims() async throws {
            let server = try suiteServer()
            let (ann, bob) = (try await server.account("ann", tags: ["claimed"]), try await server.account("bob"))
            let owner = try await ann.call("tags.get").json["Tags"][0]["RelOwnerUserID"]
            let (anns, bobs) = (try await ann.call("tags.get").text, try await bob.call("tags.get").text)
            let claims: KeyValuePairs<String, JSON> = [
                "RelOwnerUserID": owner, "UserID": owner, "IsAdmin": true, "FilterByUserID": owner,
            ]
            #expect(try await bob.call("tags.get", claims).text == bobs)
            #expect(try await bob.call("account.key.create", claims).code == 99999)
            #expect(try await bob.call("tag.create", ["Tag": "mine", "RelOwnerUserID": owner]).code == 0)
            #expect(try await ann.call("tags.get").text == anns)
        }

        @Test("Bad input 29: another account's id in a batch is the same as an absent one")
        func hidesForeignIDsInBatches() async throws {
            let server = try suiteServer()
            let other = try await server.account("ann", tags: ["theirs"])
            let theirs = try #require(try await other.call("tags.get").json["Tags"][0]["TagID"].number)
            let calls = [theirs, 999_999].map {
                #"{"jsonrpc":"2.0","method":"tag.update","params":{"APIKey":"\#(server.userKey)","TagID":\#($0),"Tag":"x"},"id":1}"#
            }
            let answers = try await server.nobody.batch(calls).json.items
            #expect(answers.count == 2 && answers[0] == answers[1])
            #expect(answers.first?["error"]["data"]["ErrorCode"] == 5)
        }
    }
}
