// SPDX-License-Identifier: Apache-2.0

/// A command as the specification's page has it, in its order; types and defaults as they were decided for it.
struct ShippedCommand: Sendable {
    let name: String
    let permission: String
    /// Whether admins may call it too. The page does not say so of campaigns.get, whose FilterByUserID is for them.
    let takesAdmins: Bool
    /// Whether it has an alias under /api/v1.
    let hasAlias: Bool
    /// The page's codes but 0.
    let codes: [Int]
    /// Codes of ours.
    let extensions: [Int]
    /// Without command and credentials: `Name:type`, `!CODE` where required, `=DEFAULT` where it has one.
    let parameters: String

    static let all = [
        ShippedCommand(
            name: "campaign.cancel", permission: "Campaign.Update", takesAdmins: false, hasAlias: true, codes: [1, 2], extensions: [3],
            parameters: "CampaignID:id!1"),
        ShippedCommand(
            name: "campaign.copy", permission: "Campaign.Create", takesAdmins: false, hasAlias: true, codes: [1], extensions: [],
            parameters: "CampaignID:id!1"),
        ShippedCommand(
            name: "campaign.create", permission: "Campaign.Create", takesAdmins: false, hasAlias: true, codes: [1], extensions: [],
            parameters: "CampaignName:string!1"),
        ShippedCommand(
            name: "campaign.get", permission: "Campaign.Get", takesAdmins: true, hasAlias: true, codes: [2], extensions: [1],
            parameters: "CampaignID:id!1 RetrieveStatistics:boolean=false RetrieveTags:boolean=false"
                + " SplitABTestStatistics:boolean=false RetrieveRecipientDomains:boolean=true"),
        ShippedCommand(
            name: "campaign.pause", permission: "Campaign.Update", takesAdmins: false, hasAlias: true, codes: [1, 2, 3], extensions: [],
            parameters: "CampaignID:id!1"),
        ShippedCommand(
            name: "campaign.recipients.get", permission: "Campaign.Get", takesAdmins: true, hasAlias: true, codes: [1, 2, 3, 4, 5, 10],
            extensions: [],
            parameters: "CampaignID:id!1 OnlyTotal:boolean=false"),
        ShippedCommand(
            name: "campaign.resume", permission: "Campaign.Update", takesAdmins: false, hasAlias: true, codes: [1, 2, 3], extensions: [],
            parameters: "CampaignID:id!1"),
        ShippedCommand(
            name: "campaign.update", permission: "Campaign.Update", takesAdmins: false, hasAlias: true,
            codes: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15, 16, 17, 18, 19, 21, 22, 23, 24, 25], extensions: [13],
            parameters: "CampaignID:id!1 CampaignName:string CampaignStatus:string CampaignStatusReason:string RelEmailID:id"
                + " ScheduleType:string SendDate:date SendTime:time SendTimeZone:timezone ScheduleRecDaysOfWeek:string"
                + " ScheduleRecDaysOfMonth:string ScheduleRecMonths:string ScheduleRecHours:string"
                + " ScheduleRecMinutes:string ScheduleRecSendMaxInstance:integer ApprovalUserExplanation:string"
                + " GoogleAnalyticsDomains:string PublishOnRSS:string AutoResendEnabled:boolean"
                + " AutoResendWaitDays:integer AutoResendSubject:string AutoResendPreHeaderText:string"
                + " OriginalCampaignID:id RecipientListsAndSegments:string Exclude_RecipientListsAndSegments:string"
                + " RulesJsonBundle:string S2SEnabled:boolean ABTesting:object"),
        ShippedCommand(
            name: "campaigns.archive.geturl", permission: "Campaigns.Get", takesAdmins: false, hasAlias: true, codes: [1, 2],
            extensions: [],
            parameters: "TagID:id!1 TemplateURL:url"),
        ShippedCommand(
            name: "campaigns.delete", permission: "Campaign.Delete", takesAdmins: false, hasAlias: true, codes: [1], extensions: [],
            parameters: "Campaigns:idList!1"),
        ShippedCommand(
            name: "campaigns.get", permission: "Campaigns.Get", takesAdmins: true, hasAlias: true, codes: [], extensions: [],
            parameters: "CampaignStatus:string=\"All\" ScheduleType:[string, array] SearchKeyword:string FilterByUserID:id"
                + " CampaignIDs:idList Date_From:date Date_To:date OrderField:string=\"CampaignName\""
                + " OrderType:string=\"ASC\" RecordsPerRequest:integer=0 RecordsFrom:integer=0"
                + " RetrieveStatistics:boolean=true RetrieveTags:boolean=false Tags:idList"
                + " SplitABTestStatistics:boolean=false ExcludeColumns:array Include_AutoResend:boolean=false"
                + " IncludeTotalRecipients:boolean=false"),
        ShippedCommand(
            name: "tags.get", permission: "", takesAdmins: false, hasAlias: false, codes: [], extensions: [],
            parameters: ""),
        ShippedCommand(
            name: "tag.create", permission: "", takesAdmins: false, hasAlias: false, codes: [1, 2, 3, 4], extensions: [],
            parameters: "Tag:string!1"),
        ShippedCommand(
            name: "tag.update", permission: "", takesAdmins: false, hasAlias: false, codes: [1, 2, 3, 4], extensions: [5, 6],
            parameters: "TagID:id!1 Tag:string!2"),
        ShippedCommand(
            name: "tags.delete", permission: "", takesAdmins: false, hasAlias: false, codes: [1], extensions: [],
            parameters: "Tags:idList!1"),
        ShippedCommand(
            name: "tag.assigntocampaigns", permission: "Campaigns.Get", takesAdmins: false, hasAlias: false, codes: [1, 2], extensions: [3],
            parameters: "TagID:id!1 CampaignIDs:idList!2"),
        ShippedCommand(
            name: "tag.unassignfromcampaigns", permission: "Campaigns.Get", takesAdmins: false, hasAlias: false, codes: [1, 2],
            extensions: [3],
            parameters: "TagID:id!1 CampaignIDs:idList!2"),
        ShippedCommand(
            name: "splittest.create", permission: "Campaign.Create", takesAdmins: false, hasAlias: false, codes: [1, 2, 4, 5, 6],
            extensions: [7, 8, 9, 10],
            parameters: "CampaignID:id!1 TestSize:integer!2 TestDuration:integer!4 Winner:string!5"),
    ]
}
