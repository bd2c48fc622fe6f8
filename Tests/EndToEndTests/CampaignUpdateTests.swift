// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@Suite("Updates of a campaign over HTTP", .server())
struct CampaignUpdateTests {
    /// What a refused update says, as members of JSON, and its code.
    private static let refused: [(update: String, code: Int)] = [
        (#""CampaignStatus":"Gone""#, 3), (#""CampaignStatus":"Scheduled""#, 3), (#""ScheduleType":"Later""#, 5),
        (#""RelEmailID":999"#, 4), (#""RelEmailID":"x""#, 4), (#""SendDate":"2025-02-29""#, 6), (#""SendDate":"15.06.2025""#, 6),
        (#""SendTime":"24:00:00""#, 7), (#""SendTime":"10""#, 7), (#""SendTimeZone":"Mars/Olympus""#, 13),
        // Conditional rules, alone and several at once: the first in the order of the page decides.
        (#""ScheduleType":"Future""#, 6), (#""ScheduleType":"Future","SendDate":"2025-06-15""#, 7),
        (#""ScheduleType":"Future","SendTime":"10:00""#, 6), (#""ScheduleType":"Future","SendDate":"""#, 6),
        (#""ScheduleType":"Recursive""#, 8), (#""ScheduleType":"Recursive","ScheduleRecDaysOfWeek":"","ScheduleRecDaysOfMonth":"""#, 8),
        (#""ScheduleType":"Recursive","ScheduleRecDaysOfWeek":"0""#, 9),
        (#""ScheduleType":"Recursive","ScheduleRecDaysOfMonth":"1","ScheduleRecMonths":"0""#, 10),
        (#""ScheduleType":"Recursive","ScheduleRecDaysOfWeek":"1","ScheduleRecMonths":"0","ScheduleRecHours":"0""#, 11),
        (
            #""ScheduleType":"Recursive","ScheduleRecDaysOfWeek":"1","ScheduleRecMonths":"0","ScheduleRecHours":"0","ScheduleRecMinutes":"0""#,
            12
        ),
        (#""AutoResendEnabled":true"#, 14), (#""AutoResendEnabled":true,"AutoResendWaitDays":0"#, 14),
        (#""AutoResendEnabled":"yes","AutoResendWaitDays":3"#, 15),
        (#""AutoResendEnabled":1,"AutoResendWaitDays":3,"AutoResendSubject":"Again""#, 16),
        (#""AutoResendEnabled":"maybe""#, 100_006),
        // The order of the checks of an A/B test.
        (#""ABTesting":7"#, 17), (#""ABTesting":{"Variations":7}"#, 18), (#""ABTesting":{"Variations":[{"EmailID":1,"Weight":1}]}"#, 21),
        (#""ABTesting":{"Variations":[{},{},{},{},{},{}]}"#, 22),
        (#""ABTesting":{"Variations":[{"EmailID":1},{"EmailID":"x","Weight":0}]}"#, 23),
        (#""ABTesting":{"Variations":[{"EmailID":1,"Weight":0},{"EmailID":999,"Weight":1}]}"#, 24),
        (#""ABTesting":{"Variations":[{"EmailID":1,"Weight":1},{"EmailID":999,"Weight":1000}]}"#, 19),
        (#""ABTesting":{"Variations":[{"EmailID":1,"Weight":1},{"EmailID":1,"Weight":1000}]}"#, 25),
        // Rules that could never be run are not kept.
        (#""RulesJsonBundle":"{""#, 100_006), (#""RulesJsonBundle":"[]""#, 100_006),
        (#""RulesJsonBundle":"{\"operator\":\"xor\",\"criteria\":[]}""#, 100_006),
        (#""RecipientListsAndSegments":"1;2""#, 100_006), (#""OriginalCampaignID":999"#, 100_006),
        (#""CampaignName":"""#, 100_006), (#""PublishOnRSS":"Perhaps""#, 100_006),
    ]

    @Test("A refused one changes nothing, and says its code", arguments: refused)
    func changesNothing(update: String, code: Int) async throws {
        let server = try suiteServer()
        let campaign = try await Self.campaign(server)
        let before = try await server.user.call("campaign.get", ["CampaignID": campaign])
        let reply = try await server.nobody.send(
            Encoding.post(
                "/api.php", "application/json",
                """
                {"Command":"campaign.update","APIKey":"\(server.userKey)","CampaignID":\(campaign),\
                "CampaignStatusReason":"changed with it",\(update)}
                """))
        #expect(reply.status == 200 && reply.code == .number(code), "\(reply.json)")
        let after = try await server.user.call("campaign.get", ["CampaignID": campaign])
        #expect(after.json == before.json)
    }

    @Test("Of eight that pause at once one does, and seven are told that it is not to be paused")
    func pausesOnce() async throws {
        let server = try suiteServer()
        for _ in 0..<10 {
            let campaign = try await Self.campaign(server)
            #expect(try await server.user.call("campaign.update", ["CampaignID": campaign, "CampaignStatus": "Sending"]).code == 0)
            let codes = try await withThrowingTaskGroup(of: JSON.self) { group in
                for _ in 0..<8 { group.addTask { try await server.user.call("campaign.pause", ["CampaignID": campaign]).code } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(codes.count { $0 == 0 } == 1 && codes.count { $0 == 3 } == 7)
        }
    }

    @Test("Of an update and a deletion at once the campaign is gone, and the update did it before or found nothing")
    func updatesOrNot() async throws {
        let server = try suiteServer()
        for _ in 0..<10 {
            let campaign = try await Self.campaign(server)
            async let update = server.user.call("campaign.update", ["CampaignID": campaign, "CampaignName": "Renamed"])
            async let deletion = server.user.call("campaigns.delete", ["Campaigns": campaign])
            let (updated, deleted) = (try await update.code, try await deletion.code)
            #expect(deleted == 0 && (updated == 0 || updated == 2))
            #expect(try await server.user.call("campaign.get", ["CampaignID": campaign]).code == 2)
        }
    }

    /// A new Draft with an email of its own account at hand: the first one has the id 1.
    private static func campaign(_ server: RunningServer) async throws -> JSON {
        let email = try await server.user.call(
            "email.create",
            ["EmailName": "Sale", "FromName": "Shop", "FromEmail": "shop@example.com", "Subject": "Sale", "PlainContent": "Sale"])
        #expect(email.code == 0, "\(email.json)")
        return try await server.user.call("campaign.create", ["CampaignName": "Summer Sale 2025"]).json["CampaignID"]
    }
}
