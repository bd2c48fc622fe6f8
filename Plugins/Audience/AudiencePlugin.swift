// SPDX-License-Identifier: Apache-2.0

public import CampaignDomain
public import CommandKit

/// The commands that bring in what campaigns are sent to, what they send, and what came of it; and those that take it away.
public struct AudiencePlugin: CommandPlugin {
    /// `audience`.
    public let name = "audience"
    /// One handler for each command.
    public let commands: [any Command]

    /// Handlers over these lists, subscribers, emails and events.
    public init(lists: ListStore, subscribers: SubscriberStore, emails: EmailStore, events: EventStore) {
        commands = [
            CreateList(lists: lists), ImportSubscribers(subscribers: subscribers), CreateSegment(lists: lists),
            CreateEmail(emails: emails), RecordEvents(events: events), DeleteLists(lists: lists), DeleteSegment(lists: lists),
            DeleteEmail(emails: emails),
        ]
    }
}
