// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite("campaigns.delete and campaigns.archive.geturl") struct DeleteCampaignsTests {
    @Test(
        "Deletes those of the account, however they are named, and passes over the others",
        arguments: [#""<1>,<2>,<bob>,4096""#, "[<1>,<2>,<bob>]", #"["<1>","<2>"]"#, #"" <1> ,, <2>,<1>""#])
    func deletes(ids: String) async throws {
        try await CampaignWorld.with { it in
            let (one, two) = (try await it.makeCampaign("one"), try await it.makeCampaign("two"))
            _ = try await it.makeCampaign("three")
            let bobs = try await it.makeCampaign("bob's", by: "bob")
            let list = ids.replacing("<1>", with: "\(one)").replacing("<2>", with: "\(two)").replacing("<bob>", with: "\(bobs)")
            let reply = await it.call("campaigns.delete", #""Campaigns":\#(list)"#)
            #expect((reply.code, reply["ErrorText"]) == ("0", "\"\""))
            await #expect(it.call("campaigns.get").column("CampaignName") == ["three"])
            await #expect(it.call("campaigns.get", by: "bob").column("CampaignName") == ["bob's"])
            await #expect(it.call("campaign.get", #""CampaignID":\#(one)"#).code == "2")
        }
    }

    @Test("What sends it again goes too, with tags, tests and what happened") func cascades() async throws {
        try await CampaignWorld.with { it in
            let id = try await it.makeCampaign("one")
            let again = try await it.makeCampaign("again", #""OriginalCampaignID":\#(id)"#)
            _ = try await it.makeCampaign("and again", #""OriginalCampaignID":\#(again)"#)
            let tag = try await it.made("TagID", "tag.create", #""Tag":"t""#)
            _ = await it.call("tag.assigntocampaigns", #""TagID":\#(tag),"CampaignIDs":\#(id)"#)
            _ = await it.call("splittest.create", #""CampaignID":\#(id),"TestSize":10,"TestDuration":4,"Winner":"Highest Open Rate""#)
            let event =
                #"{"EventID":"e","CampaignID":\#(id),"EventType":"Open","EmailAddress":"a@b.example","EventTime":"2025-06-01 00:00:00"}"#
            _ = await it.call("events.record", #""Events":[\#(event)]"#)
            await #expect(it.call("campaigns.delete", #""Campaigns":\#(id)"#).code == "0")
            await #expect(it.call("campaigns.get", #""Include_AutoResend":true"#).number("TotalCampaigns") == 0)
            for table in ["campaign_tags", "split_tests", "campaign_totals", "campaign_days", "campaign_domains", "campaign_variations"] {
                try await #expect(it.count(table) == 0, "\(table)")
            }
            await #expect(it.call("tags.get").number("TotalTagCount") == 1)
        }
    }

    @Test(
        "Nothing to delete is missing, and what is no list is refused",
        arguments: [("\"\"", "[1]"), ("null", "[1]"), ("[]", "0"), ("\"x\"", "100006"), ("true", "100006")])
    func refuses(ids: String, code: String) async throws {
        try await CampaignWorld.with { it in await #expect(it.call("campaigns.delete", #""Campaigns":\#(ids)"#).code == code) }
    }

    @Test(
        "An archive's URL carries the template, or none",
        arguments: [
            ("", "https://mail.example/archive/tag/1"),
            (
                #","TemplateURL":"https://a.example/t?x=1&y=z""#,
                "https://mail.example/archive/tag/1?template=https%3A%2F%2Fa.example%2Ft%3Fx%3D1%26y%3Dz"
            ),
            (#","TemplateURL":null"#, "https://mail.example/archive/tag/1"), (#","TemplateURL":"javascript:x""#, ""),
            (#","TemplateURL":"""#, ""),
        ])
    func archive(members: String, url: String) async throws {
        try await CampaignWorld.with { it in
            let tag = try await it.made("TagID", "tag.create", #""Tag":"t""#)
            let reply = await it.call("campaigns.archive.geturl", #""TagID":\#(tag)\#(members)"#)
            #expect(reply["URL"] == (url.isEmpty ? "" : "\"\(url)\"") && reply.code == (url.isEmpty ? "100006" : "0"), "\(reply.text)")
            await #expect(it.send(form: "Command=campaigns.archive.geturl&TagID=\(tag)&TemplateURL=").code == "0")
            await #expect(it.call("campaigns.archive.geturl", #""TagID":\#(tag)"#, by: "bob").code == "2")
        }
    }
}
