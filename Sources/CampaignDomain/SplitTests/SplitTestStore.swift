// SPDX-License-Identifier: Apache-2.0

public import CommandKit
public import CommandStorage

/// Split tests: a part of a campaign's recipients gets its variations first, and the winner goes to the rest.
///
/// Whoever calls has admitted the caller and passes the caller's own account as `owner`.
public struct SplitTestStore: Sendable {
    private let database: any Database

    /// Split tests in a database that has ``CampaignSchema``.
    public init(database: any Database) { self.database = database }

    /// What came of a ``create(_:for:owner:at:until:)``.
    public enum Creation: Hashable, Sendable {
        /// The campaign has this split test now, and no other.
        case created(Int)
        /// The account has no such campaign.
        case unknownCampaign
        /// The campaign has one, and is no longer where it could be replaced.
        case taken
    }

    /// Gives a campaign a split test. A second replaces the first, under a new id, only while the campaign is Draft or
    /// Ready. For the account's own user.
    /// - Throws: CommandKit's `ComponentUnavailable`; nothing is changed then.
    public func create(
        _ test: SplitTest, for campaign: Int, owner: Int, at now: Timestamp, until deadline: ContinuousClock.Instant
    ) async throws -> Creation {
        try await database.write(for: .account(owner), until: deadline) { database in
            let found = try database.row("SELECT status FROM campaigns WHERE campaign_id = \(campaign) AND owner_id = \(owner)")
            guard let found else { return .unknownCampaign }
            if [Campaign.Status.draft, .ready].map(\.rawValue).contains(try found.get(0, as: String.self)) {
                try database.execute("DELETE FROM split_tests WHERE campaign_id = \(campaign)")
            }
            let row = try database.row(
                """
                INSERT INTO split_tests (campaign_id, owner_id, test_size, test_hours, winner, created_at)
                VALUES (\(campaign), \(owner), \(test.size), \(test.hours), \(test.winner.rawValue), \(now.milliseconds))
                ON CONFLICT (campaign_id) DO NOTHING RETURNING split_test_id
                """)
            return try row.map { .created(try $0.get(0)) } ?? .taken
        }
    }
}
