// SPDX-License-Identifier: Apache-2.0

public import CampaignDomain
public import CommandKit

/// The commands for tags, and for giving them to campaigns.
public struct TagsPlugin: CommandPlugin {
    /// `tags`.
    public let name = "tags"
    /// One handler for each command.
    public let commands: [any Command]

    /// Handlers over these tags.
    public init(tags: TagStore) {
        commands = [
            GetTags(tags: tags), CreateTag(tags: tags), UpdateTag(tags: tags), DeleteTags(tags: tags),
            AssignTag(tags: tags), UnassignTag(tags: tags),
        ]
    }
}
