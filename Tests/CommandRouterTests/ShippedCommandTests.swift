// SPDX-License-Identifier: Apache-2.0

import CommandRouter
import Testing

@Suite("Commands that ship") struct ShippedCommandTests {
    private static let long = String(repeating: "t", count: 250)

    static let calls: [(String, String, String)] = [
        ("campaign.copy", #""CampaignID":5"#, #"{"CampaignID":5}"#), ("campaign.copy", #""CampaignID":"x""#, "[1] CampaignID.type"),
        ("campaigns.delete", #""Campaigns":"""#, "[1] Campaigns.required"),
        ("campaigns.delete", #""Campaigns":"1,x""#, "100006 Campaigns.type"),
        ("tag.create", "", "[1] Tag.required"), ("tag.create", #""Tag":"""#, "[1] Tag.required"),
        ("tag.create", #""Tag":"  ""#, "4 Tag.notBlank"),
        ("tag.create", #""Tag":"a!""#, "3 Tag.pattern"), ("tag.create", #""Tag":5"#, "3 Tag.type"),
        ("tag.create", #""Tag":"a\u200bb""#, "3 Tag.pattern"),
        ("tag.create", #""Tag":"\#(long)t""#, "3 Tag.maxLength"), ("tag.create", #""Tag":" \#(long) ""#, #"{"Tag":"\#(long)"}"#),
        ("tag.create", #""Tag":" e\u0301te\u0301-2_ ""#, #"{"Tag":"été-2_"}"#), ("tag.create", #""Tag":"Ж 東京""#, #"{"Tag":"Ж 東京"}"#),
        ("tag.assigntocampaigns", "", "[1,2] TagID.required CampaignIDs.required"),
        ("tag.assigntocampaigns", #""TagID":"x","CampaignIDs":"1""#, "3 TagID.type"),
        ("tag.assigntocampaigns", #""TagID":1,"CampaignIDs":"x""#, "100006 CampaignIDs.type"),
        ("splittest.create", "", "[1,2,4,5] CampaignID.required TestSize.required TestDuration.required Winner.required"),
        (
            "splittest.create", #""CampaignID":1,"TestSize":0,"TestDuration":0,"Winner":"x""#,
            "7 TestSize.minimum TestDuration.minimum Winner.oneOf"
        ),
        ("splittest.create", #""CampaignID":1,"TestSize":101,"TestDuration":1,"Winner":"Highest Open Rate""#, "7 TestSize.maximum"),
        ("splittest.create", #""CampaignID":1,"TestSize":99,"TestDuration":0,"Winner":"most_unique_clicks""#, "8 TestDuration.minimum"),
        ("splittest.create", #""CampaignID":1,"TestSize":1,"TestDuration":1,"Winner":"highest open rate""#, "9 Winner.oneOf"),
        ("splittest.create", #""CampaignID":"x","TestSize":1,"TestDuration":1,"Winner":"Highest Open Rate""#, "6 CampaignID.type"),
        ("campaigns.get", #""OrderType":"Descending""#, "100006 OrderType.oneOf"),
        ("campaigns.get", #""OrderType":"""#, "100006 OrderType.oneOf"), ("campaigns.get", #""Date_From":"""#, "100006 Date_From.type"),
        ("campaigns.get", #""ExcludeColumns":["Password"]"#, "100006 ExcludeColumns.oneOf"),
        ("campaigns.get", #""RecordsFrom":-1"#, "100006 RecordsFrom.minimum"),
        ("campaigns.get", #""Date_From":"2024-02-30""#, "100006 Date_From.type"),
        ("user.logout", "", "[1] SessionID.required"), ("user.logout", #""SessionID":"""#, "[1] SessionID.required"),
        ("user.logout", #""SessionID":"s-all""#, "{}"), ("user.login", "", "[1,2] Username.required Password.required"),
        ("account.create", "", "99999 call.permissions"),
    ]

    @Test("Refuse parameters with the codes that their users know", arguments: calls)
    func refuse(command: String, members: String, expected: String) async throws {
        let comma = members.isEmpty ? "" : ","
        let key = command == "user.login" ? "" : #","APIKey":"all""#
        let answer = try await ShippedManifest.router().api(#"{"Command":"\#(command)"\#(key)\#(comma)\#(members)}"#, mode: "validate")
        #expect(answer.decision.utf8.elementsEqual(expected.utf8), "\(answer.text)")
    }

    static let texts: [(String, String, String)] = [
        (
            "campaign.recipients.get", "",
            #""ErrorCode":[1],"ErrorMessage":["Missing required parameter (CampaignID)"],"ErrorText":["Missing required parameter (CampaignID)"]"#
        ),
        (
            "campaign.recipients.get", #","CampaignID":"x""#,
            #""ErrorCode":2,"ErrorMessage":"Invalid CampaignID (must be numeric)","ErrorText":"Invalid CampaignID (must be numeric)""#
        ),
        ("campaign.recipients.get", #","CampaignID":1,"OnlyTotal":2"#, #""ErrorCode":100006,"ErrorText":"Invalid value""#),
        ("campaign.copy", #","CampaignID":0"#, #""ErrorCode":[1],"ErrorText":["Invalid source campaign"]"#),
        ("campaign.copy", "", #""ErrorCode":[1],"ErrorText":["Invalid source campaign"]"#),
        ("campaign.cancel", "", #""ErrorCode":[1],"ErrorText":["Missing required parameter (CampaignID)"]"#),
        ("campaign.cancel", #","CampaignID":0"#, #""ErrorCode":2,"ErrorText":"Campaign not found or doesn't belong to user""#),
    ]

    @Test("Send their texts in the shape and under the name that are declared", arguments: texts)
    func sendTexts(command: String, members: String, expected: String) async throws {
        let answer = try await ShippedManifest.router().api(#"{"Command":"\#(command)","APIKey":"all"\#(members)}"#)
        #expect(answer.text.hasPrefix(#"{"Success":false,"# + expected + #","Errors":["#), "\(answer.text)")
        #expect(answer.status == 200)
    }

    @Test("Bind what is absent to the defaults that are documented")
    func bindDefaults() async throws {
        let answer = try await ShippedManifest.router().api(
            #"{"Command":"campaigns.get","APIKey":"all","RecordsFrom":9223372036854775807}"#, mode: "validate")
        let expected =
            #"{"CampaignStatus":"All","OrderField":"CampaignName","OrderType":"ASC","RecordsPerRequest":0,"#
            + #""RecordsFrom":9223372036854775807,"RetrieveStatistics":true,"RetrieveTags":false,"SplitABTestStatistics":false,"#
            + #""Include_AutoResend":false,"IncludeTotalRecipients":false}"#
        #expect(answer.bound == expected)
    }

    static let accounts: [(String, String)] = [
        ("", "[1,2,3] Username.required Password.required EmailAddress.required"),
        (#""Username":" ","Password":"123456789012","EmailAddress":"a@b.c""#, "4 Username.notBlank"),
        (#""Username":"u","Password":"1234567","EmailAddress":"a@b.c""#, "5 Password.minLength"),
        (#""Username":"u","Password":"123456789012","EmailAddress":"a@b""#, "6 EmailAddress.type"),
        (#""Username":"u","Password":"123456789012","EmailAddress":"a@b.c","Permissions":"a;b""#, "7 Permissions.pattern"),
        (
            #""Username":"u","Password":"123456789012","EmailAddress":" a@b.c ","Permissions":"*""#,
            #"{"Username":"u","Password":"***","EmailAddress":"a@b.c","Permissions":"*"}"#
        ),
    ]

    @Test("Refuse an account's parameters, and never show a password", arguments: accounts)
    func refuseAccounts(members: String, expected: String) async throws {
        let comma = members.isEmpty ? "" : ","
        let body = #"{"Command":"account.create","AdminAPIKey":"admin"\#(comma)\#(members)}"#
        let answer = try await ShippedManifest.router().api(body, mode: "validate")
        #expect(answer.decision == expected)
        #expect(!answer.text.contains("1234567"))
    }
}
