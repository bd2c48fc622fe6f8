// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import CommandKit

/// `events.record`: records what a mailer tells of campaigns, each event once however often it is told.
struct RecordEvents: Command {
    static let name: CommandName = "events.record"
    struct Parameters: Decodable {
        struct Event: Decodable {
            var eventID: String
            var campaignID: Int
            var eventType: CampaignEvent.Kind
            var emailAddress: String
            var emailID: Int?
            var eventTime: String
        }
        var events: [Event]
    }
    struct Reply: Encodable {
        struct Refused: Encodable {
            /// From 1.
            var row: Int
            var eventID: String
            var reason: String
        }
        var totalRecorded: Int
        var totalRepeated: Int
        var totalRefused: Int
        var refusedEvents: [Refused]
    }

    let events: EventStore

    func run(_ parameters: Parameters, in context: CommandContext) async throws -> Reply {
        let recording = try await events.record(
            parameters.events.map(event), owner: context.principal.accountID, at: context.now, until: context.deadline)
        return Reply(
            totalRecorded: recording.recorded, totalRepeated: recording.repeated,
            totalRefused: recording.unknownCampaigns.count,
            refusedEvents: recording.unknownCampaigns.map { place in
                Reply.Refused(
                    row: place + 1, eventID: parameters.events[place].eventID,
                    reason: "Campaign not found or doesn't belong to user")
            })
    }

    private func event(_ event: Parameters.Event) throws -> CampaignEvent {
        guard let time = Timestamp(dateTime: event.eventTime) else { throw InvalidParameter("Events", reason: "has a wrong time") }
        return CampaignEvent(
            id: event.eventID, campaignID: event.campaignID, kind: event.eventType, address: event.emailAddress,
            emailID: event.emailID, time: time)
    }
}
