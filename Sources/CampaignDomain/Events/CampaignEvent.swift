// SPDX-License-Identifier: Apache-2.0

public import CommandKit

/// Something that happened to a campaign's email on its way to one recipient, or to the recipient's doing.
public struct CampaignEvent: Hashable, Sendable {
    /// What happened.
    public enum Kind: String, Hashable, Sendable, CaseIterable, Decodable {
        /// It was delivered; or it could not be sent at all.
        case sent = "Sent", failed = "Failed"
        /// The recipient opened it, clicked in it, forwarded it, viewed it in a browser, or unsubscribed.
        case open = "Open", click = "Click", forward = "Forward", browserView = "BrowserView", unsubscription = "Unsubscription"
        /// It came back for good, or for now.
        case hardBounce = "HardBounce", softBounce = "SoftBounce"
    }

    /// What is counted: each kind of event, and recipients, of whom there is one for each address that it was sent to,
    /// delivered or not.
    enum Count: String, Hashable, Sendable {
        case sent = "Sent", failed = "Failed", open = "Open", click = "Click", forward = "Forward"
        case browserView = "BrowserView", unsubscription = "Unsubscription", hardBounce = "HardBounce", softBounce = "SoftBounce"
        case recipient = "Recipient"
    }

    /// Its id, which the sender chose: recorded twice, it counts once.
    public let id: String
    /// The campaign.
    public let campaignID: Int
    /// What happened.
    public let kind: Kind
    /// The recipient's address.
    public let address: String
    /// Which of the campaign's variations it is about; nil where it has none.
    public let emailID: Int?
    /// When it happened.
    public let time: Timestamp

    /// Composes an event.
    public init(id: String, campaignID: Int, kind: Kind, address: String, emailID: Int?, time: Timestamp) {
        self.id = id
        self.campaignID = campaignID
        self.kind = kind
        self.address = address
        self.emailID = emailID
        self.time = time
    }
}
