// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite("campaigns.get", .sample) struct GetCampaignsTests {
    /// A request, and the campaigns that it lists in this order.
    struct Case: Sendable, CustomTestStringConvertible {
        let members: String
        let names: [String]
        let total: Int
        var caller = "ann"
        var testDescription: String { "{\(members)} by \(caller)" }

        init(_ members: String, _ names: [String], total: Int? = nil, by caller: String = "ann") {
            (self.members, self.names, self.total, self.caller) = (members, names, total ?? names.count, caller)
        }
    }

    private static let all = ["Alpha Sale", "beta 50%", "delta", "Epsilon", "Eta", "Gamma_x", "Iota", "Theta", "Zeta"]

    static let filters: [Case] = [
        Case("", all), Case(#""CampaignStatus":"All""#, all), Case(#""CampaignStatus":"""#, all),
        Case(#""CampaignStatus":"Draft""#, ["Alpha Sale"]), Case(#""CampaignStatus":"Ready""#, ["beta 50%", "delta", "Gamma_x"]),
        Case(#""CampaignStatus":"Scheduled""#, ["delta", "Gamma_x"]), Case(#""CampaignStatus":"Sending""#, ["Epsilon"]),
        Case(#""CampaignStatus":"Paused""#, ["Zeta"]), Case(#""CampaignStatus":"Pending Approval""#, ["Eta"]),
        Case(#""CampaignStatus":"Sent""#, ["Theta"]), Case(#""CampaignStatus":"Failed""#, ["Iota"]),
        Case(#""CampaignStatus":"Deleted""#, []), Case(#""CampaignStatus":"sent""#, []),
        Case(#""ScheduleType":"Future""#, ["Gamma_x"]), Case(#""ScheduleType":"Immediate""#, ["beta 50%"]),
        Case(#""ScheduleType":["Recursive","Future"]"#, ["delta", "Gamma_x"]), Case(#""ScheduleType":"Never""#, []),
        Case(#""ScheduleType":"Not Scheduled""#, ["Alpha Sale", "Epsilon", "Eta", "Iota", "Theta", "Zeta"]),
        Case(#""ScheduleType":[]"#, all), Case(#""ScheduleType":"""#, all), Case(#""ScheduleType":"","CampaignStatus":"Sent""#, ["Theta"]),
        Case(#""ScheduleType":"Future","CampaignStatus":"Sent""#, []),
        Case(#""SearchKeyword":"SALE""#, ["Alpha Sale"]), Case(#""SearchKeyword":"50%""#, ["beta 50%"]),
        Case(#""SearchKeyword":"%""#, ["beta 50%"]), Case(#""SearchKeyword":"_""#, ["Gamma_x"]),
        Case(#""SearchKeyword":"a_x""#, ["Gamma_x"]),
        Case(#""SearchKeyword":"eta""#, ["beta 50%", "Eta", "Theta", "Zeta"]), Case(#""SearchKeyword":"\\""#, []),
        Case(#""SearchKeyword":"' OR 1=1 --""#, []), Case(#""SearchKeyword":"""#, all), Case(#""SearchKeyword":"again""#, []),
        Case(#""CampaignIDs":"<Theta>, <Iota>,,<Theta>,4096""#, ["Iota", "Theta"]), Case(#""CampaignIDs":[<Zeta>]"#, ["Zeta"]),
        Case(#""CampaignIDs":<Eta>"#, ["Eta"]), Case(#""CampaignIDs":"<Bob's>""#, []), Case(#""CampaignIDs":"""#, all),
        Case(#""CampaignIDs":"<Kappa again>""#, []),
        Case(#""Tags":<promotion>"#, ["Alpha Sale", "Theta"]), Case(#""Tags":"<promotion>,<summer>""#, ["Alpha Sale", "Theta", "Zeta"]),
        Case(#""Tags":"<foreign>""#, []), Case(#""Tags":"""#, all), Case(#""Tags":[<summer>],"CampaignStatus":"Paused""#, ["Zeta"]),
        Case(#""Include_AutoResend":true,"CampaignStatus":"Draft""#, ["Alpha Sale", "Kappa again"]),
        Case(#""Include_AutoResend":"no","CampaignStatus":"Draft""#, ["Alpha Sale"]),
        Case(#""FilterByUserID":2"#, all), Case(#""FilterByUserID":2"#, ["Bob's Sale"], by: "admin"),
        Case(#""FilterByUserID":1"#, all, by: "admin"), Case(#""FilterByUserID":77"#, [], by: "admin"),
        Case(#""SearchKeyword":"sale""#, ["Alpha Sale", "Bob's Sale"], by: "admin"), Case("", ["Bob's Sale"], by: "bob"),
    ]

    /// Sent and failed by the day on which sending ended, sending by that on which it began, others by their planned day; those
    /// that have none pass.
    static let windows: [Case] = {
        let free = ["Alpha Sale", "beta 50%", "Eta"]
        func named(_ names: String...) -> [String] { all.filter { (free + names).contains($0) } }
        return [
            Case(#""Date_From":"2025-06-10","Date_To":"2025-06-10""#, named("Theta")),
            Case(#""Date_From":"2025-06-11""#, named("Iota", "Epsilon", "Zeta", "Gamma_x", "delta")),
            Case(#""Date_To":"2025-06-12""#, named("Theta", "Iota")), Case(#""Date_To":"2025-06-11""#, named("Theta")),
            Case(#""Date_From":"2025-06-12","Date_To":"2025-06-14""#, named("Iota", "Epsilon")),
            Case(#""Date_From":"2025-06-20","Date_To":"2025-07-01""#, named("Zeta", "Gamma_x")),
            Case(#""Date_From":"2025-07-02","Date_To":"2025-08-01""#, named("delta")),
            Case(#""Date_From":"2025-12-31","Date_To":"2025-01-01""#, []),
            Case(#""Date_From":"2025-06-10","Date_To":"2025-06-12","CampaignStatus":"Failed""#, ["Iota"]),
        ]
    }()

    static let pages: [Case] = [
        Case(#""RecordsPerRequest":2"#, ["Alpha Sale", "beta 50%"], total: 9), Case(#""RecordsPerRequest":0"#, all),
        Case(#""RecordsPerRequest":"2","RecordsFrom":"4""#, ["Eta", "Gamma_x"], total: 9),
        Case(#""RecordsPerRequest":5,"RecordsFrom":8"#, ["Zeta"], total: 9), Case(#""RecordsFrom":9"#, [], total: 9),
        Case(#""RecordsFrom":9223372036854775807,"RecordsPerRequest":9223372036854775807"#, [], total: 9),
        Case(#""RecordsPerRequest":1,"CampaignStatus":"Ready""#, ["beta 50%"], total: 3),
        Case(#""OrderType":"DESC""#, all.reversed()), Case(#""OrderType":"desc""#, all.reversed()),
        Case(#""OrderType":"Desc""#, all.reversed()),
        Case(#""OrderType":"Asc""#, all), Case(#""OrderField":"Password""#, all),
        Case(#""OrderField":"CampaignName; DROP TABLE campaigns""#, all),
        Case(#""OrderField":"""#, all), Case(#""OrderField":"campaignname","OrderType":"DESC","RecordsPerRequest":1"#, ["Zeta"], total: 9),
        Case(#""OrderField":"SendDate","OrderType":"DESC","RecordsPerRequest":3"#, ["delta", "Gamma_x", "Zeta"], total: 9),
        Case(#""OrderField":"TotalSent","OrderType":"DESC","RecordsPerRequest":1"#, ["Theta"], total: 9),
        Case(#""OrderField":"SendProcessFinishedOn","OrderType":"DESC","RecordsPerRequest":2"#, ["Iota", "Theta"], total: 9),
    ]

    @Test("Lists what matches, in order, and counts all that match", arguments: filters + windows + pages)
    func lists(item: Case) async throws {
        let sample = try suiteSample()
        let reply = await sample.world.call("campaigns.get", sample.filled(item.members), by: item.caller)
        #expect((reply.code, reply["ErrorText"]) == ("0", "\"\""), "\(reply.text)")
        #expect(reply.column("CampaignName") == item.names)
        #expect(reply.number("TotalCampaigns") == item.total)
    }

    static let refused: [(String, String)] = [
        (#""RecordsPerRequest":-1"#, "RecordsPerRequest.minimum"), (#""RecordsFrom":-1"#, "RecordsFrom.minimum"),
        (#""RecordsFrom":"x""#, "RecordsFrom.type"), (#""Date_From":"2025-02-30""#, "Date_From.type"), (#""Date_To":"""#, "Date_To.type"),
        (#""CampaignIDs":"1,x""#, "CampaignIDs.type"), (#""Tags":[0]"#, "Tags.type"), (#""OrderType":"up""#, "OrderType.oneOf"),
        (#""FilterByUserID":0"#, "FilterByUserID.type"), (#""ExcludeColumns":["Password"]"#, "ExcludeColumns.oneOf"),
        (#""ExcludeColumns":"CampaignName,SendDate""#, "ExcludeColumns.type"), (#""RetrieveTags":2"#, "RetrieveTags.type"),
    ]

    @Test("Refuses what breaks its declaration, with the rule", arguments: refused) func refuses(members: String, rule: String) async throws
    {
        let reply = try await suiteSample().world.call("campaigns.get", members)
        #expect((reply.code, reply["Errors", 0, "Rule"]) == ("100006", "\"\(rule)\""))
    }

    @Test("A search form with nothing filled in lists everything") func emptyForm() async throws {
        let fields = [
            "CampaignStatus", "ScheduleType", "SearchKeyword", "FilterByUserID", "CampaignIDs", "Date_From", "Date_To", "OrderField",
        ]
        let more = ["OrderType", "RecordsPerRequest", "RecordsFrom", "Tags", "RetrieveTags", "ExcludeColumns", "IncludeTotalRecipients"]
        let form = (["Command=campaigns.get"] + (fields + more).map { $0 + "=" }).joined(separator: "&")
        let reply = try await suiteSample().world.send(form: form)
        #expect(reply.column("CampaignName") == Self.all, "\(reply.text)")
    }
}
