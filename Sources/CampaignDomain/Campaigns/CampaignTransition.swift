// SPDX-License-Identifier: Apache-2.0

/// A step of a campaign that depends on where it stands. All there are, in one table:
///
/// | step | from | to |
/// | --- | --- | --- |
/// | pause | Sending, Ready | Paused |
/// | resume | Paused | Ready |
/// | cancel | Draft, Ready, Sending, Paused, Pending Approval | Draft |
///
/// campaign.update is none of them: a mailer drives the state with it, and sets any from any.
public struct CampaignTransition: Hashable, Sendable {
    /// The states that it starts from.
    public let sources: [Campaign.Status]
    /// The state that it leads to.
    public let target: Campaign.Status
    /// Whether it takes the schedule and the split test away as well.
    let unschedules: Bool

    private init(from sources: [Campaign.Status], to target: Campaign.Status, unschedules: Bool = false) {
        self.sources = sources
        self.target = target
        self.unschedules = unschedules
    }

    /// Stops sending, or keeps from being sent, until it is resumed.
    public static let pause = CampaignTransition(from: [.sending, .ready], to: .paused)
    /// Goes on after a pause: the mailer takes it up again.
    public static let resume = CampaignTransition(from: [.paused], to: .ready)
    /// Back to a draft, whatever was planned.
    public static let cancel = CampaignTransition(
        from: [.draft, .ready, .sending, .paused, .pendingApproval], to: .draft, unschedules: true)

    /// What came of a transition.
    public enum Outcome: Hashable, Sendable {
        /// The campaign is where it leads to.
        case done
        /// The account has no such campaign.
        case unknownCampaign
        /// It stands somewhere else; of two rivals, the one that came second is told so.
        case wrongStatus
    }
}
