// SPDX-License-Identifier: Apache-2.0

import CommandStorage

/// The tables of lists, subscribers and segments.
///
/// A list's custom fields are columns of `subscribers`, ten for texts and ten for numbers, given out in order: a
/// criterion compares a column, whose type the engine knows, and reads neither a row nor a JSON text for each field.
/// A text is compared folded; the folded form is kept where it differs from the text, else NULL.
enum AudienceSchema {
    static let migrations = [lists, subscribers, segments, suppressions, resubscriptions, subscribersOfOwner]

    private static let lists = Migration(
        "audience.1",
        [
            """
            CREATE TABLE lists (
                list_id INTEGER PRIMARY KEY AUTOINCREMENT,
                owner_id INTEGER NOT NULL,
                name TEXT NOT NULL,
                created_at INTEGER NOT NULL
            )
            """,
            "CREATE INDEX lists_of_owner ON lists (owner_id, list_id)",
            """
            CREATE TABLE custom_fields (
                field_id INTEGER PRIMARY KEY AUTOINCREMENT,
                list_id INTEGER NOT NULL REFERENCES lists (list_id) ON DELETE CASCADE,
                name TEXT NOT NULL,
                name_folded TEXT NOT NULL,
                kind TEXT NOT NULL,
                slot INTEGER NOT NULL,
                UNIQUE (list_id, name_folded),
                UNIQUE (list_id, kind, slot)
            )
            """,
        ])

    private static let subscribers = Migration(
        "audience.2",
        [
            """
            CREATE TABLE subscribers (
                subscriber_id INTEGER PRIMARY KEY AUTOINCREMENT,
                list_id INTEGER NOT NULL REFERENCES lists (list_id) ON DELETE CASCADE,
                address TEXT NOT NULL,
                address_folded TEXT NOT NULL,
                first_name TEXT NOT NULL,
                last_name TEXT NOT NULL,
                first_folded TEXT NOT NULL,
                last_folded TEXT NOT NULL,
                is_subscribed INTEGER NOT NULL DEFAULT 1,
                subscribed_at INTEGER NOT NULL,
                text1 TEXT, text2 TEXT, text3 TEXT, text4 TEXT, text5 TEXT,
                text6 TEXT, text7 TEXT, text8 TEXT, text9 TEXT, text10 TEXT,
                folded1 TEXT, folded2 TEXT, folded3 TEXT, folded4 TEXT, folded5 TEXT,
                folded6 TEXT, folded7 TEXT, folded8 TEXT, folded9 TEXT, folded10 TEXT,
                number1 DOUBLE PRECISION, number2 DOUBLE PRECISION, number3 DOUBLE PRECISION, number4 DOUBLE PRECISION,
                number5 DOUBLE PRECISION, number6 DOUBLE PRECISION, number7 DOUBLE PRECISION, number8 DOUBLE PRECISION,
                number9 DOUBLE PRECISION, number10 DOUBLE PRECISION,
                UNIQUE (list_id, address_folded)
            )
            """,
            "CREATE INDEX subscribers_of_list ON subscribers (list_id, subscriber_id)",
            """
            CREATE TABLE subscriber_tags (
                subscriber_id INTEGER NOT NULL REFERENCES subscribers (subscriber_id) ON DELETE CASCADE,
                tag_id INTEGER NOT NULL REFERENCES tags (tag_id) ON DELETE CASCADE,
                PRIMARY KEY (subscriber_id, tag_id)
            )
            """,
            "CREATE INDEX subscribers_of_tag ON subscriber_tags (tag_id, subscriber_id)",
        ])

    private static let segments = Migration(
        "audience.3",
        [
            """
            CREATE TABLE segments (
                segment_id INTEGER PRIMARY KEY AUTOINCREMENT,
                list_id INTEGER NOT NULL REFERENCES lists (list_id) ON DELETE CASCADE,
                name TEXT NOT NULL,
                rules TEXT NOT NULL,
                created_at INTEGER NOT NULL
            )
            """,
            "CREATE INDEX segments_of_list ON segments (list_id, segment_id)",
        ])

    /// Addresses that an account must not send to, whatever list they are on.
    private static let suppressions = Migration(
        "audience.4",
        [
            """
            CREATE TABLE suppressions (
                owner_id INTEGER NOT NULL,
                address_folded TEXT NOT NULL,
                reason TEXT NOT NULL,
                created_at INTEGER NOT NULL,
                PRIMARY KEY (owner_id, address_folded)
            )
            """
        ])

    /// When somebody last asked an account for mail again.
    private static let resubscriptions = Migration(
        "audience.5",
        [
            """
            CREATE TABLE resubscriptions (
                owner_id INTEGER NOT NULL,
                address_folded TEXT NOT NULL,
                resubscribed_at INTEGER NOT NULL,
                PRIMARY KEY (owner_id, address_folded)
            )
            """
        ])
    /// Whose the subscribers are, beside whose their list is: whoever unsubscribes is found on all lists of an account, however
    /// many lists that account has, and on however many lists of others the address is.
    private static let subscribersOfOwner = Migration(
        "audience.6",
        [
            "ALTER TABLE subscribers ADD COLUMN owner_id INTEGER NOT NULL DEFAULT 0",
            """
            UPDATE subscribers
            SET owner_id = (SELECT lists.owner_id FROM lists WHERE lists.list_id = subscribers.list_id)
            """,
            """
            CREATE INDEX subscribers_of_owner ON subscribers (owner_id, address_folded) WHERE is_subscribed = 1
            """,
        ])
}
