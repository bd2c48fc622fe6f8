// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite("campaign.recipients.get") struct GetRecipientsTests {
    @Test("Works before sending alone, and says in which state it does not", arguments: CampaignStateTests.states)
    func states(state: String) async throws {
        try await CampaignWorld.with { it in
            let list = try await it.makeList("a")
            let id = try await it.makeCampaign("c", #""RecipientListsAndSegments":"\#(list)","CampaignStatus":"\#(state)""#)
            let reply = await it.call("campaign.recipients.get", #""CampaignID":\#(id)"#)
            if ["Draft", "Ready", "Pending Approval"].contains(state) {
                #expect(reply["Recipients", 0, "EmailAddress"] == #""a@b.example""# && reply.number("TotalRecipients") == 1)
            } else {
                #expect(reply.code == "4" && reply["CampaignStatus"] == "\"\(state)\"" && reply["ErrorMessage"] != "")
            }
        }
    }

    /// Who gets it: names before the `@`, in the order of the lists.
    static let selections: [(members: String, people: String)] = [
        (#""RecipientListsAndSegments":"<one>""#, "ann bea cai"), (#""RecipientListsAndSegments":"<one>:0,<two>:0,""#, "ann bea cai dan"),
        (#""RecipientListsAndSegments":"<one>:<bs>""#, "bea"), (#""RecipientListsAndSegments":"<one>:<bs>,<two>""#, "bea cai dan"),
        (#""RecipientListsAndSegments":"<one>","Exclude_RecipientListsAndSegments":"<two>""#, "ann bea"),
        (#""RecipientListsAndSegments":"<one>","Exclude_RecipientListsAndSegments":"<one>:<bs>,""#, "ann cai"),
        (
            #""RecipientListsAndSegments":"<two>","RulesJsonBundle":"{\"criteria\":[{\"list_id\":<one>,\"rules\":[{\"type\":\"fields\",\"field_id\":\"FirstName\",\"operator\":\"is\",\"value\":\"ANN\"}]}]}""#,
            "ann"
        ),
        (#""RulesJsonBundle":"{\"operator\":\"and\",\"criteria\":[{\"list_id\":<one>},{\"list_id\":<two>}]}""#, "cai"),
        (#""RulesJsonBundle":"{\"operator\":\"or\",\"criteria\":[{\"list_id\":<one>},{\"list_id\":<two>}]}""#, "ann bea cai dan"),
        (
            #""RulesJsonBundle":"{\"criteria\":[{\"list_id\":<one>,\"operator\":\"or\",\"rules\":[{\"type\":\"segments\",\"segment_id\":<bs>,\"operator\":\"is\"},{\"type\":\"fields\",\"field_id\":\"EmailAddress\",\"operator\":\"begins with\",\"value\":\"c\"}]}]}""#,
            "bea cai"
        ),
    ]

    @Test("Finds each person once, or counts them", arguments: selections) func finds(selection: (members: String, people: String))
        async throws
    {
        try await CampaignWorld.with { it in
            let (one, two) = (try await it.makeList("ann", "bea", "cai"), try await it.makeList("cai", "dan"))
            let bs = try await it.made(
                "SegmentID", "segment.create",
                #""ListID":\#(one),"SegmentName":"b","Rules":{"rules":[{"type":"fields","field_id":"FirstName","operator":"begins with","value":"b"}]}"#
            )
            let members = selection.members.replacing("<one>", with: "\(one)").replacing("<two>", with: "\(two)").replacing(
                "<bs>", with: "\(bs)")
            let id = try await it.makeCampaign("c", members)
            let reply = await it.call("campaign.recipients.get", #""CampaignID":\#(id)"#)
            let people = selection.people.split(separator: " ")
            #expect(reply.number("TotalRecipients") == people.count, "\(reply.text)")
            for (number, name) in people.enumerated() {
                #expect(reply["Recipients", number, "EmailAddress"] == "\"\(name)@b.example\"")
            }
            let counted = await it.call("campaign.recipients.get", #""CampaignID":\#(id),"OnlyTotal":true"#)
            #expect(counted.number("TotalRecipients") == people.count && counted["Recipients"] == "")
        }
    }

    @Test("Who unsubscribed or bounced is left out, on every list") func leavesOut() async throws {
        try await CampaignWorld.with { it in
            let list = try await it.makeList("ann", "bea", "cai", "dan")
            let id = try await it.makeCampaign("c", #""RecipientListsAndSegments":"\#(list)""#)
            let events = [("Unsubscription", "ann"), ("HardBounce", "bea"), ("SoftBounce", "cai")].map {
                #"{"EventID":"\#($0)","CampaignID":\#(id),"EventType":"\#($0)","EmailAddress":"\#($1)@b.example","EventTime":"2030-01-01 00:00:00"}"#
            }
            _ = try await it.made("TotalRecorded", "events.record", #""Events":[\#(events.joined(separator: ","))]"#)
            await #expect(it.call("campaign.recipients.get", #""CampaignID":\#(id),"OnlyTotal":1"#).number("TotalRecipients") == 2)
        }
    }

    @Test("Refuses with the page's codes") func refuses() async throws {
        try await CampaignWorld.with { it in
            let foreign = try await it.makeList("x", by: "bob")
            let plain = try await it.makeCampaign("plain")
            let emptied = try await it.makeCampaign("emptied", #""RecipientListsAndSegments":"""#)
            let gone = try await it.makeCampaign("gone", #""RecipientListsAndSegments":"4096""#)
            let bobs = try await it.makeCampaign("bob's list", #""RecipientListsAndSegments":"\#(foreign)""#)
            let other = try await it.makeCampaign("other", by: "bob")
            for (id, code) in [
                ("null", "[1]"), ("\"x\"", "2"), ("4096", "3"), ("\(other)", "3"), ("\(plain)", "5"), ("\(emptied)", "5"),
                ("\(gone)", "10"),
                ("\(bobs)", "10"),
            ] {
                await #expect(it.call("campaign.recipients.get", #""CampaignID":\#(id)"#).code == code, "\(id)")
            }
            await #expect(it.call("campaign.recipients.get", #""CampaignID":\#(other)"#, by: "admin").code == "5")
        }
    }
}
