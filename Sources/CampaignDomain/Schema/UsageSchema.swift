// SPDX-License-Identifier: Apache-2.0

import CommandStorage

/// What each account holds, in rows and bytes, kept by triggers: whatever path makes or removes a row, it is counted.
///
/// For PostgreSQL the bodies become functions; `account_usage` and what is counted stay. An owner's id is negative on what is
/// being removed (``Removal``) and counts for the account until it is gone.
enum UsageSchema {
    static let migrations = [
        Migration(
            "quotas.1",
            [
                """
                CREATE TABLE account_usage (
                    owner_id INTEGER NOT NULL,
                    resource TEXT NOT NULL,
                    total INTEGER NOT NULL,
                    bytes INTEGER NOT NULL,
                    PRIMARY KEY (owner_id, resource)
                )
                """
            ] + counted.flatMap { [$0.existing, $0.insertion, $0.deletion] + $0.update })
    ]

    private static let counted = [
        CountedTable("tags", .tags, bytes: "100", texts: ["tag", "tag_folded"], changing: true),
        CountedTable(
            "campaigns", .campaigns, bytes: "500",
            texts: [
                "name", "name_folded", "status_reason", "approval_explanation", "analytics_domains", "days_of_week", "days_of_month",
                "months", "hours", "minutes", "resend_subject", "resend_pre_header",
            ], changing: true),
        CountedTable("campaign_audiences", nil, bytes: "100", texts: ["lists", "excluded_lists", "rules"], changing: true),
        CountedTable("emails", .emails, bytes: "200", texts: ["name", "from_name", "from_address", "subject"]),
        CountedTable("email_contents", nil, bytes: "100", texts: ["html", "plain"]),
        CountedTable("lists", .lists, bytes: "200", texts: ["name"]),
        CountedTable("segments", .segments, bytes: "100", texts: ["name", "rules"], owner: .list),
        CountedTable(
            "subscribers", .subscribers, bytes: "300",
            texts: ["address", "address_folded", "first_name", "last_name", "first_folded", "last_folded"]
                + (1...CustomField.maximumOfKind).flatMap { ["text\($0)", "folded\($0)"] },
            owner: .list, changing: true),
        CountedTable("subscriber_tags", .assignments, bytes: "50", owner: .tag),
        CountedTable("campaign_tags", .assignments, bytes: "50", owner: .tag),
        CountedTable("events", .events, bytes: "300", texts: ["event_id", "address_folded"]),
        CountedTable("suppressions", .suppressions, bytes: "100", texts: ["address_folded"]),
        CountedTable("resubscriptions", .suppressions, bytes: "100", texts: ["address_folded"]),
    ]
}

/// A table whose rows are counted for accounts.
private struct CountedTable {
    /// How a row's account is found.
    enum Owner {
        case column, list, tag
    }

    private let table: String
    private let resource: String
    private let fixed: String
    private let texts: [String]
    private let owner: Owner
    private let isChanging: Bool

    init(
        _ table: String, _ resource: Quotas.Resource?, bytes: String, texts: [String] = [], owner: Owner = .column, changing: Bool = false
    ) {
        (self.table, fixed, self.texts, self.owner, isChanging) = (table, bytes, texts, owner, changing)
        // What is counted in bytes alone has a name of its own, which is no resource's.
        self.resource = resource?.rawValue ?? table
    }

    private func bytes(_ row: String) -> String {
        // Octets, and not characters.
        ([fixed] + texts.map { "COALESCE(LENGTH(CAST(\(row).\($0) AS BLOB)), 0)" }).joined(separator: " + ")
    }

    private func account(_ row: String) -> String {
        switch owner {
        case .column: "ABS(\(row).owner_id)"
        case .list: "(SELECT ABS(owner_id) FROM lists WHERE list_id = \(row).list_id)"
        case .tag: "(SELECT ABS(owner_id) FROM tags WHERE tag_id = \(row).tag_id)"
        }
    }

    var existing: SQL {
        SQL(
            stringLiteral: """
                INSERT INTO account_usage (owner_id, resource, total, bytes)
                SELECT \(account("x")) AS account, '\(resource)', COUNT(*), SUM(\(bytes("x"))) FROM \(table) x
                WHERE TRUE GROUP BY account
                ON CONFLICT (owner_id, resource) DO UPDATE SET total = total + excluded.total, bytes = bytes + excluded.bytes
                """)
    }

    var insertion: SQL {
        SQL(
            stringLiteral: """
                CREATE TRIGGER usage_of_\(table)_inserted AFTER INSERT ON \(table) BEGIN
                    INSERT INTO account_usage (owner_id, resource, total, bytes)
                    VALUES (\(account("NEW")), '\(resource)', 1, \(bytes("NEW")))
                    ON CONFLICT (owner_id, resource) DO UPDATE SET total = total + 1, bytes = bytes + excluded.bytes;
                END
                """)
    }

    var deletion: SQL {
        SQL(
            stringLiteral: """
                CREATE TRIGGER usage_of_\(table)_deleted BEFORE DELETE ON \(table) BEGIN
                    UPDATE account_usage SET total = total - 1, bytes = bytes - (\(bytes("OLD")))
                    WHERE owner_id = \(account("OLD")) AND resource = '\(resource)';
                END
                """)
    }

    var update: [SQL] {
        guard isChanging else { return [] }
        return [
            SQL(
                stringLiteral: """
                    CREATE TRIGGER usage_of_\(table)_updated AFTER UPDATE OF \(texts.joined(separator: ", ")) ON \(table) BEGIN
                        UPDATE account_usage SET bytes = bytes + (\(bytes("NEW"))) - (\(bytes("OLD")))
                        WHERE owner_id = \(account("NEW")) AND resource = '\(resource)';
                    END
                    """)
        ]
    }
}
