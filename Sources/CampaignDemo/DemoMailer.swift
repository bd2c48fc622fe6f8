// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import CommandKit
import CommandStorage

/// Makes campaigns, plans them, sends them, and reports what happens.
struct DemoMailer {
    private let campaigns: CampaignStore
    private let emails: EmailStore
    private let recipients: RecipientStore
    private let events: EventStore
    private let tags: TagStore
    private let splitTests: SplitTestStore
    private let owner: Int
    private let today: DemoDay
    private let deadline: ContinuousClock.Instant

    /// The campaigns by what they are there to show.
    private(set) var uses: [DemoUse: [Int]] = [:]
    /// The email that was made first.
    private(set) var firstEmail: Int?
    private var last: Int?

    init(database: any Database, owner: Int, today: DemoDay, deadline: ContinuousClock.Instant) {
        campaigns = CampaignStore(database: database)
        emails = EmailStore(database: database)
        recipients = RecipientStore(database: database)
        events = EventStore(database: database)
        tags = TagStore(database: database)
        splitTests = SplitTestStore(database: database)
        (self.owner, self.today, self.deadline) = (owner, today, deadline)
    }

    /// Takes one campaign as far as it comes.
    mutating func run(
        _ plan: DemoCampaign, to audience: DemoAudience, _ ids: [DemoTag: Int], by chance: inout DemoGenerator
    ) async throws {
        let name = plan.name.isEmpty ? "Newsletter, \(today.day(plan.day).month)" : plan.name
        // What is to come was made some days ago, and what was sent some days before.
        let made = today.day(min(plan.day - 5, -1)).at(hour: 9, second: chance.number(below: 20_000))
        let id = try await campaigns.create(name: name, owner: owner, at: made, until: deadline)
        let mails = try await makeEmails(plan, name, at: made)
        var change = DemoSchedule(plan: plan, day: today.day(plan.day)).change
        if plan.variations > 1 { change.variations = mails.map { Variation(emailID: $0, weight: 1) } } else { change.emailID = mails.first }
        if plan.isResend { change.originalCampaignID = last }
        try audience.choose(plan.target, in: &change)
        try await update(id, change, at: made.adding(seconds: 900))
        for tag in plan.tags {
            let isAssigned = try await tags.assign(DemoFault.require(ids[tag], tag.rawValue), to: [id], owner: owner, until: deadline)
            guard isAssigned else { throw DemoFault(description: "The demo's tag \(tag.rawValue)") }
        }
        if plan.variations > 1, plan.fate == .future { try await test(id, at: made) }
        if plan.fate.percentSent > 0 { try await send(id, plan, plan.variations > 1 ? mails : [], by: &chance) }
        try await settle(id, plan)
        if let use = plan.use { uses[use, default: []].append(id) }
        last = id
    }

    private mutating func makeEmails(_ plan: DemoCampaign, _ name: String, at now: Timestamp) async throws -> [Int] {
        var made: [Int] = []
        for number in 0..<plan.variations {
            made.append(
                try await emails.create(DemoMail(name: name, variation: number).email, owner: owner, at: now, until: deadline))
        }
        firstEmail = firstEmail ?? made.first
        return made
    }

    private func test(_ campaign: Int, at now: Timestamp) async throws {
        let made = try await splitTests.create(
            SplitTest(size: 20, hours: 24, winner: .highestOpenRate), for: campaign, owner: owner, at: now, until: deadline)
        guard case .created = made else { throw DemoFault(description: "The demo's split test: \(made)") }
    }

    /// Sends as much as goes out, and reports it.
    private func send(_ campaign: Int, _ plan: DemoCampaign, _ variations: [Int], by chance: inout DemoGenerator) async throws {
        let answer = try await recipients.recipients(of: campaign, owner: owner, onlyTotal: false, until: deadline)
        guard case .recipients(_, let list?) = answer else { throw DemoFault(description: "The demo's recipients: \(answer)") }
        var all = list.first
        for page in list.rest { all += try await recipients.read(page, owner: owner) }
        let reached = all.prefix(all.count * plan.fate.percentSent / 100)
        let begin = today.day(plan.day).at(hour: 15)
        var sending = DemoSending(
            campaign: campaign, variations: variations, begin: begin, end: today.at(hour: 0), failsMostly: plan.fate.isFailed)
        try await update(campaign, DemoSchedule.state(.sending), at: begin)
        let end = DemoSending.finish(begin, recipients: reached.count)
        let happened = sending.events(of: reached, by: &chance)
        let recording = try await events.record(happened, owner: owner, at: end, until: deadline)
        guard recording.recorded == happened.count else { throw DemoFault(description: "The demo's events: \(recording)") }
        switch plan.fate {
        case .sent: try await update(campaign, DemoSchedule.state(.sent), at: end)
        case .failed(let reason): try await update(campaign, DemoSchedule.state(.failed, reason), at: end)
        default: break
        }
    }

    /// What is paused was Ready or Sending before.
    private func settle(_ campaign: Int, _ plan: DemoCampaign) async throws {
        guard plan.fate == .paused || plan.fate == .pausedBeforeSending else { return }
        let now = today.day(plan.day).at(hour: 17)
        let outcome = try await campaigns.apply(.pause, to: campaign, owner: owner, at: now, until: deadline)
        guard outcome == .done else { throw DemoFault(description: "The demo's pause: \(outcome)") }
    }

    private func update(_ campaign: Int, _ change: CampaignChange, at now: Timestamp) async throws {
        let outcome = try await campaigns.update(campaign, change, owner: owner, at: now, until: deadline)
        guard outcome == .done else { throw DemoFault(description: "The demo's campaign \(campaign): \(outcome)") }
    }
}

extension DemoCampaign.Fate {
    /// Whether it ends early.
    var isFailed: Bool { if case .failed = self { true } else { false } }
}
