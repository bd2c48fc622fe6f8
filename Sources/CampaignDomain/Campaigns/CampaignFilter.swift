// SPDX-License-Identifier: Apache-2.0

import CommandStorage

/// Which campaigns a list shows.
public struct CampaignFilter: Sendable {
    /// The account whose campaigns they are; nil for those of all, which only an admin may see.
    public var owner: Int?
    /// A stored status, `Scheduled`, or `All`; any other has no campaigns.
    public var status = "All"
    /// Schedule types, one of which it has; empty for any.
    public var scheduleTypes: [String] = []
    /// A part of the name, taken literally, in any case; empty for any.
    public var keyword = ""
    /// Ids, one of which it has; nil for any.
    public var ids: [Int]?
    /// Tags, one of which it has; nil for any.
    public var tags: [Int]?
    /// The first and the last day, `YYYY-MM-DD`, of its sending; see ``window``.
    public var firstDay, lastDay: String?
    /// Whether campaigns that send another again are among them.
    public var includesResends = false

    /// All campaigns of an account, or of all accounts.
    public init(owner: Int?) { self.owner = owner }

    /// The same filter with long lists of ids cut down to those that there are, which the statements that follow then carry.
    func reduced(in database: any Reading) throws -> CampaignFilter {
        var filter = self
        filter.ids = try Self.reduced(ids) { ids in
            let owned: SQL = owner.map { " AND owner_id = \($0)" } ?? " AND owner_id > 0"
            return try database.rows("SELECT campaign_id FROM campaigns WHERE campaign_id IN \(list: ids)\(owned)")
        }
        filter.tags = try Self.reduced(tags) { tags in
            try database.rows("SELECT tag_id FROM tags WHERE tag_id IN \(list: tags)")
        }
        return filter
    }

    private static func reduced(_ ids: [Int]?, _ existing: ([Int]) throws -> [Row]) throws -> [Int]? {
        guard let ids, ids.count > 10_000 else { return ids }
        return try IDChunks(ids).flatMap { try existing($0).map { try $0.get(0) } }
    }

    /// The condition on a row of `campaigns c`.
    var condition: SQL {
        let parts = [
            // Of all accounts, but not what is being removed.
            owner.map { "c.owner_id = \($0)" as SQL } ?? "c.owner_id > 0", statusCondition,
            scheduleTypes.isEmpty ? nil : "c.schedule_type IN \(list: scheduleTypes)",
            keywordCondition,
            ids.map { "c.campaign_id IN \(list: $0)" },
            tags.map {
                """
                EXISTS (SELECT 1 FROM campaign_tags t JOIN tags g ON g.tag_id = t.tag_id
                WHERE t.campaign_id = c.campaign_id AND t.tag_id IN \(list: $0) AND g.owner_id > 0)
                """
            },
            includesResends ? nil : "c.original_campaign_id IS NULL", window,
        ].compactMap(\.self)
        return parts.isEmpty ? .all([]) : parts.dropFirst().reduce(into: parts[0]) { $0 += " AND \($1)" }
    }

    private var statusCondition: SQL? {
        switch status {
        case "All", "": nil
        case "Scheduled": "c.status = 'Ready' AND c.schedule_type IN ('Future', 'Recursive')"
        default: "c.status = \(status)"
        }
    }

    private var keywordCondition: SQL? {
        if keyword.isEmpty { return nil }
        // No name is so long, and engines limit patterns.
        if keyword.utf8.count > 4096 { return .any([]) }
        return "c.name_folded LIKE \(LikePattern(keyword)) ESCAPE '\\'"
    }

    /// The window of days, both ends inclusive, in UTC. It looks at when sending ended of what was sent or failed, at
    /// when it began of what is being sent, at the planned day of what is planned; and lets pass what has no such day:
    /// drafts, what waits for approval, and what is Ready without a plan.
    private var window: SQL? {
        guard firstDay != nil || lastDay != nil else { return nil }
        if let firstDay, let lastDay, firstDay > lastDay { return .any([]) }
        let moments = (first: firstDay.flatMap(DayText.start), end: lastDay.flatMap(DayText.start).map { $0 + DayText.length })
        return """
            (c.status IN ('Draft', 'Pending Approval')
            OR c.status = 'Ready' AND c.schedule_type NOT IN ('Future', 'Recursive')
            OR c.status IN ('Sent', 'Failed') AND \(Self.range("c.finished_at", moments.first, moments.end))
            OR c.status = 'Sending' AND \(Self.range("c.started_at", moments.first, moments.end))
            OR (c.status = 'Paused' OR c.status = 'Ready' AND c.schedule_type IN ('Future', 'Recursive'))
                AND \(days))
            """
    }

    private var days: SQL {
        var sql: SQL = "c.send_date IS NOT NULL"
        if let firstDay { sql += " AND c.send_date >= \(firstDay)" }
        if let lastDay { sql += " AND c.send_date <= \(lastDay)" }
        return sql
    }

    private static func range(_ column: SQL, _ first: Int64?, _ end: Int64?) -> SQL {
        var sql: SQL = "\(column) IS NOT NULL"
        if let first { sql += " AND \(column) >= \(first)" }
        if let end { sql += " AND \(column) < \(end)" }
        return sql
    }
}
