// SPDX-License-Identifier: Apache-2.0

import CommandStorage

extension EventStore {
    /// The statistics of a campaign whose totals are known.
    static func statistics(of campaign: CampaignRecord, in database: any Reading) throws -> CampaignStatistics {
        var days = Dictionary(uniqueKeysWithValues: series.map { ($0.field, DayCounts()) })
        let rows = try database.rows(
            """
            SELECT \(field) AS field, day, SUM(total) FROM campaign_days WHERE campaign_id = \(campaign.id)
            GROUP BY field, day ORDER BY day
            """)
        for row in rows { days[try row.get(0)]?.append(try row.get(1), try row.get(2)) }
        let sent = campaign[number: "TotalSent"] ?? 0
        return CampaignStatistics(
            days: series.map { ($0.field, days[$0.field] ?? DayCounts()) },
            hardBounceRatio: percent(campaign[number: "TotalHardBounces"], of: sent),
            softBounceRatio: percent(campaign[number: "TotalSoftBounces"], of: sent))
    }

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

    /// How many recipients a campaign has in each domain.
    static func domains(of campaign: Int, in database: any Reading) throws -> DayCounts {
        var counts = DayCounts()
        let rows = try database.rows(
            "SELECT domain, recipients FROM campaign_domains WHERE campaign_id = \(campaign) ORDER BY recipients DESC, domain")
        for row in rows { counts.append(try row.get(0), try row.get(1)) }
        return counts
    }

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
