// SPDX-License-Identifier: Apache-2.0

public import CommandKit
public import CommandStorage

/// Campaigns.
///
/// Whoever calls has admitted the caller and passes the caller's own account as `owner`: another account's campaign is
/// answered exactly like one that does not exist.
public struct CampaignStore: Sendable {
    let database: any Database
    let quotas: Quotas

    /// Campaigns in a database that has ``CampaignSchema``. Accounts hold no more than `quotas` say; whatever adds beyond
    /// that throws CommandKit's `QuotaExceeded` and changes nothing.
    public init(database: any Database, quotas: Quotas = .standard) {
        self.database = database
        self.quotas = quotas
    }

    /// Makes a campaign: a Draft that is not scheduled. For the account's own user. Two may have one name.
    /// - Returns: the new campaign's id.
    /// - Throws: CommandKit's `ComponentUnavailable` when the database is away or `deadline` passes; nothing is made then.
    public func create(
        name: String, owner: Int, at now: Timestamp, until deadline: ContinuousClock.Instant
    ) async throws -> Int {
        try await database.write(of: owner, within: quotas, until: deadline) { database in
            let row = try database.row(
                """
                INSERT INTO campaigns
                (owner_id, name, name_folded, status, schedule_type, created_at, last_activity_at)
                VALUES (\(owner), \(name), \(FoldedText(name)), \(Campaign.Status.draft.rawValue),
                \(Campaign.ScheduleType.notScheduled.rawValue), \(now.milliseconds), \(now.milliseconds))
                RETURNING campaign_id
                """)
            // An insertion that returns no row is refused as one without the column.
            return try (row ?? Row([])).get(0)
        }
    }
}
