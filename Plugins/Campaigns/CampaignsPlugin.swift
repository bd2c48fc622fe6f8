// SPDX-License-Identifier: Apache-2.0

public import CampaignDomain
public import CommandKit

/// The commands for campaigns.
public struct CampaignsPlugin: CommandPlugin {
    /// `campaigns`.
    public let name = "campaigns"
    /// One handler for each command.
    public let commands: [any Command]

    /// Handlers over these campaigns, their recipients and their tags.
    ///
    /// - Parameters:
    ///   - publicURL: gives the address under which the public finds this server, without a slash at its end.
    ///   - mostRows: how many campaigns campaigns.get shows at once.
    public init(
        campaigns: CampaignStore, recipients: RecipientStore, tags: TagStore, publicURL: @escaping @Sendable () -> String,
        mostRows: Int = 10_000
    ) {
        commands = [
            CreateCampaign(campaigns: campaigns), CopyCampaign(campaigns: campaigns), GetCampaign(campaigns: campaigns),
            UpdateCampaign(campaigns: campaigns), PauseCampaign(campaigns: campaigns), ResumeCampaign(campaigns: campaigns),
            CancelCampaign(campaigns: campaigns), GetRecipients(recipients: recipients),
            GetCampaigns(campaigns: campaigns, mostRows: mostRows),
            DeleteCampaigns(campaigns: campaigns), GetArchiveURL(tags: tags, publicURL: publicURL),
        ]
    }
}
