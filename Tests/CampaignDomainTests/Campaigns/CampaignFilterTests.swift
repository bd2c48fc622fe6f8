// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import CommandKit
import CommandStorage
import CommandStorageSQLite
import Testing

/// Each filter is also said in plain Swift, and both must find the same of the same campaigns.
@Suite("Campaign filter") struct CampaignFilterTests {
    /// A campaign as the plain filters see it.
    struct Sample: Sendable {
        var id = 0
        var owner = 1
        var name = "c"
        var status = Campaign.Status.draft
        var schedule = Campaign.ScheduleType.notScheduled
        var sendDate: String?
        var started, finished: Int64?
        var tags: Set<Int> = []
        var original: Int?
    }

    enum Parameter { case status, schedule, keyword, ids, tags, window }

    /// One filter, said twice.
    struct Filter: Sendable, CustomStringConvertible {
        let parameter: Parameter
        let description: String
        let set: @Sendable (inout CampaignFilter) -> Void
        let admits: @Sendable (Sample) -> Bool
    }

    private static let day: Int64 = 86_400_000
    /// 2025-06-10 at midnight.
    private static let first: Int64 = 1_749_513_600_000

    /// Every status with every schedule, and days just inside and just outside of 2025-06-10 to 2025-06-12.
    static let samples: [Sample] = {
        var samples: [Sample] = []
        let names = ["Summer Sale", "50% off", "a_b", "back\\slash", "ÉTÉ", "e\u{301}te\u{301} 2", "ДА", "50%\u{301}", "x"]
        for status in Campaign.Status.allCases {
            for schedule in Campaign.ScheduleType.allCases {
                let offset = samples.count
                for (index, moment) in [nil, first - 1, first, first + day, first + 3 * day - 1, first + 3 * day].enumerated() {
                    var sample = Sample(name: names[(offset + index) % names.count], status: status, schedule: schedule)
                    sample.sendDate = [nil, "2025-06-09", "2025-06-10", "2025-06-11", "2025-06-12", "2025-06-13"][index]
                    // Each of the three days must be looked at only where it counts.
                    sample.started = moment.map { $0 + (status == .sending ? 0 : 10 * day) }
                    sample.finished = moment.map { $0 + (status == .sent || status == .failed ? 0 : -10 * day) }
                    sample.tags = [[], [1], [2], [1, 2]][(offset + index) % 4]
                    sample.owner = (offset + index) % 7 == 6 ? 2 : 1
                    sample.original = (offset + index) % 5 == 4 ? 1 : nil
                    if status != .sending, status != .sent, status != .failed, index == 5 { sample.sendDate = "2025-06-13" }
                    samples.append(sample)
                }
            }
        }
        for index in samples.indices { samples[index].id = index + 1 }
        return samples
    }()

    private static func filter(
        _ parameter: Parameter, _ description: String, _ set: @escaping @Sendable (inout CampaignFilter) -> Void,
        _ admits: @escaping @Sendable (Sample) -> Bool
    ) -> Filter { Filter(parameter: parameter, description: description, set: set, admits: admits) }

    private static func isScheduled(_ sample: Sample) -> Bool {
        sample.status == .ready && (sample.schedule == .future || sample.schedule == .recursive)
    }

    private static func window(_ from: String?, _ to: String?, _ range: Range<Int64>) -> Filter {
        filter(.window, "from \(from ?? "any") to \(to ?? "any")", { ($0.firstDay, $0.lastDay) = (from, to) }) { sample in
            if let from, let to, from > to { return false }
            return switch sample.status {
            case .draft, .pendingApproval: true
            case .sent, .failed: sample.finished.map(range.contains) ?? false
            case .sending: sample.started.map(range.contains) ?? false
            case .ready where !isScheduled(sample): true
            case .ready, .paused: sample.sendDate.map { (from ?? "") <= $0 && $0 <= (to ?? "9999-12-31") } ?? false
            }
        }
    }

    static let statuses: [Filter] =
        Campaign.Status.allCases.map { status in
            filter(.status, status.rawValue, { $0.status = status.rawValue }) { $0.status == status }
        } + [
            filter(.status, "All", { $0.status = "All" }) { _ in true }, filter(.status, "no status", { $0.status = "" }) { _ in true },
            filter(.status, "Scheduled", { $0.status = "Scheduled" }, isScheduled),
            filter(.status, "unknown status", { $0.status = "Archived" }) { _ in false },
            filter(.status, "SQL as a status", { $0.status = "Draft' OR '1'='1" }) { _ in false },
        ]

    static let others: [Filter] = [
        filter(.schedule, "Future", { $0.scheduleTypes = ["Future"] }) { $0.schedule == .future },
        filter(.schedule, "Immediate or Recursive", { $0.scheduleTypes = ["Immediate", "Recursive", "x"] }) {
            $0.schedule == .immediate || $0.schedule == .recursive
        },
        filter(.schedule, "unknown schedule", { $0.scheduleTypes = ["never"] }) { _ in false },
        keyword("sale", ["Summer Sale"]), keyword("SUMMER", ["Summer Sale"]), keyword("%", ["50% off", "50%\u{301}"]),
        keyword("_", ["a_b"]), keyword("\\", ["back\\slash"]), keyword("0% o", ["50% off"]), keyword("a%e", []),
        keyword("été", ["ÉTÉ", "e\u{301}te\u{301} 2"]), keyword("да", ["ДА"]), keyword("%\u{301}", ["50%\u{301}"]),
        keyword("'", []), keyword("Summer Sale ", []), keyword(String(repeating: "a", count: 60_000), []),
        filter(.ids, "ids", { $0.ids = [1, 30, 31, 999, .max] }) { [1, 30, 31].contains($0.id) },
        filter(.ids, "no ids", { $0.ids = [] }) { _ in false },
        filter(.tags, "tag 1", { $0.tags = [1] }) { $0.tags.contains(1) },
        filter(.tags, "tag 1 or 2", { $0.tags = [1, 2, 999] }) { !$0.tags.isEmpty },
        filter(.tags, "unknown tag", { $0.tags = [999] }) { _ in false }, filter(.tags, "no tags", { $0.tags = [] }) { _ in false },
        window("2025-06-10", "2025-06-12", first..<first + 3 * day), window("2025-06-10", nil, first..<Int64.max),
        window(nil, "2025-06-12", Int64.min..<first + 3 * day), window("2025-06-11", "2025-06-11", first + day..<first + 2 * day),
        window("2025-06-12", "2025-06-10", 0..<0),
    ]

    private static func keyword(_ keyword: String, _ names: [String]) -> Filter {
        filter(.keyword, "keyword \(keyword.prefix(20))", { $0.keyword = keyword }) { names.contains($0.name) }
    }

    private func fill(_ it: CampaignDatabase) async throws {
        try await it.database.write(until: it.soon) { database in
            for tag in 1...2 {
                try database.execute("INSERT INTO tags (owner_id, tag, tag_folded) VALUES (1, \("t\(tag)"), \("t\(tag)"))")
            }
            for sample in Self.samples {
                try database.execute(
                    """
                    INSERT INTO campaigns (owner_id, name, name_folded, status, schedule_type, created_at, last_activity_at, send_date,
                        started_at, finished_at, original_campaign_id)
                    VALUES (\(sample.owner), \(sample.name), \(FoldedText(sample.name)), \(sample.status.rawValue),
                        \(sample.schedule.rawValue), 1, 1, \(sample.sendDate), \(sample.started), \(sample.finished), \(sample.original))
                    """)
                for tag in sample.tags {
                    try database.execute("INSERT INTO campaign_tags (campaign_id, tag_id) VALUES (\(sample.id), \(tag))")
                }
            }
        }
    }

    private func check(_ filters: [Filter], owner: Int?, resends: Bool, _ it: CampaignDatabase) async throws {
        var filter = CampaignFilter(owner: owner)
        filter.includesResends = resends
        for part in filters { part.set(&filter) }
        var page = CampaignPage()
        page.orderField = "CampaignID"
        page.showsSums = true
        let listing = try await it.campaigns.list(filter, page, until: it.soon)
        let expected = Self.samples.filter { sample in
            (owner == nil || sample.owner == owner) && (resends || sample.original == nil) && filters.allSatisfy { $0.admits(sample) }
        }.map(\.id)
        #expect(listing.campaigns.map(\.id) + listing.rest == expected, "\(filters), owner \(owner ?? 0), resends \(resends)")
        #expect(listing.total == expected.count)
    }

    @Test("Each filter alone, for an account and for an admin, with resends and without", arguments: statuses + others)
    func alone(filter: Filter) async throws {
        try await CampaignDatabase.with { it in
            try await fill(it)
            for owner in [nil, 1, 2, 3] {
                for resends in [false, true] { try await check([filter], owner: owner, resends: resends, it) }
            }
        }
    }

    @Test("Filters in pairs") func pairs() async throws {
        try await CampaignDatabase.with { it in
            try await fill(it)
            for status in Self.statuses {
                for other in Self.others { try await check([status, other], owner: 1, resends: true, it) }
            }
            for (index, first) in Self.others.enumerated() {
                // Two of one parameter would only replace each other.
                for second in Self.others.dropFirst(index + 1) where second.parameter != first.parameter {
                    try await check([first, second], owner: nil, resends: false, it)
                }
            }
        }
    }

    @Test("Takes 100,000 ids and tags") func longLists() async throws {
        try await CampaignDatabase.with { it in
            try await fill(it)
            let many = (0..<99_998).map { $0 + 1_000_000 }
            let ids = Filter(
                parameter: .ids, description: "many ids", set: { $0.ids = [3] + many + [8] }, admits: { [3, 8].contains($0.id) })
            let tags = Filter(parameter: .tags, description: "many tags", set: { $0.tags = many + [2] }, admits: { $0.tags.contains(2) })
            for owner in [nil, 1, 2] {
                try await check([ids], owner: owner, resends: true, it)
                try await check([tags], owner: owner, resends: true, it)
                try await check([ids, tags], owner: owner, resends: true, it)
            }
        }
    }

    @Test("The samples tell the filters apart: most find some, none finds all") func samplesSuffice() {
        let found = Self.others.map { filter in Self.samples.count { filter.admits($0) } }
        #expect(found.count { $0 > 0 } == Self.others.count - 9)
        #expect(found.allSatisfy { $0 < Self.samples.count })
    }
}
