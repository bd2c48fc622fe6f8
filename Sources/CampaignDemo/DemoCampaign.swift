// SPDX-License-Identifier: Apache-2.0

import CampaignDomain

/// What a campaign of the demo is: its name, when, to whom, and how far it comes.
struct DemoCampaign {
    /// How far it comes.
    enum Fate: Hashable {
        case sent, sending, paused, pausedBeforeSending, pendingApproval, ready, future, recursive, draft
        /// It ends early, for this reason.
        case failed(String)

        /// How much of it goes out, in percent.
        var percentSent: Int {
            switch self {
            case .sent: 100
            case .sending: 45
            case .paused: 60
            case .failed: 8
            default: 0
            }
        }
    }

    /// Its name; a newsletter's is that of its month.
    let name: String
    /// The day on which it is sent, or is to be; for a draft that on which it was begun. Counted from the demo's own.
    let day: Int
    let target: DemoTarget
    let fate: Fate
    let tags: [DemoTag]
    /// How many emails it tries against each other; 1 for an ordinary campaign.
    var variations = 1
    /// What it is there to show.
    var use: DemoUse?
    /// Whether it sends the one before it again.
    var isResend = false

    init(_ day: Int, _ name: String, to target: DemoTarget, _ fate: Fate, _ tags: [DemoTag] = []) {
        (self.name, self.day, self.target, self.fate, self.tags) = (name, day, target, fate, tags)
    }

    func varied(_ count: Int) -> DemoCampaign { with { $0.variations = count } }
    func used(for use: DemoUse) -> DemoCampaign { with { $0.use = use } }
    var resent: DemoCampaign { with { $0.isResend = true } }

    private func with(_ change: (inout DemoCampaign) -> Void) -> DemoCampaign {
        var campaign = self
        change(&campaign)
        return campaign
    }
}

/// What campaigns are marked with.
enum DemoTag: String, CaseIterable {
    case newsletter, promotion, events, wholesale, surveys = "customer survey", origins = "single origin"
    case oldDrafts = "old drafts", test, misc
}

/// What a campaign of the demo is there to show: the name under which its id is printed.
enum DemoUse: String, CaseIterable {
    case get = "CampaignToGet", abTest = "CampaignWithABTest", update = "CampaignToUpdate", pause = "CampaignToPause"
    case resume = "CampaignToResume", cancel = "CampaignToCancel", recipients = "CampaignWithRecipients", copy = "CampaignToCopy"
    case split = "CampaignToSplit", delete = "CampaignsToDelete", tag = "CampaignsToTag"

    /// What is done with it.
    var summary: String {
        switch self {
        case .get: "campaign.get: Sent, with statistics"
        case .abTest: "campaign.get with SplitABTestStatistics: Sent, two variations"
        case .update: "campaign.update: Draft"
        case .pause: "campaign.pause: Sending"
        case .resume: "campaign.resume: Paused"
        case .cancel: "campaign.cancel: Ready, scheduled"
        case .recipients: "campaign.recipients.get: Draft, with rules"
        case .copy: "campaign.copy: Sent"
        case .split: "splittest.create: Draft, two variations"
        case .delete: "campaigns.delete: Drafts"
        case .tag: "tag.assigntocampaigns, tag.unassignfromcampaigns"
        }
    }
}
