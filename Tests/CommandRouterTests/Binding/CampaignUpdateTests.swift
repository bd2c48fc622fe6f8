// SPDX-License-Identifier: Apache-2.0

import CommandRouter
import Testing

@Suite("campaign.update") struct CampaignUpdateTests {
    private func decision(_ members: String) async throws -> String {
        let body = #"{"Command":"campaign.update","APIKey":"all",\#(members)}"#
        return try await ShippedManifest.router().api(body, mode: "validate").decision
    }

    private static let one = #"{"EmailID":1,"Weight":1}"#
    private static func variations(_ items: String...) -> String { #"{"Variations":[\#(items.joined(separator: ","))]}"# }

    static let splits: [(String, String)] = [
        (variations(one, one), #"{"CampaignID":5,"ABTesting":{"Variations":[{"EmailID":1,"Weight":1},{"EmailID":1,"Weight":1}]}}"#),
        (
            #""{\"variations\":[{\"emailid\":\"1\",\"weight\":2},{\"EmailID\":3,\"Weight\":4}]}""#,
            #"{"CampaignID":5,"ABTesting":{"Variations":[{"EmailID":1,"Weight":2},{"EmailID":3,"Weight":4}]}}"#
        ),
        (#""""#, #"{"CampaignID":5,"ABTesting":{}}"#), ("{}", #"{"CampaignID":5,"ABTesting":{}}"#),
        ("[]", #"{"CampaignID":5,"ABTesting":{}}"#), ("null", #"{"CampaignID":5}"#),
        ("5", "17 ABTesting.type"), (#""x""#, "17 ABTesting.type"), ("true", "17 ABTesting.type"), ("[\(one),\(one)]", "17 ABTesting.type"),
        (#"{"Variation":[]}"#, "18 ABTesting.Variations.required ABTesting.members"),
        (#"{"Variations":null}"#, "18 ABTesting.Variations.required"),
        (#"{"Variations":5}"#, "18 ABTesting.Variations.type"), (#"{"Variations":{"EmailID":1}}"#, "18 ABTesting.Variations.type"),
        (#"{"Variations":[\#(one),\#(one)],"Winner":1}"#, "17 ABTesting.members"),
        (#"{"Variations":[]}"#, "21 ABTesting.Variations.minItems"), (variations(one), "21 ABTesting.Variations.minItems"),
        (variations("5"), "21 ABTesting.Variations.minItems"),
        (variations(one, one, one, one, one, one), "22 ABTesting.Variations.maxItems"),
        (variations("{}", one), "23 ABTesting.Variations.EmailID.required ABTesting.Variations.Weight.required"),
        (variations(one, #"{"EmailID":1}"#), "23 ABTesting.Variations.Weight.required"),
        (
            variations(#"{"EmailID":0,"Weight":1}"#, #"{"Weight":1}"#),
            "23 ABTesting.Variations.EmailID.required ABTesting.Variations.EmailID.type"
        ),
        (variations(one, "5"), "24 ABTesting.Variations.type"),
        (variations(one, #"{"EmailID":"x","Weight":1}"#), "24 ABTesting.Variations.EmailID.type"),
        (variations(one, #"{"EmailID":1,"Weight":0}"#), "24 ABTesting.Variations.Weight.minimum"),
        (variations(one, #"{"EmailID":1,"Weight":-1}"#), "24 ABTesting.Variations.Weight.minimum"),
        (variations(one, #"{"EmailID":1,"Weight":1.5}"#), "24 ABTesting.Variations.Weight.type"),
        (variations(one, #"{"EmailID":1,"Weight":1,"weight":2}"#), "24 ABTesting.Variations.Weight.once"),
        (variations(one, #"{"EmailID":1,"Weight":1,"Name":2}"#), "24 ABTesting.Variations.members"),
    ]

    @Test("Refuses an A/B test with 17, 18, 21, 22, 23, 24, in this order", arguments: splits)
    func refusesSplits(value: String, expected: String) async throws {
        #expect(try await decision(#""CampaignID":5,"ABTesting":\#(value)"#) == expected)
    }

    private static let days = #""ScheduleRecDaysOfWeek":"0""#
    private static let rest = #""ScheduleRecMonths":"0","ScheduleRecHours":"0","ScheduleRecMinutes":"0","ScheduleRecSendMaxInstance":0"#
    private static let resend = #""AutoResendWaitDays":3,"AutoResendSubject":"s","AutoResendPreHeaderText":"p""#

    static let rules: [(String, String)] = [
        (#""ScheduleType":"Future""#, "6 future-needs-date future-needs-time"),
        (#""ScheduleType":"Future","SendDate":"2025-06-15""#, "7 future-needs-time"),
        (#""ScheduleType":"Future","SendTime":"10:00""#, "6 future-needs-date"),
        (#""ScheduleType":"Future","SendDate":"","SendTime":"10:00""#, "6 SendDate.type future-needs-date"),
        (#""ScheduleType":"Future","SendDate":"2025-06-15","SendTime":"10:00""#, ""), (#""ScheduleType":"Immediate""#, ""),
        (#""ScheduleType":"Recursive","SendDate":"2025-06-15",\#(rest)"#, "8 recursive-needs-days"),
        (#""ScheduleType":"Recursive","ScheduleRecDaysOfWeek":"","ScheduleRecDaysOfMonth":null,\#(rest)"#, "8 recursive-needs-days"),
        (#""ScheduleType":"Recursive","ScheduleRecDaysOfMonth":"0",\#(rest)"#, ""), (#""ScheduleType":"Recursive",\#(days),\#(rest)"#, ""),
        (
            #""ScheduleType":"Recursive",\#(days)"#,
            "9 recursive-needs-months recursive-needs-hours recursive-needs-minutes recursive-needs-max-instance"
        ),
        (
            #""ScheduleType":"Recursive",\#(days),"ScheduleRecMonths":"0""#,
            "10 recursive-needs-hours recursive-needs-minutes recursive-needs-max-instance"
        ),
        (
            #""ScheduleType":"Recursive",\#(days),"ScheduleRecMonths":"0","ScheduleRecHours":"0""#,
            "11 recursive-needs-minutes recursive-needs-max-instance"
        ),
        (
            #""ScheduleType":"Recursive",\#(days),"ScheduleRecMonths":"0","ScheduleRecHours":"0","ScheduleRecMinutes":"0""#,
            "12 recursive-needs-max-instance"
        ),
        (
            #""AutoResendEnabled":true"#,
            "14 auto-resend-needs-wait-days auto-resend-needs-subject auto-resend-needs-pre-header-text"
        ),
        (#""AutoResendEnabled":"on","AutoResendWaitDays":1"#, "15 auto-resend-needs-subject auto-resend-needs-pre-header-text"),
        (#""AutoResendEnabled":1,"AutoResendWaitDays":1,"AutoResendSubject":"s""#, "16 auto-resend-needs-pre-header-text"),
        (#""AutoResendEnabled":true,\#(resend)"#, ""), (#""AutoResendEnabled":"0""#, ""), (#""AutoResendEnabled":false"#, ""),
        (
            #""AutoResendEnabled":true,"AutoResendWaitDays":0,"AutoResendSubject":"s","AutoResendPreHeaderText":"p""#,
            "14 AutoResendWaitDays.minimum"
        ),
        (#""AutoResendEnabled":false,"AutoResendWaitDays":0"#, "14 AutoResendWaitDays.minimum"),
    ]

    @Test("Applies the rules of the schedule and of the second sending, where 0 is there", arguments: rules)
    func appliesRules(members: String, expected: String) async throws {
        let decision = try await decision(#""CampaignID":5,"# + members)
        #expect(expected.isEmpty ? decision.hasPrefix(#"{"CampaignID":5,"#) : decision == expected, "\(decision)")
    }

    static let parameters: [(String, String)] = [
        (#""CampaignID":"x""#, "2 CampaignID.type"), (#""CampaignStatus":"Scheduled""#, "[1] CampaignID.required CampaignStatus.oneOf"),
        (#""CampaignID":5,"CampaignStatus":"draft""#, "3 CampaignStatus.oneOf"), (#""CampaignID":5,"RelEmailID":0"#, "4 RelEmailID.type"),
        (#""CampaignID":5,"ScheduleType":"Later""#, "5 ScheduleType.oneOf"),
        (#""CampaignID":5,"SendDate":"2024-02-30""#, "6 SendDate.type"),
        (#""CampaignID":5,"SendTime":"24:00:00""#, "7 SendTime.type"), (#""CampaignID":5,"SendTimeZone":"Mars""#, "13 SendTimeZone.type"),
        (#""CampaignID":5,"S2SEnabled":"maybe""#, "100006 S2SEnabled.type"),
        (#""CampaignID":5,"ScheduleRecSendMaxInstance":-1"#, "100006 ScheduleRecSendMaxInstance.minimum"),
        (
            #""CampaignID":5,"ABTesting":5,"CampaignStatus":"x","ScheduleType":"Future""#,
            "3 CampaignStatus.oneOf ABTesting.type future-needs-date future-needs-time"
        ),
        (
            #""CampaignID":5,"RecipientListsAndSegments":"1:0, 2:7,3""#,
            #"{"CampaignID":5,"RecipientListsAndSegments":"1:0, 2:7,3"}"#
        ),
        (#""CampaignID":5,"RecipientListsAndSegments":"1:0;2""#, "100006 RecipientListsAndSegments.pattern"),
    ]

    @Test("Refuses each parameter with its own code, before any rule", arguments: parameters)
    func refusesParameters(members: String, expected: String) async throws {
        #expect(try await decision(members) == expected)
    }

    @Test("Refuses a name of 251 letters, and takes one of 250")
    func limitsName() async throws {
        let name = String(repeating: "n", count: 250)
        #expect(try await decision(#""CampaignID":5,"CampaignName":"\#(name)n""#) == "100006 CampaignName.maxLength")
        #expect(try await decision(#""CampaignID":5,"CampaignName":"\#(name)""#).hasSuffix(#"n"}"#))
    }
}
