// SPDX-License-Identifier: Apache-2.0

public import CommandKit
import CommandStorage

extension CampaignStore {
    /// What came of an update; all but `done` leave the campaign untouched.
    public enum Update: Hashable, Sendable {
        /// Everything that was given is set.
        case done
        /// The account has no such campaign.
        case unknownCampaign
        /// The account has no such email.
        case unknownEmail
        /// The account has not all of the variations' emails.
        case unknownVariation
        /// A variation has less than one percent.
        case shareTooSmall
        /// What it is to send again is no other campaign of the account.
        case unknownOriginal
        /// Its recursive schedule would have no day on which it runs.
        case neverDue
    }

    /// Sets what is given, all or nothing. For the account's own user.
    /// - Throws: CommandKit's `ComponentUnavailable`; nothing is changed then.
    public func update(
        _ campaign: Int, _ change: CampaignChange, owner: Int, at now: Timestamp, until deadline: ContinuousClock.Instant
    ) async throws -> Update {
        try await database.write(of: owner, within: quotas, until: deadline) { database in
            if let fault = try Self.fault(campaign, change, owner, in: database) { return fault }
            var sql: SQL = "UPDATE campaigns SET last_activity_at = \(now.milliseconds)"
            for assignment in change.assignments + Self.progress(change, now) { sql += ", \(assignment)" }
            sql += " WHERE campaign_id = \(campaign) AND owner_id = \(owner)"
            try database.execute(sql)
            try CampaignAudience.update(of: campaign, change, owner: owner, in: database)
            try Self.replaceVariations(of: campaign, change, in: database)
            return .done
        }
    }

    private static func fault(
        _ campaign: Int, _ change: CampaignChange, _ owner: Int, in database: any Reading
    ) throws -> Update? {
        guard try exists(campaign, owner, in: database) else { return .unknownCampaign }
        if let email = change.emailID, try !EmailStore.has([email], owner, in: database) { return .unknownEmail }
        if let fault = try fault(change.variations ?? [], owner, in: database) { return fault }
        if try isNeverDue(campaign, change, in: database) { return .neverDue }
        guard let original = change.originalCampaignID else { return nil }
        return try original != campaign && exists(original, owner, in: database) ? nil : .unknownOriginal
    }

    /// Whether a recursive schedule, as the change would leave it, has days that no month has.
    private static func isNeverDue(_ campaign: Int, _ change: CampaignChange, in database: any Reading) throws -> Bool {
        guard change.scheduleType != nil || change.daysOfWeek != nil || change.daysOfMonth != nil || change.months != nil else {
            return false
        }
        let stored = try database.row(
            "SELECT schedule_type, days_of_week, days_of_month, months FROM campaigns WHERE campaign_id = \(campaign)")
        guard let stored else { return false }
        let type = try change.scheduleType?.rawValue ?? stored.get(0)
        guard type == Campaign.ScheduleType.recursive.rawValue else { return false }
        let days = RecurringDays(
            ofWeek: try change.daysOfWeek ?? stored.optional(1),
            ofMonth: try change.daysOfMonth ?? stored.optional(2),
            months: try change.months ?? stored.optional(3))
        return !days.exist
    }

    private static func fault(_ variations: [Variation], _ owner: Int, in database: any Reading) throws -> Update? {
        guard !variations.isEmpty else { return nil }
        guard try EmailStore.has(variations.map(\.emailID), owner, in: database) else { return .unknownVariation }
        return Variation.haveEnough(variations) ? nil : .shareTooSmall
    }

    /// When sending began and ended, and how often a recursive schedule ran, follows from the states that a mailer sets.
    private static func progress(_ change: CampaignChange, _ now: Timestamp) -> [SQL] {
        switch change.status {
        case .sending: ["started_at = COALESCE(started_at, \(now.milliseconds))", "finished_at = NULL"]
        case .sent: ended(now) + [instance(change.scheduleType)]
        case .failed: ended(now)
        default: []
        }
    }

    private static func ended(_ now: Timestamp) -> [SQL] {
        ["started_at = COALESCE(started_at, \(now.milliseconds))", "finished_at = COALESCE(finished_at, \(now.milliseconds))"]
    }

    /// One more run of a recursive schedule, each time that it becomes Sent; saying so twice counts once.
    private static func instance(_ type: Campaign.ScheduleType?) -> SQL {
        """
        sent_instances = sent_instances + CASE WHEN COALESCE(\(type?.rawValue), schedule_type) = 'Recursive'
            AND status <> 'Sent' THEN 1 ELSE 0 END
        """
    }

    private static func replaceVariations(of campaign: Int, _ change: CampaignChange, in database: any Writing) throws {
        guard let variations = change.variations ?? (change.emailID == nil ? nil : []) else { return }
        try database.execute("DELETE FROM campaign_variations WHERE campaign_id = \(campaign)")
        for (position, variation) in variations.enumerated() {
            try database.execute(
                """
                INSERT INTO campaign_variations (campaign_id, position, email_id, weight)
                VALUES (\(campaign), \(position), \(variation.emailID), \(variation.weight))
                """)
        }
    }
}
