// SPDX-License-Identifier: Apache-2.0

public import CommandStorage

/// The tables of campaigns and tags, as steps from one state to the next.
///
/// Written for SQLite. For PostgreSQL an id becomes `BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY` and every other
/// `INTEGER` a `BIGINT`; the rest stays as it is. Ids are never used twice (`AUTOINCREMENT`), so that an id which a
/// caller kept never means another's object. Times are milliseconds since 1970-01-01T00:00:00Z.
public enum CampaignSchema {
    /// All steps, in order.
    public static let migrations = [tags, campaigns, campaignTags]

    private static let tags = Migration(
        "campaigns.1",
        [
            """
            CREATE TABLE tags (
                tag_id INTEGER PRIMARY KEY AUTOINCREMENT,
                owner_id INTEGER NOT NULL,
                tag TEXT NOT NULL,
                tag_folded TEXT NOT NULL,
                UNIQUE (owner_id, tag_folded)
            )
            """,
            "CREATE INDEX tags_of_owner ON tags (owner_id, tag_id)",
        ])

    private static let campaigns = Migration(
        "campaigns.2",
        [
            """
            CREATE TABLE campaigns (
                campaign_id INTEGER PRIMARY KEY AUTOINCREMENT,
                owner_id INTEGER NOT NULL,
                name TEXT NOT NULL,
                name_folded TEXT NOT NULL,
                status TEXT NOT NULL,
                schedule_type TEXT NOT NULL,
                created_at INTEGER NOT NULL,
                last_activity_at INTEGER NOT NULL
            )
            """,
            "CREATE INDEX campaigns_of_owner ON campaigns (owner_id, campaign_id)",
        ])

    private static let campaignTags = Migration(
        "campaigns.3",
        [
            """
            CREATE TABLE campaign_tags (
                campaign_id INTEGER NOT NULL REFERENCES campaigns (campaign_id) ON DELETE CASCADE,
                tag_id INTEGER NOT NULL REFERENCES tags (tag_id) ON DELETE CASCADE,
                PRIMARY KEY (campaign_id, tag_id)
            )
            """,
            "CREATE INDEX campaigns_of_tag ON campaign_tags (tag_id, campaign_id)",
        ])
}
