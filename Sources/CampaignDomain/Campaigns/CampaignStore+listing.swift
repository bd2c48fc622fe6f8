// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandStorage

/// How a list of campaigns is ordered, cut and shown.
public struct CampaignPage: Sendable {
    /// The field to sort by; one that is not a campaign's is ignored.
    public var orderField = "CampaignName"
    /// Whether the last comes first.
    public var isDescending = false
    /// How many are shown; 0 for as many as there may be at once.
    public var count = 0
    /// How many are skipped before the first.
    public var offset = 0
    /// Fields that are left out.
    public var excluded: Set<String> = []
    /// Whether counts of recipients, opens, clicks and so on are there.
    public var showsStatistics = true
    /// Whether each campaign's tags are there.
    public var showsTags = false
    /// Whether shares and counts of variations are there.
    public var showsVariationCounts = false
    /// Whether sums over all that match are there.
    public var showsSums = false

    /// The first page by name.
    public init() {}

    /// The most campaigns that are shown at once.
    public var maximumCount = 10_000

    var order: SQL {
        let field = CampaignColumn.named(orderField)?.order ?? "c.name_folded"
        return isDescending ? "\(field) DESC, c.campaign_id DESC" : "\(field) ASC, c.campaign_id ASC"
    }

    var limit: SQL {
        limit(after: 0)
    }

    /// The limit of what follows the first so many of the page.
    func limit(after read: Int) -> SQL {
        let count = count < 1 ? maximumCount : min(count, maximumCount)
        return "LIMIT \(max(0, count - read)) OFFSET \(max(0, offset).addingReportingOverflow(read).partialValue)"
    }

    var columns: [CampaignColumn] {
        let excluded = Set(excluded.map { $0.lowercased() })
        return CampaignColumn.all.filter { column in
            column.name == "CampaignID"
                || !excluded.contains(column.name.lowercased()) && (showsStatistics || !column.isStatistic)
                    && !(column.isOfLists && excluded.contains(CampaignColumn.listText.lowercased()))
        }
    }

    var showsVariations: Bool { !excluded.contains { $0.lowercased() == "options" } }
}

/// Campaigns of a page, and what holds of all that match.
public struct CampaignListing: Sendable {
    /// Sums over all campaigns that match.
    public struct Sums: Hashable, Sendable {
        /// Recipients, delivered emails, and those that could not be sent.
        public let recipients, sent, failed: Int
    }

    /// The campaigns of the page, or the first of them.
    public let campaigns: [CampaignRecord]
    /// The ids of the others, in their order, for ``CampaignStore/read(_:_:_:)``.
    public let rest: [Int]
    /// How many match.
    public let total: Int
    /// Sums, where they were asked for.
    public let sums: Sums?
}

extension CampaignStore {
    /// The campaigns that match a filter, one page of them. For the account's own user, or for an admin.
    /// - Throws: CommandKit's `ComponentUnavailable`.
    public func list(
        _ filter: CampaignFilter, _ page: CampaignPage, until deadline: ContinuousClock.Instant
    ) async throws -> CampaignListing {
        try await database.snapshot(for: DatabaseClient(account: filter.owner), until: deadline) { database in
            let filter = try filter.reduced(in: database)
            let total = try database.row(Self.count(filter))?.get(0, as: Int.self)
            let (campaigns, isWhole) = try Self.campaigns(filter, page, in: database)
            return CampaignListing(
                campaigns: campaigns, rest: isWhole ? [] : try Self.ids(filter, page, after: campaigns.count, in: database),
                total: total ?? 0, sums: page.showsSums ? try Self.sums(filter, in: database) : nil)
        }
    }

    /// Counts those that match.
    static func count(_ filter: CampaignFilter) -> SQL { "SELECT COUNT(*) FROM campaigns c WHERE \(filter.condition)" }

    /// Reads one page of them.
    static func selection(_ filter: CampaignFilter, _ page: CampaignPage) -> SQL {
        """
        SELECT c.campaign_id, \(CampaignColumn.list(page.columns)) FROM campaigns c
        WHERE \(filter.condition) ORDER BY \(page.order) \(page.limit)
        """
    }

    /// The campaigns of a page, or as many of its first as are read at once.
    private static func campaigns(
        _ filter: CampaignFilter, _ page: CampaignPage, in database: any Reading
    ) throws -> (records: [CampaignRecord], isWhole: Bool) {
        let columns = page.columns
        var records: [CampaignRecord] = []
        var length = 0
        try database.forEachRow(selection(filter, page)) { row in
            guard length < LaterReading.length else { return false }
            records.append(try CampaignRecord(row, columns))
            length += records[records.count - 1].length
            return true
        }
        try complete(&records, page, in: database)
        return (records, length < LaterReading.length)
    }

    /// Reads the campaigns that these ids begin with, as many as are read at once. Those that were deleted meanwhile are not
    /// among them. For whoever was given the ids.
    /// - Returns: the campaigns, and how many of the ids they are of.
    /// - Throws: CommandKit's `ComponentUnavailable`.
    public func read(
        _ ids: ArraySlice<Int>, _ filter: CampaignFilter, _ page: CampaignPage
    ) async throws -> (rows: [CampaignRecord], count: Int) {
        try await LaterReading(database: database, client: DatabaseClient(account: filter.owner)).read { database in
            let columns = page.columns
            var records: [CampaignRecord] = []
            var (length, count) = (0, 0)
            for id in ids.prefix(500) where length < LaterReading.length {
                count += 1
                guard let row = try database.row(Self.selection(of: id, owner: filter.owner, columns)) else { continue }
                records.append(try CampaignRecord(row, columns))
                length += records[records.count - 1].length
            }
            try Self.complete(&records, page, in: database)
            return (records, count)
        }
    }

    private static func selection(of campaign: Int, owner: Int?, _ columns: [CampaignColumn]) -> SQL {
        var sql: SQL =
            "SELECT c.campaign_id, \(CampaignColumn.list(columns)) FROM campaigns c WHERE c.campaign_id = \(campaign)"
        sql += owner.map { " AND c.owner_id = \($0)" } ?? " AND c.owner_id > 0"
        return sql
    }

    private static func ids(
        _ filter: CampaignFilter, _ page: CampaignPage, after read: Int, in database: any Reading
    ) throws -> [Int] {
        let sql: SQL = "SELECT c.campaign_id FROM campaigns c WHERE \(filter.condition) ORDER BY \(page.order) \(page.limit(after: read))"
        var ids: [Int] = []
        try database.forEachRow(sql) { row in
            ids.append(try row.get(0))
            return true
        }
        return ids
    }

    /// Adds what stands in other tables.
    private static func complete(_ records: inout [CampaignRecord], _ page: CampaignPage, in database: any Reading) throws {
        if page.columns.contains(where: { $0.kind == .splitTest }) { try addSplitTests(to: &records, in: database) }
        if page.showsVariations { try addVariations(to: &records, counts: page.showsVariationCounts, in: database) }
        if page.showsTags { try addTags(to: &records, in: database) }
    }

    private static func sums(_ filter: CampaignFilter, in database: any Reading) throws -> CampaignListing.Sums {
        var sums: [String: Int] = [:]
        let kinds = [CampaignEvent.Count.recipient, .sent, .failed].map(\.rawValue)
        let rows = try database.rows(
            """
            SELECT t.kind, SUM(t.total) FROM campaigns c JOIN campaign_totals t ON t.campaign_id = c.campaign_id
            WHERE t.kind IN \(list: kinds) AND \(filter.condition) GROUP BY t.kind
            """)
        for row in rows { sums[try row.get(0)] = try row.get(1) }
        return CampaignListing.Sums(
            recipients: sums[kinds[0]] ?? 0, sent: sums[kinds[1]] ?? 0, failed: sums[kinds[2]] ?? 0)
    }
}
