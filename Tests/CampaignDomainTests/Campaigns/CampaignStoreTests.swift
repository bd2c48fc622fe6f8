// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import CommandKit
import CommandStorage
import CommandStorageSQLite
import Testing

@Suite("Campaign store") struct CampaignStoreTests {
    @Test("Makes a Draft that is not scheduled") func create() async throws {
        try await CampaignDatabase.with { it in
            let id = try await it.campaigns.create(
                name: "Summer Sale", owner: 7, at: Timestamp(milliseconds: 1_750_000_000_123), until: it.soon)
            let row = try await it.database.read(until: it.soon) { database in
                try database.row(
                    """
                    SELECT campaign_id, owner_id, name, name_folded, status, schedule_type, created_at, last_activity_at
                    FROM campaigns
                    """)
            }
            #expect(
                row?.values == [
                    .integer(Int64(id)), .integer(7), .text("Summer Sale"), .text("summer sale"), .text("Draft"),
                    .text("Not Scheduled"), .integer(1_750_000_000_123), .integer(1_750_000_000_123),
                ])
        }
    }

    @Test("Makes two of one name") func sameName() async throws {
        try await CampaignDatabase.with { it in
            let ids = try await it.makeCampaigns(1, owner: 1) + it.makeCampaigns(1, owner: 1)
            #expect(Set(ids).count == 2)
        }
    }
}
