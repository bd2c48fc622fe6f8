// SPDX-License-Identifier: Apache-2.0

/// The commands that ship.
enum Surface {
    /// The specification's.
    static let commands = campaigns + tags + ["splittest.create"]
    /// Those for campaigns.
    static let campaigns = [
        "campaign.cancel", "campaign.copy", "campaign.create", "campaign.get", "campaign.pause", "campaign.recipients.get",
        "campaign.resume", "campaign.update", "campaigns.archive.geturl", "campaigns.delete", "campaigns.get",
    ]
    /// Those for tags.
    static let tags = [
        "tags.get", "tag.create", "tag.update", "tags.delete", "tag.assigntocampaigns", "tag.unassignfromcampaigns",
    ]
    /// Those about lists, subscribers, emails and events.
    static let audience = [
        "list.create", "lists.delete", "subscribers.import", "segment.create", "segment.delete", "email.create", "email.delete",
        "events.record",
    ]
    /// Those about accounts.
    static let accounts = [
        "user.login", "user.logout", "user.password.change", "accounts.get", "account.password.set", "account.permissions.set",
        "account.sessions.end", "account.disable", "account.enable", "account.delete", "account.keys.get", "account.key.update",
        "account.create", "account.key.create", "account.key.revoke",
    ]
}
