// SPDX-License-Identifier: Apache-2.0

/// Which of the specification's commands have a handler.
enum Surface {
    /// The eleven that have none.
    static let unbound = [
        "campaign.cancel", "campaign.copy", "campaign.get", "campaign.pause", "campaign.recipients.get", "campaign.resume",
        "campaign.update", "campaigns.archive.geturl", "campaigns.delete", "campaigns.get", "splittest.create",
    ]
    /// The seven that have one.
    static let bound = [
        "campaign.create", "tags.get", "tag.create", "tag.update", "tags.delete", "tag.assigntocampaigns",
        "tag.unassignfromcampaigns",
    ]
    /// Those about lists, subscribers, emails and events.
    static let audience = ["list.create", "subscribers.import", "segment.create", "email.create", "events.record"]
    /// Those about accounts.
    static let accounts = ["user.login", "user.logout", "account.create", "account.key.create", "account.key.revoke"]
}
