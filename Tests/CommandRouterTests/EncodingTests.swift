// SPDX-License-Identifier: Apache-2.0

import CommandRouter
import Testing

@Suite("Encodings") struct EncodingTests {
    /// A call as JSON and as a form, and what is decided of it.
    struct Case: Sendable, CustomTestStringConvertible {
        let command: String
        let json: String
        let fields: [(String, String)]
        let expected: String
        var testDescription: String { "\(command) {\(json)}" }

        init(_ command: String, _ json: String, _ fields: [(String, String)], _ expected: String) {
            (self.command, self.json, self.fields, self.expected) = (command, json, fields, expected)
        }
    }

    static let cases: [Case] = [
        Case("campaign.cancel", #""CampaignID":5"#, [("CampaignID", "5")], #"{"CampaignID":5}"#),
        Case("campaign.cancel", #""campaignid":"5""#, [("CAMPAIGNID", "5")], #"{"CampaignID":5}"#),
        Case("campaign.cancel", "", [], "[1] CampaignID.required"),
        Case("campaign.cancel", #""CampaignID":"""#, [("CampaignID", "")], "[1] CampaignID.required"),
        Case("campaign.cancel", #""CampaignID":0"#, [("CampaignID", "0")], "2 CampaignID.type"),
        Case("campaign.cancel", #""CampaignID":" 5""#, [("CampaignID", " 5")], "2 CampaignID.type"),
        Case("campaign.cancel", #""CampaignID":[5]"#, [("CampaignID[]", "5")], "2 CampaignID.type"),
        Case("campaign.cancel", #""CampaignID":5e0"#, [("CampaignID", "5e0")], "2 CampaignID.type"),
        Case("campaign.copy", #""CampaignID":"x""#, [("CampaignID", "x")], "[1] CampaignID.type"),
        Case(
            "campaigns.delete", #""Campaigns":[1,2,2]"#, [("Campaigns[0]", "1"), ("Campaigns[1]", "2"), ("Campaigns[2]", "2")],
            #"{"Campaigns":[1,2]}"#),
        Case("campaigns.delete", #""Campaigns":"1, 2,""#, [("Campaigns", "1, 2,")], #"{"Campaigns":[1,2]}"#),
        Case("campaigns.delete", #""Campaigns":[1,"x"]"#, [("Campaigns[]", "1"), ("Campaigns[]", "x")], "100006 Campaigns.type"),
        Case(
            "campaign.update", #""CampaignID":5,"CampaignName":"é & + % = ; 😀""#, [("CampaignID", "5"), ("CampaignName", "é & + % = ; 😀")],
            #"{"CampaignID":5,"CampaignName":"é & + % = ; 😀"}"#),
        Case(
            "campaign.update", #""CampaignID":5,"S2SEnabled":"yes","AutoResendEnabled":0"#,
            [("CampaignID", "5"), ("S2SEnabled", "yes"), ("AutoResendEnabled", "0")],
            #"{"CampaignID":5,"AutoResendEnabled":false,"S2SEnabled":true}"#),
        Case(
            "campaign.update", #""CampaignID":5,"CampaignStatus":"x","ScheduleType":"Future""#,
            [("CampaignID", "5"), ("CampaignStatus", "x"), ("ScheduleType", "Future")],
            "3 CampaignStatus.oneOf future-needs-date future-needs-time"),
        Case(
            "campaign.update", #""CampaignID":5,"ABTesting":{"Variations":[{"EmailID":1,"Weight":2},{"EmailID":3,"Weight":4}]}"#,
            [
                ("CampaignID", "5"), ("ABTesting[Variations][0][EmailID]", "1"), ("ABTesting[Variations][0][Weight]", "2"),
                ("ABTesting[Variations][1][emailid]", "3"), ("ABTesting[Variations][1][Weight]", "4"),
            ],
            #"{"CampaignID":5,"ABTesting":{"Variations":[{"EmailID":1,"Weight":2},{"EmailID":3,"Weight":4}]}}"#),
        Case(
            "campaign.update", #""CampaignID":5,"ABTesting":{"Variations":[{"EmailID":1,"Weight":0},{"EmailID":3}]}"#,
            [
                ("CampaignID", "5"), ("ABTesting[Variations][][EmailID]", "1"), ("ABTesting[Variations][0][Weight]", "0"),
                ("ABTesting[Variations][][EmailID]", "3"),
            ],
            "23 ABTesting.Variations.Weight.required ABTesting.Variations.Weight.minimum"),
        Case(
            "campaign.update", #""CampaignID":5,"ABTesting":"{\"Variations\":[]}""#,
            [("CampaignID", "5"), ("ABTesting", #"{"Variations":[]}"#)],
            "21 ABTesting.Variations.minItems"),
        Case(
            "campaign.update", #""CampaignID":5,"ABTesting":"""#, [("CampaignID", "5"), ("ABTesting", "")],
            #"{"CampaignID":5,"ABTesting":{}}"#),
        Case(
            "campaign.update", #""CampaignID":5,"ABTesting":{"Variations":{"a":1}}"#,
            [("CampaignID", "5"), ("ABTesting[Variations][a]", "1")],
            "18 ABTesting.Variations.type"),
        Case(
            "campaign.update", #""CampaignID":5,"ABTesting":{"Variations":[],"variations":[]}"#,
            [("CampaignID", "5"), ("ABTesting[Variations][0]", "1"), ("ABTesting[variations][0]", "1")],
            "18 ABTesting.Variations.once ABTesting.Variations.minItems"),
        Case(
            "campaign.update",
            #""CampaignID":5,"CampaignName":"","SendDate":null,"SendTime":null,"SendTimeZone":null,"RelEmailID":null"#,
            [
                ("CampaignID", "5"), ("CampaignName", ""), ("SendDate", ""), ("SendTime", ""), ("SendTimeZone", ""), ("RelEmailID", ""),
            ], "100006 CampaignName.notBlank"),
        Case(
            "campaign.update",
            #""CampaignID":5,"CampaignStatus":null,"ScheduleType":null,"S2SEnabled":null,"AutoResendWaitDays":null,"GoogleAnalyticsDomains":"""#,
            [
                ("CampaignID", "5"), ("CampaignStatus", ""), ("ScheduleType", ""), ("S2SEnabled", ""), ("AutoResendWaitDays", ""),
                ("GoogleAnalyticsDomains", ""),
            ], #"{"CampaignID":5,"GoogleAnalyticsDomains":""}"#),
        Case(
            "campaign.update", #""CampaignID":5,"ScheduleType":"Future","SendDate":null,"SendTime":null"#,
            [("CampaignID", "5"), ("ScheduleType", "Future"), ("SendDate", ""), ("SendTime", "")],
            "6 future-needs-date future-needs-time"),
        Case(
            "campaigns.get",
            #""CampaignStatus":"","SearchKeyword":"","FilterByUserID":null,"CampaignIDs":"","Date_From":null,"OrderType":null,"RecordsFrom":null,"RetrieveTags":null"#,
            [
                ("CampaignStatus", ""), ("SearchKeyword", ""), ("FilterByUserID", ""), ("CampaignIDs", ""), ("Date_From", ""),
                ("OrderType", ""), ("RecordsFrom", ""), ("RetrieveTags", ""),
            ],
            #"{"CampaignStatus":"","SearchKeyword":"","CampaignIDs":[],"OrderField":"CampaignName","OrderType":"ASC","#
                + #""RecordsPerRequest":0,"RecordsFrom":0,"RetrieveStatistics":true,"RetrieveTags":false,"SplitABTestStatistics":false,"#
                + #""Include_AutoResend":false,"IncludeTotalRecipients":false}"#),
        Case(
            "campaign.recipients.get", #""CampaignID":7,"OnlyTotal":"maybe""#, [("CampaignID", "7"), ("OnlyTotal", "maybe")],
            "100006 OnlyTotal.type"),
        Case("user.nothing", "", [], "100003 call.command"),
        Case("campaign.get", #""CampaignID":7"#, [("CampaignID", "7")], "100002 call.installed"),
        Case("account.create", "", [], "99999 call.permissions"),
    ]

    @Test("One call has one outcome, however it is sent", arguments: cases)
    func decidesAlike(_ example: Case) async throws {
        let runs = RunCount()
        let router = try ShippedManifest.router(runs)
        for encoding in Encoding.allCases {
            let answer = await router.answer(encoding.request(example.command, json: example.json, fields: example.fields))
            let isUnknownMethod = encoding == .rpc && answer.rpcCode == -32601
            #expect(
                isUnknownMethod ? example.expected == "100003 call.command" : answer.decision == example.expected,
                "\(encoding): \(answer.text)")
        }
        #expect(runs.value == 0)
    }
}
