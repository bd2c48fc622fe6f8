// SPDX-License-Identifier: Apache-2.0

public import CampaignDomain
public import CommandKit

/// The commands for campaigns.
public struct CampaignsPlugin: CommandPlugin {
    /// `campaigns`.
    public let name = "campaigns"
    /// One handler for each command.
    public let commands: [any Command]

    /// Handlers over these campaigns.
    public init(campaigns: CampaignStore) {
        commands = [CreateCampaign(campaigns: campaigns)]
    }
}
