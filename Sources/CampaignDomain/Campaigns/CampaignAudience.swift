// SPDX-License-Identifier: Apache-2.0

import CommandStorage

/// A campaign's choice of recipients, as it is stored: a row that copies of the campaign share until one of them changes it.
enum CampaignAudience {
    /// One column of a campaign's choice, in a statement over `campaigns c`.
    static func column(_ column: SQL) -> SQL {
        "(SELECT a.\(column) FROM campaign_audiences a WHERE a.audience_id = c.audience_id)"
    }

    /// Sets what a change gives, on a row of the campaign's own.
    static func update(of campaign: Int, _ change: CampaignChange, owner: Int, in database: any Writing) throws {
        let assignments = change.audienceAssignments
        guard let first = assignments.first else { return }
        let id = try ownRow(of: campaign, owner, in: database)
        let list = assignments.dropFirst().reduce(into: first) { $0 += ", \($1)" }
        try database.execute("UPDATE campaign_audiences SET \(list) WHERE audience_id = \(id)")
    }

    /// The id of a row that no other campaign has.
    private static func ownRow(of campaign: Int, _ owner: Int, in database: any Writing) throws -> Int {
        let shared = try database.row("SELECT audience_id FROM campaigns WHERE campaign_id = \(campaign)")?.optional(0, as: Int.self)
        if let shared, try !isUsed(shared, besides: campaign, in: database) { return shared }
        let made = try database.row(
            """
            INSERT INTO campaign_audiences (owner_id, lists, excluded_lists, rules)
            VALUES (\(owner), (SELECT lists FROM campaign_audiences WHERE audience_id = \(shared)),
                (SELECT excluded_lists FROM campaign_audiences WHERE audience_id = \(shared)),
                (SELECT rules FROM campaign_audiences WHERE audience_id = \(shared)))
            RETURNING audience_id
            """)
        let id = try (made ?? Row([])).get(0, as: Int.self)
        try database.execute("UPDATE campaigns SET audience_id = \(id) WHERE campaign_id = \(campaign)")
        return id
    }

    private static func isUsed(_ audience: Int, besides campaign: Int, in database: any Reading) throws -> Bool {
        try database.row("SELECT 1 FROM campaigns WHERE audience_id = \(audience) AND campaign_id <> \(campaign) LIMIT 1") != nil
    }

    /// Deletes a row that no campaign has any more.
    static func release(_ audience: Int, in database: any Writing) throws {
        try database.execute(
            """
            DELETE FROM campaign_audiences WHERE audience_id = \(audience)
            AND NOT EXISTS (SELECT 1 FROM campaigns WHERE audience_id = \(audience))
            """)
    }
}
