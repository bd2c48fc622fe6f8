// SPDX-License-Identifier: Apache-2.0

public import CommandKit
import CommandStorage

extension CampaignStore {
    /// Takes a campaign through a transition, as a compare-and-set: it happens where the campaign stands in one of the
    /// states that it starts from, and of two rivals exactly one sees that. For the account's own user.
    /// - Throws: CommandKit's `ComponentUnavailable`; nothing is changed then.
    public func apply(
        _ transition: CampaignTransition, to campaign: Int, owner: Int, at now: Timestamp, until deadline: ContinuousClock.Instant
    ) async throws -> CampaignTransition.Outcome {
        try await database.write(for: .account(owner), until: deadline) { database in
            let count = try database.execute(Self.update(transition, campaign, owner, now))
            guard count == 0 else {
                if transition.unschedules {
                    try database.execute("DELETE FROM split_tests WHERE campaign_id = \(campaign)")
                }
                return .done
            }
            return try Self.exists(campaign, owner, in: database) ? .wrongStatus : .unknownCampaign
        }
    }

    private static func update(_ transition: CampaignTransition, _ campaign: Int, _ owner: Int, _ now: Timestamp) -> SQL {
        var sql: SQL = "UPDATE campaigns SET status = \(transition.target.rawValue), last_activity_at = \(now.milliseconds)"
        if transition.unschedules {
            sql += ", schedule_type = \(Campaign.ScheduleType.notScheduled.rawValue), send_date = NULL, send_time = NULL"
        }
        sql += " WHERE campaign_id = \(campaign) AND owner_id = \(owner) AND status IN \(list: transition.sources.map(\.rawValue))"
        return sql
    }

    static func exists(_ campaign: Int, _ owner: Int, in database: any Reading) throws -> Bool {
        try database.row("SELECT 1 FROM campaigns WHERE campaign_id = \(campaign) AND owner_id = \(owner)") != nil
    }
}
