// SPDX-License-Identifier: Apache-2.0

import CommandTesting
import Testing

@Suite("What campaigns.get shows", .sample) struct CampaignColumnTests {
    /// Texts and moments, whose order is that of what is shown.
    static let texts = [
        "CampaignStatus", "SendDate", "CampaignStatusReason", "ScheduleType", "SendTime", "SendTimeZone", "ScheduleRecDaysOfWeek",
        "ScheduleRecDaysOfMonth", "ScheduleRecMonths", "ScheduleRecHours", "ScheduleRecMinutes", "SendProcessStartedOn",
        "SendProcessFinishedOn", "ApprovalUserExplanation", "GoogleAnalyticsDomains", "PublishOnRSS", "CreateDateTime",
        "LastActivityDateTime", "RecipientListsAndSegments", "Exclude_RecipientListsAndSegments", "RulesJsonBundle",
        "AutoResendSubject", "AutoResendPreHeaderText",
    ]
    static let statistics = [
        "TotalRecipients", "TotalSent", "TotalOpens", "UniqueOpens", "TotalClicks", "UniqueClicks", "TotalFailed", "TotalForwards",
        "UniqueForwards", "TotalViewsOnBrowser", "UniqueViewsOnBrowser", "TotalUnsubscriptions", "TotalHardBounces", "TotalSoftBounces",
    ]
    static let numbers =
        statistics + [
            "CampaignID", "RelOwnerUserID", "RelEmailID", "ScheduleRecSendMaxInstance", "ScheduleRecSentInstances", "OriginalCampaignID",
            "AutoResendWaitDays",
        ]

    private func call(_ members: String) async throws -> CampaignReply { try await suiteSample().world.call("campaigns.get", members) }

    @Test("Sorts by every field, both ways, those without it first", arguments: texts + numbers) func sorts(field: String) async throws {
        let ascending = try await call(#""OrderField":"\#(field)","Include_AutoResend":true"#).column(field)
        let sorted = Self.numbers.contains(field) ? ascending.sorted { (Int($0) ?? -1) < (Int($1) ?? -1) } : ascending.sorted()
        #expect(ascending == sorted && ascending.count == 10)
        let descending = try await call(#""OrderField":"\#(field)","OrderType":"DESC","Include_AutoResend":true"#)
        #expect(descending.column(field) == ascending.reversed())
    }

    @Test(
        "Leaves out each column that it is told to, and no other",
        arguments: texts + numbers + ["CampaignName", "S2SEnabled", "Options", "RecipientLists", "SplitTest"])
    func excludes(field: String) async throws {
        guard field != "CampaignID" else { return }
        let goingWith = field == "RecipientListsAndSegments" ? [field, "RecipientLists", "RecipientSegments"] : [field]
        let whole = try await call(#""Include_AutoResend":true"#)
        let part = try await call(#""Include_AutoResend":true,"ExcludeColumns":["\#(field)"]"#)
        #expect(part.column("CampaignID") == whole.column("CampaignID"))
        for number in whole.column("CampaignID").indices {
            #expect(part.members("Campaigns", number) == whole.members("Campaigns", number).subtracting(goingWith))
        }
    }

    @Test("Statistics, tags, variations and sums are there where they are asked for") func flags() async throws {
        let sample = try suiteSample()
        let theta = #""CampaignIDs":\#(sample["Theta"])"#
        let usual = try await call(theta)
        #expect(usual.members("Campaigns", 0).isSuperset(of: Self.statistics))
        #expect(usual["Campaigns", 0, "TotalSent"] == "4" && usual["Campaigns", 0, "UniqueOpens"] == "1")
        #expect(usual.members("Campaigns", 0).isDisjoint(with: ["Tags"]) && usual["AggregateSums"] == "")
        #expect(
            usual["Campaigns", 0, "Options", "ABTesting", "Variations"]
                == #"[{"EmailID":\#(sample.variations[0]),"Weight":3},{"EmailID":\#(sample.variations[1]),"Weight":1}]"#)
        let bare = try await call(theta + #","RetrieveStatistics":false"#)
        #expect(bare.members("Campaigns", 0).isDisjoint(with: Self.statistics))
        let tagged = try await call(theta + #","RetrieveTags":1"#)
        #expect(
            tagged["Campaigns", 0, "Tags"]
                == #"[{"RelOwnerUserID":1,"Tag":"promotion","TagID":\#(sample.promotion)},{"RelOwnerUserID":1,"Tag":"summer","TagID":\#(sample.summer)}]"#
        )
        let tested = try await call(theta + #","SplitABTestStatistics":true"#)
        #expect(
            tested["Campaigns", 0, "Options", "ABTesting", "Variations", 0]
                == #"{"Distribution":75,"EmailID":\#(sample.variations[0]),"TotalFailed":0,"TotalRecipient":3,"TotalSent":3,"UniqueClicks":0,"UniqueOpens":1,"Weight":3}"#
        )
        let summed = try await call(#""IncludeTotalRecipients":true,"RecordsPerRequest":1"#)
        #expect(summed["AggregateSums"] == #"{"TotalFailed":1,"TotalRecipients":5,"TotalSent":4}"#)
        let none = try await call(#""IncludeTotalRecipients":true,"CampaignStatus":"Draft""#)
        #expect(none["AggregateSums"] == #"{"TotalFailed":0,"TotalRecipients":0,"TotalSent":0}"#)
    }
}
