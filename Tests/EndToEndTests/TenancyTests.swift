// SPDX-License-Identifier: Apache-2.0

import CommandTesting
import Testing

/// Another account's ids, wherever the manifest declares one. One after another, since each compares what an owner sees.
@Suite("Another account's ids", .serialized)
struct TenancyTests {
    @Test("They are answered as absent ones and nothing changes for the owner, however the caller calls", arguments: Tenants.Way.allCases)
    func answersAsAbsent(way: Tenants.Way) async throws {
        let tenants = try await Tenants()
        let (maker, caller, owner) = try await tenants.parts(way)
        let check = TenancyCheck(try Shipped.declarations(), send: tenants.send)
        let theirs = try await owner.objects(by: tenants.send)
        var own = try await maker.objects(by: tenants.send)
        for place in try Shipped.declarations().idPlaces where way != .adminKey || !place.admitsAdmins {
            let faults = try await check.faults(at: place, caller: caller, own: own, owner: owner.byKey, foreign: theirs)
            for fault in faults { Issue.record("\(fault)") }
            // The call with the caller's own ids may have used them up.
            if caller.mayAll { own = try await maker.objects(by: tenants.send) }
        }
    }

    @Test("Lists and segments that another account has are to a campaign as absent ones, in texts and in rules")
    func hidesListsInTexts() async throws {
        let tenants = try await Tenants()
        let theirs = try await tenants.bob.objects(by: tenants.send)
        let own = try await tenants.ann.objects(by: tenants.send)
        let (list, segment) = (try #require(theirs["ListID"]), try #require(theirs["SegmentID"]))
        let (mine, campaign) = (try #require(own["ListID"]), try #require(own["CampaignID"]))
        func criteria(_ list: Int, _ rule: String) -> String {
            "\"RulesJsonBundle\":"
                + "\(JSON.text("{\"operator\":\"and\",\"criteria\":[{\"list_id\":\(list),\"operator\":\"and\",\"rules\":[\(rule)]}]}"))"
        }
        func inSegment(_ id: Int) -> String { "{\"type\":\"segments\",\"segment_id\":\(id),\"operator\":\"is\"}" }
        let absent = TenancyCheck.absent
        for (foreign, none) in [
            ("\"RecipientListsAndSegments\":\"\(list):0\"", "\"RecipientListsAndSegments\":\"\(absent):0\""),
            ("\"RecipientListsAndSegments\":\"\(mine):\(segment)\"", "\"RecipientListsAndSegments\":\"\(mine):\(absent)\""),
            (criteria(list, inSegment(segment)), criteria(absent, inSegment(absent))),
            (criteria(mine, inSegment(segment)), criteria(mine, inSegment(absent))),
        ] {
            var answers: [[JSON]] = []
            for parameters in [foreign, none] {
                answers.append([
                    try await tenants.ask("campaign.update", "\"CampaignID\":\(campaign),\(parameters)", by: tenants.ann.byKey),
                    try await tenants.ask("campaign.recipients.get", "\"CampaignID\":\(campaign)", by: tenants.ann.byKey),
                ])
            }
            #expect(answers[0] == answers[1], "\(foreign)")
            #expect(answers[0][1]["ErrorCode"] == 10, "\(answers)")
        }
    }

    @Test("An event about another account's email counts like one about an email that is not there")
    func hidesEmailsInEvents() async throws {
        let tenants = try await Tenants()
        let theirs = try await tenants.bob.objects(by: tenants.send)
        let email = try #require(theirs["EmailID"])
        var answers: [[JSON]] = []
        for (caller, id) in [(tenants.ann, email), (tenants.cora, TenancyCheck.absent)] {
            let campaign = try #require(try await caller.objects(by: tenants.send)["CampaignID"])
            let event = """
                "EventID":"e","CampaignID":\(campaign),"EmailID":\(id),"EventType":"Click","EmailAddress":"a@example.com",\
                "EventTime":"2025-06-15 10:00:00"
                """
            answers.append([
                try await tenants.ask("events.record", "\"Events\":[{\(event)}]", by: caller.byKey),
                try await tenants.ask("campaign.get", "\"CampaignID\":\(campaign)", by: caller.byKey)["Campaign"]["TotalClicks"],
            ])
        }
        #expect(answers[0] == answers[1])
    }

    @Test("What an owner sees is worth comparing: every command that reads and admits them shows something")
    func seesSomething() async throws {
        let tenants = try await Tenants()
        let objects = try await tenants.bob.objects(by: tenants.send)
        let view = try await TenancyCheck(Shipped.declarations(), send: tenants.send).view(of: tenants.bob.byKey, objects)
        #expect(view.count >= 10)
        // Lists of accounts and keys are for admins.
        let shown = view.filter { JSON($0)?["ErrorCode"] != 99_999 }
        #expect(shown.count >= view.count - 4)
        for answer in shown { #expect(JSON(answer)?["Success"] == true, "\(answer)") }
        #expect(view.contains { $0.contains("\"EmailAddress\":\"reader@example.com\"") })
    }

    @Test("An admin reads any account's campaigns as their owner does")
    func admitsAdmins() async throws {
        let tenants = try await Tenants()
        let objects = try await tenants.bob.objects(by: tenants.send)
        let check = TenancyCheck(try Shipped.declarations(), send: tenants.send)
        let before = try await check.view(of: tenants.bob.byKey, objects)
        let campaign = try #require(objects["CampaignID"])
        let tag = try #require(objects["TagID"])
        for (command, parameters) in [
            ("campaign.get", "\"CampaignID\":\(campaign),\"RetrieveTags\":true,\"RetrieveStatistics\":true"),
            ("campaign.recipients.get", "\"CampaignID\":\(campaign)"), ("campaigns.get", "\"CampaignIDs\":[\(campaign)]"),
            ("campaigns.get", "\"FilterByUserID\":\(tenants.bob.id)"), ("campaigns.get", "\"Tags\":\"\(tag)\""),
        ] {
            let theirs = try await tenants.ask(command, parameters, by: tenants.bob.byKey)
            let admins = try await tenants.ask(command, parameters, by: tenants.admin)
            #expect(theirs["Success"] == true && theirs == admins, "\(command) \(parameters)")
        }
        #expect(try await check.view(of: tenants.bob.byKey, objects) == before)
    }

    @Test("FilterByUserID shows a user nobody else's campaigns")
    func ignoresFilter() async throws {
        let tenants = try await Tenants()
        _ = try await tenants.bob.objects(by: tenants.send)
        _ = try await tenants.ann.objects(by: tenants.send)
        let own = try await tenants.ask("campaigns.get", "\"RecordsFrom\":0", by: tenants.ann.byKey)
        #expect(own["TotalCampaigns"] != 0)
        #expect(try await tenants.ask("campaigns.get", "\"FilterByUserID\":\(tenants.bob.id)", by: tenants.ann.byKey) == own)
    }
}
