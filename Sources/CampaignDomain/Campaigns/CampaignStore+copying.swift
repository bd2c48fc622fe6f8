// SPDX-License-Identifier: Apache-2.0

public import CommandKit
import CommandStorage

extension CampaignStore {
    /// Makes a draft like a campaign: named after it, with its recipients, settings and copies of its emails; without its
    /// schedule, statistics and split test, and sending no other campaign again. What is long and stays the same is shared with the
    /// source. For the account's own user.
    /// - Returns: the new campaign's id, or nil where the account has no such campaign.
    /// - Throws: CommandKit's `ComponentUnavailable`; nothing is made then.
    public func copy(
        _ campaign: Int, owner: Int, at now: Timestamp, until deadline: ContinuousClock.Instant
    ) async throws -> Int? {
        try await database.write(of: owner, within: quotas, until: deadline) { database in
            guard let source = try Self.contents(campaign, owner, in: database) else { return nil }
            let email = try EmailStore.copy(source.email, owner, at: now, in: database) ?? 0
            guard let copy = try Self.insertCopy(of: campaign, owner, email, now, in: database) else { return nil }
            for (position, variation) in source.variations.enumerated() {
                guard let email = try EmailStore.copy(variation.emailID, owner, at: now, in: database) else { continue }
                try database.execute(
                    """
                    INSERT INTO campaign_variations (campaign_id, position, email_id, weight)
                    VALUES (\(copy), \(position), \(email), \(variation.weight))
                    """)
            }
            return copy
        }
    }

    private static func contents(
        _ campaign: Int, _ owner: Int, in database: any Reading
    ) throws -> (email: Int, variations: [Variation])? {
        let row = try database.row("SELECT email_id FROM campaigns WHERE campaign_id = \(campaign) AND owner_id = \(owner)")
        guard let row else { return nil }
        let variations = try database.rows(
            "SELECT email_id, weight FROM campaign_variations WHERE campaign_id = \(campaign) ORDER BY position")
        return (try row.get(0), try variations.map { Variation(emailID: try $0.get(0), weight: try $0.get(1)) })
    }

    private static func insertCopy(
        of campaign: Int, _ owner: Int, _ email: Int, _ now: Timestamp, in database: any Writing
    ) throws -> Int? {
        try database.row(
            """
            INSERT INTO campaigns (owner_id, name, name_folded, status, schedule_type, created_at, last_activity_at,
                email_id, approval_explanation, analytics_domains, publish_on_rss, audience_id, s2s_enabled,
                resend_enabled, resend_wait_days, resend_subject, resend_pre_header)
            SELECT owner_id, name, name_folded, \(Campaign.Status.draft.rawValue),
                \(Campaign.ScheduleType.notScheduled.rawValue), \(now.milliseconds), \(now.milliseconds), \(email),
                approval_explanation, analytics_domains, publish_on_rss, audience_id, s2s_enabled,
                resend_enabled, resend_wait_days, resend_subject, resend_pre_header
            FROM campaigns WHERE campaign_id = \(campaign) AND owner_id = \(owner)
            RETURNING campaign_id
            """
        )?.get(0)
    }
}
