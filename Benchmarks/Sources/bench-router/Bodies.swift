// SPDX-License-Identifier: Apache-2.0

import CommandTesting

/// The requests that are timed.
enum Bodies {
    /// The specification's campaign.cancel, byte for byte but for the credential: a key of the server's length.
    static let cancel = """
        {
        "Command": "campaign.cancel",
        "APIKey": "\(CommandHarness.key)",
        "CampaignID": 12345
        }
        """

    /// The same without its one required parameter.
    static let incomplete = """
        {
        "Command": "campaign.cancel",
        "APIKey": "\(CommandHarness.key)"
        }
        """

    /// campaign.update with every parameter there is.
    static let update = """
        {
        "Command": "campaign.update",
        "APIKey": "\(CommandHarness.key)",
        "CampaignID": 12345,
        "CampaignName": "Updated Summer Sale",
        "CampaignStatus": "Ready",
        "CampaignStatusReason": "Approved by the customer",
        "RelEmailID": 678,
        "ScheduleType": "Future",
        "SendDate": "2025-06-15",
        "SendTime": "10:00:00",
        "SendTimeZone": "America/New_York",
        "ScheduleRecDaysOfWeek": "1,3,5",
        "ScheduleRecDaysOfMonth": "0",
        "ScheduleRecMonths": "0",
        "ScheduleRecHours": "10",
        "ScheduleRecMinutes": "0",
        "ScheduleRecSendMaxInstance": 12,
        "ApprovalUserExplanation": "The list was collected at our shops, with consent",
        "GoogleAnalyticsDomains": "example.com,shop.example.com",
        "PublishOnRSS": "Enabled",
        "AutoResendEnabled": true,
        "AutoResendWaitDays": 3,
        "AutoResendSubject": "Did you miss our summer sale?",
        "AutoResendPreHeaderText": "It ends on Sunday",
        "OriginalCampaignID": 12000,
        "RecipientListsAndSegments": "10:0,11:5,12:7",
        "Exclude_RecipientListsAndSegments": "13:0",
        "RulesJsonBundle": "[[{\\"type\\":\\"fields\\",\\"field_id\\":\\"CustomField1\\",\\"operator\\":\\"equals\\",\\"value\\":\\"x\\"}]]",
        "S2SEnabled": false,
        "ABTesting": {"Variations": [{"EmailID": 301, "Weight": 60}, {"EmailID": 302, "Weight": 40}]}
        }
        """
}
