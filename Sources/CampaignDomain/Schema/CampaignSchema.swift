// SPDX-License-Identifier: Apache-2.0

public import CommandStorage

/// The tables of campaigns and what belongs to them, as steps from one state to the next.
///
/// Written for SQLite. For PostgreSQL an id becomes `BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY` and every other
/// `INTEGER` a `BIGINT`; the rest stays as it is. Ids are never used twice (`AUTOINCREMENT`), so that an id which a
/// caller kept never means another's object. Times are milliseconds since 1970-01-01T00:00:00Z.
public enum CampaignSchema {
    /// All steps, in order.
    public static let migrations =
        [tags, campaigns, campaignTags, schedule, variations, emails, splitTests]
        + AudienceSchema.migrations + EventSchema.migrations + ContentSchema.migrations + UsageSchema.migrations
        + [FoldingSchema.migration, NestedRulesSchema.migration]

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

    /// What campaign.update sets, and what a mailer's progress sets. `email_id` is 0 for none, and while there are
    /// variations; `lists` and `excluded_lists` are `ListID:SegmentID,…`, `rules` a bundle as it was given.
    private static let schedule = Migration(
        "campaigns.4",
        [
            "ALTER TABLE campaigns ADD COLUMN status_reason TEXT",
            "ALTER TABLE campaigns ADD COLUMN email_id INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE campaigns ADD COLUMN send_date TEXT",
            "ALTER TABLE campaigns ADD COLUMN send_time TEXT",
            "ALTER TABLE campaigns ADD COLUMN send_time_zone TEXT",
            "ALTER TABLE campaigns ADD COLUMN days_of_week TEXT",
            "ALTER TABLE campaigns ADD COLUMN days_of_month TEXT",
            "ALTER TABLE campaigns ADD COLUMN months TEXT",
            "ALTER TABLE campaigns ADD COLUMN hours TEXT",
            "ALTER TABLE campaigns ADD COLUMN minutes TEXT",
            "ALTER TABLE campaigns ADD COLUMN max_instances INTEGER",
            "ALTER TABLE campaigns ADD COLUMN sent_instances INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE campaigns ADD COLUMN started_at INTEGER",
            "ALTER TABLE campaigns ADD COLUMN finished_at INTEGER",
            "ALTER TABLE campaigns ADD COLUMN approval_explanation TEXT",
            "ALTER TABLE campaigns ADD COLUMN analytics_domains TEXT",
            "ALTER TABLE campaigns ADD COLUMN publish_on_rss TEXT",
            "ALTER TABLE campaigns ADD COLUMN resend_enabled INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE campaigns ADD COLUMN resend_wait_days INTEGER",
            "ALTER TABLE campaigns ADD COLUMN resend_subject TEXT",
            "ALTER TABLE campaigns ADD COLUMN resend_pre_header TEXT",
            "ALTER TABLE campaigns ADD COLUMN original_campaign_id INTEGER",
            "ALTER TABLE campaigns ADD COLUMN lists TEXT",
            "ALTER TABLE campaigns ADD COLUMN excluded_lists TEXT",
            "ALTER TABLE campaigns ADD COLUMN rules TEXT",
            "ALTER TABLE campaigns ADD COLUMN s2s_enabled INTEGER NOT NULL DEFAULT 0",
            "CREATE INDEX campaigns_by_status ON campaigns (owner_id, status, send_date)",
            "CREATE INDEX campaigns_by_name ON campaigns (owner_id, name_folded, campaign_id)",
            "CREATE INDEX resends_of_campaign ON campaigns (original_campaign_id) WHERE original_campaign_id IS NOT NULL",
        ])

    private static let variations = Migration(
        "campaigns.5",
        [
            """
            CREATE TABLE campaign_variations (
                campaign_id INTEGER NOT NULL REFERENCES campaigns (campaign_id) ON DELETE CASCADE,
                position INTEGER NOT NULL,
                email_id INTEGER NOT NULL,
                weight INTEGER NOT NULL,
                PRIMARY KEY (campaign_id, position)
            )
            """
        ])

    private static let emails = Migration(
        "emails.1",
        [
            """
            CREATE TABLE emails (
                email_id INTEGER PRIMARY KEY AUTOINCREMENT,
                owner_id INTEGER NOT NULL,
                name TEXT NOT NULL,
                from_name TEXT NOT NULL,
                from_address TEXT NOT NULL,
                subject TEXT NOT NULL,
                html TEXT NOT NULL,
                plain TEXT NOT NULL,
                created_at INTEGER NOT NULL
            )
            """,
            "CREATE INDEX emails_of_owner ON emails (owner_id, email_id)",
        ])

    private static let splitTests = Migration(
        "splittests.1",
        [
            """
            CREATE TABLE split_tests (
                split_test_id INTEGER PRIMARY KEY AUTOINCREMENT,
                campaign_id INTEGER NOT NULL UNIQUE REFERENCES campaigns (campaign_id) ON DELETE CASCADE,
                owner_id INTEGER NOT NULL,
                test_size INTEGER NOT NULL,
                test_hours INTEGER NOT NULL,
                winner TEXT NOT NULL,
                created_at INTEGER NOT NULL
            )
            """
        ])
}
