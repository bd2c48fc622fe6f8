// SPDX-License-Identifier: Apache-2.0

import CommandStorage

/// The tables of what happened to campaigns.
///
/// Events are counted when they are recorded, in the same transaction: totals of a campaign, counts of a day, of a
/// domain and of a variation. Reading statistics reads those counts, however many events there are.
enum EventSchema {
    static let migrations = [events, totals]

    private static let events = Migration(
        "events.1",
        [
            // An event's own id makes it idempotent, in its account.
            """
            CREATE TABLE events (
                owner_id INTEGER NOT NULL,
                event_id TEXT NOT NULL,
                campaign_id INTEGER NOT NULL,
                kind TEXT NOT NULL,
                address_folded TEXT NOT NULL,
                occurred_at INTEGER NOT NULL,
                PRIMARY KEY (owner_id, event_id)
            )
            """,
            // Which recipients did a thing at least once: what makes a count unique. `Open`, or `Open 301` for one variation.
            """
            CREATE TABLE campaign_firsts (
                campaign_id INTEGER NOT NULL REFERENCES campaigns (campaign_id) ON DELETE CASCADE,
                kind TEXT NOT NULL,
                address_folded TEXT NOT NULL,
                PRIMARY KEY (campaign_id, kind, address_folded)
            )
            """,
        ])

    private static let totals = Migration(
        "events.2",
        [
            """
            CREATE TABLE campaign_totals (
                campaign_id INTEGER NOT NULL REFERENCES campaigns (campaign_id) ON DELETE CASCADE,
                kind TEXT NOT NULL,
                total INTEGER NOT NULL,
                uniques INTEGER NOT NULL,
                PRIMARY KEY (campaign_id, kind)
            )
            """,
            """
            CREATE TABLE campaign_days (
                campaign_id INTEGER NOT NULL REFERENCES campaigns (campaign_id) ON DELETE CASCADE,
                kind TEXT NOT NULL,
                day TEXT NOT NULL,
                total INTEGER NOT NULL,
                PRIMARY KEY (campaign_id, kind, day)
            )
            """,
            """
            CREATE TABLE campaign_domains (
                campaign_id INTEGER NOT NULL REFERENCES campaigns (campaign_id) ON DELETE CASCADE,
                domain TEXT NOT NULL,
                recipients INTEGER NOT NULL,
                PRIMARY KEY (campaign_id, domain)
            )
            """,
            """
            CREATE TABLE variation_totals (
                campaign_id INTEGER NOT NULL REFERENCES campaigns (campaign_id) ON DELETE CASCADE,
                email_id INTEGER NOT NULL,
                kind TEXT NOT NULL,
                total INTEGER NOT NULL,
                uniques INTEGER NOT NULL,
                PRIMARY KEY (campaign_id, email_id, kind)
            )
            """,
        ])
}
