// SPDX-License-Identifier: Apache-2.0

public import CommandKit
import CommandStorage

/// What is shown of a campaign beside its stored fields.
public struct CampaignDetail: Sendable {
    /// Whether counts by day and bounce ratios are there.
    public var showsStatistics = false
    /// Whether its tags are there.
    public var showsTags = false
    /// Whether shares and counts of variations are there.
    public var showsVariationCounts = false
    /// Whether recipients by domain are there.
    public var showsDomains = true

    /// The usual detail.
    public init() {}
}

extension CampaignStore {
    /// A campaign with how fast it is sent; nil where there is none. For the account's own user, or, with no owner, for
    /// an admin.
    /// - Throws: CommandKit's `ComponentUnavailable`.
    public func read(
        _ campaign: Int, owner: Int?, _ detail: CampaignDetail, at now: Timestamp, until deadline: ContinuousClock.Instant
    ) async throws -> (record: CampaignRecord, throughput: CampaignThroughput?)? {
        let later = LaterReading(database: database, client: DatabaseClient(account: owner))
        return try await database.snapshot(for: later.client, until: deadline) { database in
            var filter = CampaignFilter(owner: owner)
            filter.ids = [campaign]
            filter.includesResends = true
            let row = try database.row(
                """
                SELECT c.campaign_id, \(CampaignColumn.list(CampaignColumn.all)), c.started_at, c.finished_at
                FROM campaigns c WHERE \(filter.condition)
                """)
            guard let row else { return nil }
            var records = [try CampaignRecord(row, CampaignColumn.all)]
            try Self.addSplitTests(to: &records, in: database)
            try Self.addVariations(to: &records, counts: detail.showsVariationCounts, in: database)
            if detail.showsTags { try Self.addTags(to: &records, in: database) }
            let first = CampaignColumn.all.count + 1
            let throughput = try CampaignThroughput(
                sent: records[0][number: "TotalSent"] ?? 0, started: row.optional(first), finished: row.optional(first + 1),
                now: now)
            if detail.showsStatistics { records[0].statistics = try EventStore.statistics(of: records[0], in: database, later) }
            if detail.showsDomains { records[0].domains = try EventStore.domains(of: campaign, in: database, later) }
            return (records[0], throughput)
        }
    }

    static func addSplitTests(to records: inout [CampaignRecord], in database: any Reading) throws {
        let places = Dictionary(uniqueKeysWithValues: records.enumerated().map { ($1.id, $0) })
        for ids in IDChunks(records.map(\.id)) {
            let rows = try database.rows(
                "SELECT campaign_id, split_test_id, test_size, test_hours, winner FROM split_tests WHERE campaign_id IN \(list: ids)")
            for row in rows {
                guard let place = places[try row.get(0)] else { continue }
                records[place].set(
                    SplitTestRecord(
                        splitTestID: try row.get(1), testSize: try row.get(2), testDuration: try row.get(3), winner: try row.get(4)))
            }
        }
    }

    static func addVariations(to records: inout [CampaignRecord], counts: Bool, in database: any Reading) throws {
        let places = Dictionary(uniqueKeysWithValues: records.enumerated().map { ($1.id, $0) })
        for ids in IDChunks(records.map(\.id)) {
            let rows = try database.rows(
                """
                SELECT campaign_id, email_id, weight FROM campaign_variations
                WHERE campaign_id IN \(list: ids) ORDER BY campaign_id, position
                """)
            for row in rows {
                guard let place = places[try row.get(0)] else { continue }
                records[place].variations.append(VariationRecord(emailID: try row.get(1), weight: try row.get(2)))
            }
            guard counts else { continue }
            for id in ids {
                guard let place = places[id], !records[place].variations.isEmpty else { continue }
                try EventStore.count(&records[place].variations, of: id, in: database)
            }
        }
    }

    static func addTags(to records: inout [CampaignRecord], in database: any Reading) throws {
        let places = Dictionary(uniqueKeysWithValues: records.enumerated().map { ($1.id, $0) })
        for index in records.indices { records[index].tags = [] }
        for ids in IDChunks(records.map(\.id)) {
            let rows = try database.rows(
                """
                SELECT t.tag_id, t.tag, t.owner_id, a.campaign_id FROM campaign_tags a JOIN tags t ON t.tag_id = a.tag_id
                WHERE a.campaign_id IN \(list: ids) AND t.owner_id > 0 ORDER BY t.tag_id
                """)
            for row in rows {
                guard let place = places[try row.get(3)] else { continue }
                records[place].tags?.append(try Tag(row))
            }
        }
    }
}
