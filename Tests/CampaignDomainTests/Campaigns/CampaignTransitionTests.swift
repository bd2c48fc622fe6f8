// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import CommandKit
import CommandStorage
import Testing

@Suite("Campaign transitions") struct CampaignTransitionTests {
    struct Step: Sendable, CustomStringConvertible {
        let description: String
        let transition: CampaignTransition
        let target: Campaign.Status
        let sources: Set<Campaign.Status>
    }
    static let steps = [
        Step(description: "pause", transition: .pause, target: .paused, sources: [.sending, .ready]),
        Step(description: "resume", transition: .resume, target: .ready, sources: [.paused]),
        Step(
            description: "cancel", transition: .cancel, target: .draft,
            sources: [.draft, .ready, .sending, .paused, .pendingApproval]),
    ]

    private func apply(
        _ transition: CampaignTransition, _ campaign: Int, owner: Int = 1, _ it: CampaignDatabase
    ) async throws -> CampaignTransition.Outcome {
        try await it.campaigns.apply(transition, to: campaign, owner: owner, at: it.now, until: it.soon)
    }

    private func status(_ campaign: Int, _ it: CampaignDatabase) async throws -> String? {
        try await it.column("SELECT status FROM campaigns WHERE campaign_id = \(campaign)", as: String.self).first
    }

    @Test("Starts from its own states alone; from any other it changes nothing", arguments: steps, Campaign.Status.allCases)
    func table(step: Step, status source: Campaign.Status) async throws {
        try await CampaignDatabase.with { it in
            let campaign = try await it.makeCampaign { $0.status = source }
            try await it.execute("UPDATE campaigns SET last_activity_at = 5")
            let before = try await it.everything(of: campaign)
            let works = step.sources.contains(source)
            try await #expect(apply(step.transition, campaign, it) == (works ? .done : .wrongStatus))
            try await #expect(status(campaign, it) == (works ? step.target : source).rawValue)
            if works {
                let activity = try await it.column("SELECT last_activity_at FROM campaigns", as: Int64.self)
                #expect(activity == [it.now.milliseconds])
            } else {
                try await #expect(it.everything(of: campaign) == before)
            }
        }
    }

    @Test("Answers another account's campaign like one that does not exist", arguments: steps, Campaign.Status.allCases)
    func foreign(step: Step, status: Campaign.Status) async throws {
        try await CampaignDatabase.with { it in
            let campaign = try await it.makeCampaign { $0.status = status }
            let before = try await it.everything(of: campaign)
            for (id, owner) in [(campaign, 2), (campaign + 1, 1), (.max, 1), (0, 1), (-1, 1)] {
                try await #expect(apply(step.transition, id, owner: owner, it) == .unknownCampaign)
            }
            try await #expect(it.everything(of: campaign) == before)
        }
    }

    @Test("A cancelled campaign has no schedule, date, time or split test; the rest stays") func cancellation() async throws {
        try await CampaignDatabase.with { it in
            let change: (inout CampaignChange) -> Void = {
                $0.status = .ready
                $0.scheduleType = .future
                $0.sendDate = "2025-07-01"
                $0.sendTime = "10:00:00"
                $0.lists = "1:0"
                $0.name = "kept"
            }
            let campaign = try await it.makeCampaign(change)
            let other = try await it.makeCampaign(change)
            for id in [campaign, other] {
                _ = try await it.splitTests.create(
                    SplitTest(size: 20, hours: 24, winner: .highestOpenRate), for: id, owner: 1, at: it.now, until: it.soon)
            }
            let untouched = try await it.everything(of: other)
            try await #expect(apply(.cancel, campaign, it) == .done)
            try await #expect(
                it.rows(
                    """
                    SELECT status, schedule_type, send_date, send_time, lists, name
                    FROM campaigns c JOIN campaign_audiences a ON a.audience_id = c.audience_id WHERE campaign_id = \(campaign)
                    """)
                    == [[.text("Draft"), .text("Not Scheduled"), .null, .null, .text("1:0"), .text("kept")]])
            try await #expect(it.column("SELECT campaign_id FROM split_tests") == [other])
            try await #expect(it.everything(of: other) == untouched)
        }
    }

    @Test("A refused cancellation keeps the schedule and the split test", arguments: [Campaign.Status.sent, .failed])
    func refusedCancellation(status: Campaign.Status) async throws {
        try await CampaignDatabase.with { it in
            let campaign = try await it.makeCampaign {
                $0.status = .ready
                $0.scheduleType = .future
                $0.sendDate = "2025-07-01"
                $0.sendTime = "10:00:00"
            }
            _ = try await it.splitTests.create(
                SplitTest(size: 20, hours: 24, winner: .highestOpenRate), for: campaign, owner: 1, at: it.now, until: it.soon)
            try await it.update(campaign) { $0.status = status }
            let before = try await it.everything(of: campaign)
            try await #expect(apply(.cancel, campaign, it) == .wrongStatus)
            try await #expect(apply(.cancel, campaign, owner: 2, it) == .unknownCampaign)
            try await #expect(it.everything(of: campaign) == before)
        }
    }

    @Test("Of many who do one thing at once, exactly one does it", arguments: steps.prefix(2))
    func rivals(step: Step) async throws {
        try await CampaignDatabase.with { it in
            for _ in 0..<10 {
                let campaign = try await it.makeCampaign { $0.status = step.transition == .pause ? .sending : .paused }
                let outcomes = try await atOnce(24) { _ in
                    try await it.campaigns.apply(step.transition, to: campaign, owner: 1, at: it.now, until: it.soon)
                }
                #expect(outcomes.count { $0 == .done } == 1 && outcomes.count { $0 == .wrongStatus } == 23)
                try await #expect(status(campaign, it) == step.target.rawValue)
            }
        }
    }

    @Test("Pause against cancel: once cancelled it is not paused, and it always ends as a draft") func pauseAgainstCancel() async throws {
        try await CampaignDatabase.with { it in
            for round in 0..<20 {
                let campaign = try await it.makeCampaign { $0.status = .sending }
                let outcomes = try await atOnce(24) { number in
                    let isPause = (number + round).isMultiple(of: 2)
                    let transition = isPause ? CampaignTransition.pause : .cancel
                    let outcome = try await it.campaigns.apply(transition, to: campaign, owner: 1, at: it.now, until: it.soon)
                    return (isPause, outcome)
                }
                #expect(outcomes.count { $0.0 && $0.1 == .done } <= 1)
                #expect(outcomes.allSatisfy { $0.0 || $0.1 == .done })
                try await #expect(status(campaign, it) == "Draft")
            }
        }
    }

    @Test("Resume against cancel: it always ends as a draft")
    func resumeAgainstCancel() async throws {
        try await CampaignDatabase.with { it in
            for _ in 0..<30 {
                let campaign = try await it.makeCampaign { $0.status = .paused }
                let outcomes = try await atOnce(2) { number in
                    try await it.campaigns.apply(number == 0 ? .resume : .cancel, to: campaign, owner: 1, at: it.now, until: it.soon)
                }
                // Cancelling works before and after the other; resuming before alone.
                #expect(outcomes.contains(.done) && !outcomes.contains(.unknownCampaign))
                try await #expect(status(campaign, it) == "Draft")
            }
        }
    }
}
