// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite("campaign.update and campaign.copy") struct UpdateCampaignTests {
    /// What is sent, and what is shown of it; the text alone where both are the same.
    static let values: [(field: String, sent: String, shown: String)] = [
        ("CampaignName", #""É 😀 '\"%_""#, #""É 😀 '\"%_""#),
        ("CampaignStatusReason", #""why""#, #""why""#), ("CampaignStatusReason", #""""#, #""""#),
        ("SendDate", #""2024-02-29""#, #""2024-02-29""#), ("SendTime", #""10:00""#, #""10:00:00""#),
        ("SendTime", #""23:59:59""#, #""23:59:59""#),
        ("SendTimeZone", #""America/New_York""#, #""America/New_York""#),
        ("SendTimeZone", #""(GMT-03:00) Brasilia""#, #""(GMT-03:00) Brasilia""#),
        ("ScheduleType", #""Immediate""#, #""Immediate""#), ("ScheduleRecDaysOfWeek", #""1,2""#, #""1,2""#),
        ("ScheduleRecDaysOfMonth", #""0""#, #""0""#), ("ScheduleRecMonths", #""1""#, #""1""#), ("ScheduleRecHours", #""8,9""#, #""8,9""#),
        ("ScheduleRecMinutes", #""30""#, #""30""#), ("ScheduleRecMinutes", #""0,5 , 59""#, #""0,5 , 59""#),
        ("ScheduleRecHours", #""*""#, #""*""#),
        ("ScheduleRecDaysOfMonth", #""01,31""#, #""01,31""#), ("ScheduleRecMonths", #""""#, #""""#),
        ("ScheduleRecSendMaxInstance", #""7""#, "7"),
        ("ApprovalUserExplanation", #""please""#, #""please""#), ("GoogleAnalyticsDomains", #""a.example""#, #""a.example""#),
        ("PublishOnRSS", #""Disabled""#, #""Disabled""#), ("AutoResendWaitDays", "3", "3"), ("AutoResendSubject", #""again""#, #""again""#),
        ("AutoResendPreHeaderText", #""before""#, #""before""#), ("S2SEnabled", #""yes""#, "true"), ("S2SEnabled", "0", "false"),
        ("RecipientListsAndSegments", #""5::0, 3: 0 ,7 : 2""#, #""5::0, 3: 0 ,7 : 2""#),
        ("RecipientListsAndSegments", #""1:0,2""#, #""1:0,2""#), ("RecipientListsAndSegments", #"" 1:0 , 2 , ""#, #""1:0 , 2 ,""#),
        ("Exclude_RecipientListsAndSegments", #""3:4,""#, #""3:4,""#), ("RecipientListsAndSegments", #""""#, #""""#),
        ("RulesJsonBundle", #""{\"criteria\":[{\"list_id\":1}]}""#, #""{\"criteria\":[{\"list_id\":1}]}""#),
    ]

    /// Fields that show the same in another way.
    private static func readOf(_ field: String) -> [String] {
        field == "RecipientListsAndSegments" ? ["RecipientLists", "RecipientSegments"] : []
    }

    @Test("Lists are shown as ids and as pairs too, and a split test as it was made")
    func derived() async throws {
        try await CampaignWorld.with { it in
            let id = try await it.makeCampaign("c", #""RecipientListsAndSegments":"5::0, 3: 0 ,7 : 2,7""#)
            await #expect(it.field("RecipientLists", of: id) == "[5,3,7]")
            await #expect(it.field("RecipientSegments", of: id) == "[[5,0],[3,0],[7,2],[7,0]]")
            await #expect(it.field("SplitTest", of: id) == "false")
            let test = #""CampaignID":\#(id),"TestSize":10,"TestDuration":4,"Winner":"Highest Open Rate""#
            let made = try await it.made("SplitTestID", "splittest.create", test)
            let shown = #"{"SplitTestID":\#(made),"TestDuration":4,"TestSize":10,"Winner":"highest_open_rate"}"#
            await #expect(it.field("SplitTest", of: id) == shown)
            await #expect(it.call("campaigns.get")["Campaigns", 0, "SplitTest"] == shown)
            await #expect(it.call("campaigns.get", #""ExcludeColumns":["SplitTest"]"#)["Campaigns", 0, "SplitTest"] == "")
        }
    }

    @Test("What is set is what is read, and nothing else changes", arguments: values) func sets(
        value: (field: String, sent: String, shown: String)
    ) async throws {
        try await CampaignWorld.with { it in
            let id = try await it.makeCampaign("before")
            let before = await it.call("campaign.get", #""CampaignID":\#(id)"#)
            try await it.update(id, #""\#(value.field)":\#(value.sent)"#)
            let after = await it.call("campaign.get", #""CampaignID":\#(id)"#)
            #expect(after["Campaign", value.field] == value.shown)
            for name in before.members("Campaign").union(after.members("Campaign")).subtracting([value.field] + Self.readOf(value.field)) {
                #expect(after["Campaign", name] == before["Campaign", name], "\(name)")
            }
        }
    }

    static let refused: [(members: String, code: String)] = [
        (#""CampaignName":"""#, "100006"), (#""CampaignName":"  ""#, "100006"), (#""CampaignName":"\u00a0\u200b""#, "100006"),
        (#""ScheduleRecMonths":"13""#, "100006"), (#""ScheduleRecMonths":"0,1""#, "100006"), (#""ScheduleRecHours":"25""#, "100006"),
        (#""ScheduleRecHours":"24""#, "100006"), (#""ScheduleRecMinutes":"99""#, "100006"), (#""ScheduleRecMinutes":"-1""#, "100006"),
        (#""ScheduleRecDaysOfWeek":"1,8,abc""#, "100006"), (#""ScheduleRecDaysOfWeek":"8""#, "100006"),
        (#""ScheduleRecDaysOfMonth":"32""#, "100006"), (#""ScheduleRecDaysOfMonth":"1,,2""#, "100006"),
        (#""ScheduleRecDaysOfMonth":"31","ScheduleRecMonths":"2,4""#, "100006"), (#""SendDate":"2025-02-30""#, "6"),
        (#""SendTime":"25:00""#, "7"),
        (#""SendTimeZone":"Mars""#, "13"),
        (#""RelEmailID":4096"#, "4"), (#""ScheduleType":"Never""#, "5"), (#""AutoResendWaitDays":0"#, "14"),
        (#""OriginalCampaignID":4096"#, "100006"),
        (#""OriginalCampaignID":<self>"#, "100006"), (#""RecipientListsAndSegments":"1:0,x""#, "100006"),
        (#""RecipientListsAndSegments":"1,,2""#, "100006"), (#""RecipientListsAndSegments":",""#, "100006"),
        (#""RecipientListsAndSegments":"99999999999999999999""#, "100006"), (#""RulesJsonBundle":"{""#, "100006"),
        (#""ABTesting":[1]"#, "17"), (#""ABTesting":{}"#, "0"), (#""ScheduleType":"Future","SendTime":"10:00""#, "6"),
        (#""AutoResendEnabled":true,"AutoResendWaitDays":1,"AutoResendSubject":"s""#, "16"),
    ]

    @Test("A recursive schedule whose days no month has is refused, whichever part comes last")
    func refusesNeverDue() async throws {
        try await CampaignWorld.with { it in
            let rest = #""ScheduleRecHours":"8","ScheduleRecMinutes":"0","ScheduleRecSendMaxInstance":0"#
            let id = try await it.makeCampaign(
                "c", #""ScheduleType":"Recursive","ScheduleRecDaysOfMonth":"31","ScheduleRecMonths":"1,2",\#(rest)"#)
            let answer = await it.call("campaign.update", #""CampaignID":\#(id),"ScheduleRecMonths":"2""#)
            #expect(answer.code == "100006")
            #expect(answer.text.contains(#""Parameter":"ScheduleRecMonths""#))
            await #expect(
                it.call("campaign.update", #""CampaignID":\#(id),"ScheduleRecDaysOfWeek":"1","ScheduleRecMonths":"2""#).code == "0")
            await #expect(it.call("campaign.update", #""CampaignID":\#(id),"ScheduleRecDaysOfWeek":"""#).code == "100006")
            await #expect(
                it.call("campaign.update", #""CampaignID":\#(id),"ScheduleType":"Not Scheduled","ScheduleRecDaysOfWeek":"""#).code == "0")
            await #expect(it.field("ScheduleRecMonths", of: id) == #""2""#)
        }
    }

    @Test("A refusal has its code and leaves everything as it was", arguments: refused) func refuses(members: String, code: String)
        async throws
    {
        try await CampaignWorld.with { it in
            let id = try await it.makeCampaign("c", #""RulesJsonBundle":"{\"criteria\":[{\"list_id\":1}]}","SendDate":"2025-01-01""#)
            let before = await it.call("campaign.get", #""CampaignID":\#(id)"#).text
            let change = members.replacing("<self>", with: "\(id)") + #","GoogleAnalyticsDomains":"x.example""#
            await #expect(it.call("campaign.update", #""CampaignID":\#(id),\#(change)"#).code == code)
            let after = await it.call("campaign.get", #""CampaignID":\#(id)"#).text
            #expect((after == before) == (code != "0"))
        }
    }

    @Test("A form's empty fields leave what is chosen or counted as it is, and empty what is written") func emptyFields() async throws {
        try await CampaignWorld.with { it in
            let id = try await it.makeCampaign(
                "c",
                #""ScheduleType":"Future","SendDate":"2025-01-01","SendTime":"10:00","CampaignStatusReason":"r","CampaignStatus":"Ready""#)
            let reply = await it.send(
                form:
                    "Command=campaign.update&CampaignID=\(id)&SendDate=&SendTime=&CampaignStatus=&RelEmailID=&S2SEnabled=&CampaignStatusReason="
            )
            #expect(reply.code == "0", "\(reply.text)")
            for (field, shown) in [("SendDate", #""2025-01-01""#), ("CampaignStatus", #""Ready""#), ("CampaignStatusReason", #""""#)] {
                await #expect(it.field(field, of: id) == shown)
            }
        }
    }

    @Test("An email ends a test, a test takes the email's place, and an empty one ends itself") func tests() async throws {
        try await CampaignWorld.with { it in
            let (one, two) = (try await it.makeEmail("one"), try await it.makeEmail("two"))
            let test = #""ABTesting":{"Variations":[{"EmailID":\#(one),"Weight":1},{"EmailID":\#(two),"Weight":1}]}"#
            let id = try await it.makeCampaign("c", #""RelEmailID":\#(one)"#)
            try await it.update(id, test)
            await #expect(it.field("RelEmailID", of: id) == "0")
            await #expect(it.field("Options", of: id) != "")
            try await it.update(id, #""RelEmailID":\#(two)"#)
            await #expect(it.field("RelEmailID", of: id) == "\(two)")
            await #expect(it.field("Options", of: id) == "")
            try await it.update(id, test)
            try await it.update(id, #""ABTesting":"""#)
            await #expect(it.field("Options", of: id) == "")
        }
    }

    @Test("A copy is a draft with what can be set, without the schedule and what happened") func copies() async throws {
        try await CampaignWorld.with { it in
            let original = try await it.makeCampaign("original")
            let id = try await it.makeCampaign(
                "Été",
                #""CampaignStatus":"Sent","CampaignStatusReason":"done","ScheduleType":"Immediate","SendDate":"2025-01-01","RecipientListsAndSegments":"1","#
                    + #""PublishOnRSS":"Enabled","S2SEnabled":true,"AutoResendEnabled":true,"AutoResendWaitDays":2,"AutoResendSubject":"s","#
                    + #""AutoResendPreHeaderText":"p","OriginalCampaignID":\#(original)"#)
            let source = await it.call("campaign.get", #""CampaignID":\#(id)"#)
            let copy = try await it.made("NewCampaignID", "campaign.copy", #""CampaignID":\#(id)"#)
            let made = await it.call("campaign.get", #""CampaignID":\#(copy)"#)
            let dropped = ["CampaignStatusReason", "SendDate", "SendProcessStartedOn", "SendProcessFinishedOn", "OriginalCampaignID"]
            #expect(made.members("Campaign") == source.members("Campaign"))
            for name in dropped { #expect(["\"\"", "0"].contains(made["Campaign", name]), "\(name)") }
            #expect(made["Campaign", "CampaignStatus"] == #""Draft""# && made["Campaign", "ScheduleType"] == #""Not Scheduled""#)
            for name in made.members("Campaign").subtracting(["CampaignID", "CampaignStatus", "ScheduleType"] + dropped) {
                #expect(made["Campaign", name] == source["Campaign", name], "\(name)")
            }
            await #expect(it.call("campaigns.get").column("CampaignName") == ["original", "Été"])
        }
    }

    @Test("A campaign's name is one line of 1 to 250 characters") func names() async throws {
        try await CampaignWorld.with { it in
            let long = String(repeating: "é", count: 250)
            let names = [
                (long, "0"), (long + "é", "100006"), ("", "[1]"), (" ", "0"), ("a\\nb", "100006"), ("a\\u0000b", "100000"),
            ]
            for (name, code) in names {
                await #expect(it.call("campaign.create", #""CampaignName":"\#(name)""#).code == code)
            }
            await #expect(it.call("campaign.create").code == "[1]")
        }
    }
}
