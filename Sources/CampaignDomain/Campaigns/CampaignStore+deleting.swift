// SPDX-License-Identifier: Apache-2.0

import CommandStorage

extension CampaignStore {
    /// Deletes those of these campaigns that the account has, with the campaigns that send them again, in one transaction. What
    /// hangs on them, their events too, is gone for every caller then, and taken away as ``Removal`` does. For the account's own
    /// user.
    /// - Throws: CommandKit's `ComponentUnavailable`; nothing is deleted then.
    public func delete(_ campaigns: [Int], owner: Int, until deadline: ContinuousClock.Instant) async throws {
        try await database.write(for: .account(owner), until: deadline) { database in
            for campaigns in IDChunks(campaigns) {
                // UNION drops what was found before, so campaigns that name each other end the search too.
                try database.execute(
                    """
                    UPDATE campaigns SET owner_id = -owner_id WHERE campaign_id IN (
                        WITH RECURSIVE doomed (campaign_id) AS (
                            SELECT campaign_id FROM campaigns
                            WHERE owner_id = \(owner) AND campaign_id IN \(list: campaigns)
                            UNION
                            SELECT resend.campaign_id FROM campaigns resend
                            JOIN doomed ON resend.original_campaign_id = doomed.campaign_id
                            WHERE resend.owner_id = \(owner)
                        )
                        SELECT campaign_id FROM doomed
                    )
                    """)
            }
            try Removal.step(owner: owner, in: database)
        }
    }
}
