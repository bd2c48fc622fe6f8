// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import CommandKit

/// What happens to one campaign: who gets it, and what each of them does.
struct DemoSending {
    let campaign: Int
    /// The emails that are tried against each other; empty for an ordinary campaign.
    let variations: [Int]
    let begin: Timestamp
    /// Nothing happens from here on.
    let end: Timestamp
    let failsMostly: Bool

    /// How many are sent in a second.
    static let pace = 5

    private var events: [CampaignEvent] = []

    init(campaign: Int, variations: [Int], begin: Timestamp, end: Timestamp, failsMostly: Bool) {
        (self.campaign, self.variations, self.begin, self.end) = (campaign, variations, begin, end)
        self.failsMostly = failsMostly
    }

    /// When it is through.
    static func finish(_ begin: Timestamp, recipients: Int) -> Timestamp { begin.adding(seconds: Int64(recipients / pace) + 1) }

    /// The events of these recipients, one recipient after another.
    mutating func events(of recipients: some Collection<Recipient>, by chance: inout DemoGenerator) -> [CampaignEvent] {
        for (place, recipient) in recipients.enumerated() {
            let variation = variations.isEmpty ? nil : place % variations.count
            send(to: recipient, variation, after: place / Self.pace, by: &chance)
        }
        return events
    }

    private mutating func send(to recipient: Recipient, _ variation: Int?, after second: Int, by chance: inout DemoGenerator) {
        let happens = { (perMille: Int, chance: inout DemoGenerator) in chance.happens(perMille: perMille) }
        if happens(failsMostly ? 800 : 4, &chance) { return add(.failed, recipient, variation, second) }
        add(.sent, recipient, variation, second)
        if happens(4, &chance) { return add(.hardBounce, recipient, variation, second + 60 + chance.number(below: 600)) }
        if happens(9, &chance) { return add(.softBounce, recipient, variation, second + 60 + chance.number(below: 7200)) }
        // Later variations read better, so that a test has a winner.
        guard happens(300 + 70 * (variation ?? 0), &chance) else { return }
        open(recipient, variation, after: second + 120 + chance.delay(upTo: 3 * 86_400), by: &chance)
    }

    private mutating func open(_ recipient: Recipient, _ variation: Int?, after second: Int, by chance: inout DemoGenerator) {
        add(.open, recipient, variation, second)
        while chance.happens(perMille: 250) { add(.open, recipient, variation, second + chance.delay(upTo: 5 * 86_400)) }
        for (kind, perMille) in [(CampaignEvent.Kind.forward, 20), (.browserView, 60), (.unsubscription, 9)] {
            guard chance.happens(perMille: perMille) else { continue }
            add(kind, recipient, variation, second + 20 + chance.number(below: 300))
        }
        guard chance.happens(perMille: 240) else { return }
        add(.click, recipient, variation, second + 5 + chance.number(below: 120))
        while chance.happens(perMille: 300) { add(.click, recipient, variation, second + 30 + chance.number(below: 900)) }
    }

    private mutating func add(_ kind: CampaignEvent.Kind, _ recipient: Recipient, _ variation: Int?, _ second: Int) {
        let time = begin.adding(seconds: Int64(second))
        guard time < end else { return }
        events.append(
            CampaignEvent(
                id: "demo-\(campaign)-\(events.count + 1)", campaignID: campaign, kind: kind, address: recipient.address,
                emailID: variation.map { variations[$0] }, time: time))
    }
}
