// SPDX-License-Identifier: Apache-2.0

public import CommandKit
public import CommandStorage
import CampaignDomain

/// Two years of a small business's campaigns, so that a fresh server has something to show.
///
/// It is lived through in order, by the stores and as a mailer would: people come to the lists, a campaign is made and
/// planned, its recipients are read, it is sent, and what happens is recorded as events, from which every statistic
/// follows. A seed decides everything; dates alone are counted from the day it is made, in UTC, so that it looks alive.
/// Nothing happens after the begin of that day.
public struct CampaignDemo: Sendable {
    /// The seed of the demo that ships.
    public static let seed: UInt64 = 1886

    private let database: any Database
    private let owner: Int
    private let today: DemoDay
    private let seed: UInt64

    /// A demo for an account that has nothing yet, in a database that has `CampaignSchema`.
    public init(database: any Database, owner: Int, now: Timestamp = SystemClock().now(), seed: UInt64 = Self.seed) {
        self.database = database
        self.owner = owner
        self.seed = seed
        today = DemoDay.containing(now)
    }

    /// Makes it all. To be called within one transaction, since a throw leaves what was made before.
    /// - Returns: the ids to try it with.
    /// - Throws: what the stores throw; a fault of ours where one of them refuses.
    public func make(until deadline: ContinuousClock.Instant) async throws -> DemoIDs {
        var chance = DemoGenerator(seed: seed)
        var audience = try await DemoAudience(in: database, owner: owner, today: today, by: &chance, until: deadline)
        var mailer = DemoMailer(database: database, owner: owner, today: today, deadline: deadline)
        let tags = try await makeTags(until: deadline)
        for campaign in DemoPlan.campaigns {
            try await audience.join(upTo: today.day(min(campaign.day, 0)), until: deadline)
            try await mailer.run(campaign, to: audience, tags, by: &chance)
        }
        return ids(mailer, audience, tags)
    }

    private func makeTags(until deadline: ContinuousClock.Instant) async throws -> [DemoTag: Int] {
        let store = TagStore(database: database)
        var tags: [DemoTag: Int] = [:]
        for tag in DemoTag.allCases {
            tags[tag] = try DemoFault.require(try await store.insert(tag.rawValue, owner: owner, until: deadline), tag.rawValue)
        }
        return tags
    }

    private func ids(_ mailer: DemoMailer, _ audience: DemoAudience, _ tags: [DemoTag: Int]) -> DemoIDs {
        var ids = DemoIDs()
        for use in DemoUse.allCases { ids.add(use.rawValue, mailer.uses[use] ?? [], use.summary) }
        let of = { (some: [DemoTag]) in some.compactMap { tags[$0] } }
        ids.add("TagID", of([.newsletter]), "campaigns.archive.geturl")
        ids.add("TagToAssign", of([.surveys]), "tag.assigntocampaigns, tag.unassignfromcampaigns")
        ids.add("TagToUpdate", of([.misc]), "tag.update")
        ids.add("TagsToDelete", of([.oldDrafts, .test]), "tags.delete")
        ids.add("EmailID", mailer.firstEmail.map { [$0] } ?? [], "campaign.update, RelEmailID")
        ids.add("ListID", [audience.newsletter], "campaign.update, RecipientListsAndSegments")
        ids.add("SegmentID", audience.segments[.portland].map { [$0] } ?? [], "the same, after the list and a colon")
        return ids
    }
}
