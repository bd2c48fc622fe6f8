// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import CommandServer

/// What an operator can set of the campaign API.
enum CampaignLimits {
    /// The most campaigns in one reply.
    static let rows = ApplicationLimit("campaigns-in-a-reply", usual: 10_000, summary: "Campaigns in one reply of campaigns.get")

    /// All of them: the quotas of an account, and ``rows``.
    static let all =
        Quotas.Resource.allCases.map { resource in
            ApplicationLimit(resource.rawValue, usual: resource.usualLimit, summary: "An account's \(resource.rawValue)")
        } + [rows]

    /// The quotas that hold.
    static func quotas(_ limits: ApplicationLimits) -> Quotas { Quotas { limits[$0.rawValue] } }
}
