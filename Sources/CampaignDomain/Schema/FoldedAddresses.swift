// SPDX-License-Identifier: Apache-2.0

import CommandStorage

/// What is kept of addresses in their folded form alone.
enum FoldedAddresses {
    /// Whoever unsubscribed under one spelling has under each: the stricter reason counts, on all lists.
    static func suppressions(_ database: any Writing, after: String?, count: Int) throws -> FoldingSchema.Step {
        try each("suppressions", "reason, created_at", database, after, count) { row, owner, old, folded in
            let (reason, created): (String, Int) = (try row.get(2), try row.get(3))
            let unsubscription = CampaignEvent.Kind.unsubscription.rawValue
            try database.execute("DELETE FROM suppressions WHERE owner_id = \(owner) AND address_folded = \(old)")
            try database.execute(
                """
                INSERT INTO suppressions (owner_id, address_folded, reason, created_at) VALUES (\(owner), \(folded), \(reason), \(created))
                ON CONFLICT (owner_id, address_folded) DO UPDATE
                SET reason = CASE WHEN excluded.reason = \(unsubscription) THEN excluded.reason ELSE suppressions.reason END
                """)
            if reason == unsubscription { try database.execute(Suppression.unsubscribing(FoldedText(folded), owner)) }
        }
    }

    /// When somebody last asked for mail again, under any spelling.
    static func resubscriptions(_ database: any Writing, after: String?, count: Int) throws -> FoldingSchema.Step {
        try each("resubscriptions", "resubscribed_at", database, after, count) { row, owner, old, folded in
            let moment: Int = try row.get(2)
            try database.execute("DELETE FROM resubscriptions WHERE owner_id = \(owner) AND address_folded = \(old)")
            try database.execute(
                """
                INSERT INTO resubscriptions (owner_id, address_folded, resubscribed_at) VALUES (\(owner), \(folded), \(moment))
                ON CONFLICT (owner_id, address_folded) DO UPDATE SET resubscribed_at = CASE
                    WHEN excluded.resubscribed_at > resubscriptions.resubscribed_at THEN excluded.resubscribed_at
                    ELSE resubscriptions.resubscribed_at END
                """)
        }
    }

    /// Goes through a table by account and address, and has each row changed whose address is another when it is folded.
    private static func each(
        _ table: String, _ columns: String, _ database: any Writing, _ after: String?, _ count: Int,
        _ change: (_ row: Row, _ owner: Int, _ old: String, _ folded: String) throws -> Void
    ) throws -> FoldingSchema.Step {
        var step = FoldingSchema.Step()
        let parts = (after ?? "").split(separator: " ", maxSplits: 1).map(String.init)
        let (owner, address) = (parts.first.flatMap { Int($0) } ?? Int.min, parts.count > 1 ? parts[1] : "")
        let rows = try database.rows(
            """
            SELECT owner_id, address_folded, \(SQL(column: columns)) FROM \(SQL(column: table))
            WHERE (owner_id, address_folded) > (\(owner), \(address)) ORDER BY owner_id, address_folded LIMIT \(count)
            """)
        for row in rows {
            let (owner, old): (Int, String) = (try row.get(0), try row.get(1))
            step.rows += 1
            step.last = "\(owner) \(old)"
            if let folded = old.folded(unlike: old) { try change(row, owner, old, folded) }
        }
        return step
    }
}

/// What campaigns count by addresses and domains. What was counted twice stays counted.
enum FoldedCounts {
    static func firsts(_ database: any Writing, after: String?, count: Int) throws -> FoldingSchema.Step {
        try each("campaign_firsts", "kind, address_folded", database, after, count) { campaign, values in
            let (kind, old): (String, String) = (try values.get(1), try values.get(2))
            guard let folded = old.folded(unlike: old) else { return }
            try database.execute(
                "DELETE FROM campaign_firsts WHERE campaign_id = \(campaign) AND kind = \(kind) AND address_folded = \(old)")
            try database.execute(
                """
                INSERT INTO campaign_firsts (campaign_id, kind, address_folded) VALUES (\(campaign), \(kind), \(folded))
                ON CONFLICT DO NOTHING
                """)
        }
    }

    static func domains(_ database: any Writing, after: String?, count: Int) throws -> FoldingSchema.Step {
        try each("campaign_domains", "domain, recipients", database, after, count) { campaign, values in
            let (old, recipients): (String, Int) = (try values.get(1), try values.get(2))
            guard let folded = old.folded(unlike: old) else { return }
            try database.execute("DELETE FROM campaign_domains WHERE campaign_id = \(campaign) AND domain = \(old)")
            try database.execute(
                """
                INSERT INTO campaign_domains (campaign_id, domain, recipients) VALUES (\(campaign), \(folded), \(recipients))
                ON CONFLICT (campaign_id, domain) DO UPDATE SET recipients = campaign_domains.recipients + excluded.recipients
                """)
        }
    }

    /// Goes through a table campaign by campaign: so many campaigns at a time that have something to fold.
    private static func each(
        _ table: String, _ columns: String, _ database: any Writing, _ after: String?, _ count: Int,
        _ change: (_ campaign: Int, _ row: Row) throws -> Void
    ) throws -> FoldingSchema.Step {
        var step = FoldingSchema.Step()
        let first = try database.row(
            """
            SELECT campaign_id FROM \(SQL(column: table)) WHERE campaign_id > \(after.flatMap { Int($0) } ?? 0)
            ORDER BY campaign_id LIMIT 1
            """)
        guard let campaign = try first?.get(0, as: Int.self) else { return step }
        var changed: [Row] = []
        try database.forEachRow(
            "SELECT campaign_id, \(SQL(column: columns)) FROM \(SQL(column: table)) WHERE campaign_id = \(campaign)"
        ) { row in
            if case .text(let text)? = row.values.dropFirst().first(where: { Self.isFoldable($0) }), !text.isEmpty { changed.append(row) }
            return true
        }
        for row in changed { try change(campaign, row) }
        step.rows = max(count, 1)
        step.last = String(campaign)
        return step
    }

    private static func isFoldable(_ value: SQLValue) -> Bool {
        if case .text(let text) = value { text.utf8.contains { $0 >= 0x80 } } else { false }
    }
}
