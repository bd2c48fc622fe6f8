// SPDX-License-Identifier: Apache-2.0

import CommandStorage

/// What copies share. An email's bodies and a campaign's choice of recipients are long and do not change with a copy, so they are
/// rows of their own, which several emails or campaigns can refer to. Whoever changes shared ones takes a row of its own first.
enum ContentSchema {
    static let migrations = [
        Migration(
            "contents.1",
            [
                """
                CREATE TABLE email_contents (
                    content_id INTEGER PRIMARY KEY AUTOINCREMENT,
                    owner_id INTEGER NOT NULL,
                    html TEXT NOT NULL,
                    plain TEXT NOT NULL
                )
                """,
                "ALTER TABLE emails ADD COLUMN content_id INTEGER NOT NULL DEFAULT 0",
                "INSERT INTO email_contents (content_id, owner_id, html, plain) SELECT email_id, owner_id, html, plain FROM emails",
                "UPDATE emails SET content_id = email_id",
                "ALTER TABLE emails DROP COLUMN html",
                "ALTER TABLE emails DROP COLUMN plain",
                "CREATE INDEX emails_of_content ON emails (content_id)",
            ]),
        Migration(
            "contents.2",
            [
                """
                CREATE TABLE campaign_audiences (
                    audience_id INTEGER PRIMARY KEY AUTOINCREMENT,
                    owner_id INTEGER NOT NULL,
                    lists TEXT,
                    excluded_lists TEXT,
                    rules TEXT
                )
                """,
                "ALTER TABLE campaigns ADD COLUMN audience_id INTEGER",
                """
                INSERT INTO campaign_audiences (audience_id, owner_id, lists, excluded_lists, rules)
                SELECT campaign_id, owner_id, lists, excluded_lists, rules FROM campaigns
                WHERE lists IS NOT NULL OR excluded_lists IS NOT NULL OR rules IS NOT NULL
                """,
                """
                UPDATE campaigns SET audience_id = campaign_id
                WHERE lists IS NOT NULL OR excluded_lists IS NOT NULL OR rules IS NOT NULL
                """,
                "ALTER TABLE campaigns DROP COLUMN lists",
                "ALTER TABLE campaigns DROP COLUMN excluded_lists",
                "ALTER TABLE campaigns DROP COLUMN rules",
                "CREATE INDEX campaigns_of_audience ON campaigns (audience_id) WHERE audience_id IS NOT NULL",
            ]),
        // By what an email is used, before it is deleted; and an event's campaign, since events go with theirs.
        Migration(
            "removal.1",
            [
                "CREATE INDEX campaigns_of_email ON campaigns (email_id) WHERE email_id <> 0",
                "CREATE INDEX variations_of_email ON campaign_variations (email_id)",
                "CREATE INDEX events_of_campaign ON events (campaign_id)",
            ]),
    ]
}
