// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandStorage

extension EventStore {
    /// The statistics of a campaign whose totals are known. Days that are too many for one piece are read later.
    static func statistics(of campaign: CampaignRecord, in database: any Reading, _ later: LaterReading) throws -> CampaignStatistics {
        let sent = campaign[number: "TotalSent"] ?? 0
        return CampaignStatistics(
            days: try days(of: campaign.id, in: database, later), hardBounceRatio: percent(campaign[number: "TotalHardBounces"], of: sent),
            softBounceRatio: percent(campaign[number: "TotalSoftBounces"], of: sent))
    }

    private static func days(
        of campaign: Int, in database: any Reading, _ later: LaterReading
    ) throws -> [(field: String, counts: ReplyEntries<Int>)] {
        let rows = try database.rows(
            """
            SELECT \(field) AS field, day, SUM(total) FROM campaign_days WHERE campaign_id = \(campaign)
            GROUP BY field, day ORDER BY day LIMIT \(mostDays + 1)
            """)
        guard rows.count <= mostDays else {
            return try series.map { ($0.field, try days($0.kinds, of: campaign, in: database, later)) }
        }
        var entries: [String: [ReplyEntries<Int>.Entry]] = [:]
        for row in rows { entries[try row.get(0), default: []].append(.init(try row.get(1), try row.get(2))) }
        return series.map { ($0.field, ReplyEntries(entries[$0.field] ?? [])) }
    }

    /// The days of one series, some at a time.
    private static func days(
        _ kinds: [CampaignEvent.Kind], of campaign: Int, in database: any Reading, _ later: LaterReading
    ) throws -> ReplyEntries<Int> {
        let page: @Sendable (String, any Reading) throws -> [ReplyEntries<Int>.Entry] = { last, database in
            let rows = try database.rows(
                """
                SELECT day, SUM(total) FROM campaign_days
                WHERE campaign_id = \(campaign) AND kind IN \(list: kinds.map(\.rawValue)) AND day > \(last)
                GROUP BY day ORDER BY day LIMIT \(mostDays)
                """)
            return try rows.map { .init(try $0.get(0), try $0.get(1)) }
        }
        return ReplyEntries(try page("", database)) { last in try await later.read { try page(last.name, $0) } }
    }

    /// The most days that are read at once.
    private static let mostDays = 2000

    /// The field that shows each kind's days.
    private static let series: [(field: String, kinds: [CampaignEvent.Kind])] = [
        ("OpenStatistics", [.open]), ("ClickStatistics", [.click]), ("UnsubscriptionStatistics", [.unsubscription]),
        ("ForwardStatistics", [.forward]), ("BrowserViewStatistics", [.browserView]),
        ("BounceStatistics", [.hardBounce, .softBounce]),
    ]

    /// The field that a row's kind belongs to.
    private static let field: SQL = {
        var sql: SQL = "CASE kind"
        for series in series {
            for kind in series.kinds { sql += " WHEN \(kind.rawValue) THEN \(series.field)" }
        }
        sql += " ELSE '' END"
        return sql
    }()

    private static func percent(_ count: Int?, of whole: Int) -> Double {
        whole == 0 ? 0 : (Double(count ?? 0) / Double(whole) * 10_000).rounded() / 100
    }

    /// How many recipients a campaign has in each domain: first the domains with the most, then, where there are more, the
    /// others by name.
    static func domains(of campaign: Int, in database: any Reading, _ later: LaterReading) throws -> ReplyEntries<Int> {
        let rows = try database.rows(
            """
            SELECT domain, recipients FROM campaign_domains WHERE campaign_id = \(campaign)
            ORDER BY recipients DESC, domain LIMIT \(mostDomains)
            """)
        let first: [ReplyEntries<Int>.Entry] = try rows.map { .init(try $0.get(0), try $0.get(1)) }
        guard first.count == mostDomains else { return ReplyEntries(first) }
        let shown = Set(first.map(\.name))
        return ReplyEntries(first) { last in
            var after = shown.contains(last.name) ? nil : last.name
            while true {
                let page = try await later.read { [after] in try domains(of: campaign, after: after, in: $0) }
                guard let end = page.last else { return [] }
                let others = page.filter { !shown.contains($0.name) }
                if !others.isEmpty { return others }
                after = end.name
            }
        }
    }

    private static func domains(of campaign: Int, after last: String?, in database: any Reading) throws -> [ReplyEntries<Int>.Entry] {
        var sql: SQL = "SELECT domain, recipients FROM campaign_domains WHERE campaign_id = \(campaign)"
        if let last { sql += " AND domain > \(last)" }
        sql += " ORDER BY domain LIMIT \(mostDomains)"
        return try database.rows(sql).map { .init(try $0.get(0), try $0.get(1)) }
    }

    /// The most domains that are read at once.
    private static let mostDomains = 1000

    /// Fills in the shares and the counts of a campaign's variations.
    static func count(_ variations: inout [VariationRecord], of campaign: Int, in database: any Reading) throws {
        let shares = Variation.shares(of: variations.map { Variation(emailID: $0.emailID, weight: $0.weight) })
        var counts: [Int: [String: (total: Int, uniques: Int)]] = [:]
        let rows = try database.rows(
            "SELECT email_id, kind, total, uniques FROM variation_totals WHERE campaign_id = \(campaign)")
        for row in rows { counts[try row.get(0), default: [:]][try row.get(1)] = (try row.get(2), try row.get(3)) }
        for index in variations.indices {
            let found = counts[variations[index].emailID] ?? [:]
            let of = { (kind: CampaignEvent.Count) in found[kind.rawValue] ?? (0, 0) }
            variations[index].distribution = (shares[index] * 100).rounded() / 100
            variations[index].totalRecipient = of(.recipient).total
            variations[index].totalSent = of(.sent).total
            variations[index].totalFailed = of(.failed).total
            variations[index].uniqueOpens = of(.open).uniques
            variations[index].uniqueClicks = of(.click).uniques
        }
    }
}
