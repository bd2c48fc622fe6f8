// SPDX-License-Identifier: Apache-2.0

import CampaignDemo
import CampaignDomain
import CommandKit
import CommandStorage
import CommandStorageSQLite
import Testing

@Suite("Campaign demo") struct CampaignDemoTests {
    @Test("The same seed on the same day gives the same rows and ids, at whatever hour")
    func isRepeated() async throws {
        try await DemoDatabase.with { first in
            try await DemoDatabase.with(now: DemoDatabase.now.adding(seconds: 3600)) { second in
                #expect(first.ids == second.ids)
                let (one, other) = (try await first.everything(), try await second.everything())
                #expect(one.keys.count > 15)
                for table in one.keys where table != "migrations" { #expect(one[table] == other[table], "\(table)") }
            }
        }
    }

    @Test("Another seed gives other people; another day moves what happened, and nobody becomes another")
    func differs() async throws {
        let addresses: SQL = "SELECT address FROM subscribers ORDER BY subscriber_id"
        let lastEvent: SQL = "SELECT MAX(occurred_at) / 86400000 FROM events"
        try await DemoDatabase.with { first in
            let (people, last) = (try await first.rows(addresses), try await first.number(lastEvent))
            try await DemoDatabase.with(seed: 2) { other in
                let others = try await other.rows(addresses)
                #expect(others.count == people.count && others != people)
            }
            try await DemoDatabase.with(now: DemoDatabase.now.adding(seconds: 86_400 * 40)) { later in
                let (same, lastThen) = (try await later.rows(addresses), try await later.number(lastEvent))
                #expect(same == people)
                #expect(lastThen == last + 40)
                #expect(later.ids == first.ids)
            }
        }
    }

    @Test("There are forty campaigns and more, of every status and kind of schedule, all of the one account")
    func hasEveryStatus() async throws {
        try await DemoDatabase.with { demo in
            let statuses = try await demo.table("SELECT status, COUNT(*) FROM campaigns GROUP BY status", of: Int.self)
            #expect(Set(statuses.keys) == Set(Campaign.Status.allCases.map(\.rawValue)))
            #expect(statuses.values.reduce(0, +) >= 40)
            #expect(statuses["Sent"] ?? 0 >= 20)
            let ready = try await demo.table(
                "SELECT schedule_type, COUNT(*) FROM campaigns WHERE status = 'Ready' GROUP BY schedule_type", of: Int.self)
            #expect(Set(ready.keys) == ["Immediate", "Future", "Recursive"])
            for table in ["campaigns", "lists", "emails", "tags", "events", "suppressions", "split_tests"] {
                #expect(try await demo.number("SELECT COUNT(*) FROM \(SQL(stringLiteral: table)) WHERE owner_id <> 7") == 0)
                #expect(try await demo.number("SELECT COUNT(*) FROM \(SQL(stringLiteral: table))") > 0)
            }
            #expect(try await demo.number("SELECT COUNT(*) FROM campaigns WHERE original_campaign_id IS NOT NULL") == 1)
        }
    }

    @Test("There are 1,500 subscribers with every field filled, twenty of them on both lists; some unsubscribed, some bounced")
    func hasSubscribers() async throws {
        try await DemoDatabase.with { demo in
            #expect(try await demo.number("SELECT COUNT(*) FROM subscribers") == 1500)
            #expect(try await demo.number("SELECT COUNT(DISTINCT address_folded) FROM subscribers") == 1480)
            #expect(
                try await demo.number(
                    """
                    SELECT COUNT(*) FROM subscribers WHERE text1 IS NULL OR text2 IS NULL OR text3 IS NULL
                    OR number1 IS NULL OR number2 IS NULL OR first_name = '' OR last_name = ''
                    """) == 0)
            let reasons = try await demo.table("SELECT reason, COUNT(*) FROM suppressions GROUP BY reason", of: Int.self)
            #expect(Set(reasons.keys) == ["Unsubscription", "HardBounce"])
            #expect(reasons.values.allSatisfy { $0 >= 10 })
            #expect(try await demo.number("SELECT COUNT(*) FROM subscribers WHERE is_subscribed = 0") >= 10)
        }
    }

    @Test("Nothing has happened after the begin of its day, nor much more than two years before")
    func staysInItsTime() async throws {
        try await DemoDatabase.with { demo in
            let today = Int(DemoDatabase.now.milliseconds / 86_400_000 * 86_400_000)
            for (column, table) in [
                ("occurred_at", "events"), ("created_at", "campaigns"), ("last_activity_at", "campaigns"), ("finished_at", "campaigns"),
                ("subscribed_at", "subscribers"), ("created_at", "emails"),
            ] as [(SQL, SQL)] {
                let last = try await demo.number("SELECT MAX(\(column)) FROM \(table)")
                let first = try await demo.number("SELECT MIN(\(column)) FROM \(table)")
                #expect(last < today && first >= today - 740 * 86_400_000, "\(table.text)")
            }
        }
    }

    @Test("A store that refuses ends it with a fault, and in one transaction nothing of it is kept")
    func leavesNothing() async throws {
        try await DemoDatabase.empty { database in
            let soon = ContinuousClock.now + .seconds(60)
            // The last tag that it would make is there already.
            _ = try await TagStore(database: database).insert("misc", owner: 7, until: soon)
            await #expect(throws: (any Error).self) {
                try await database.together(until: soon) {
                    try await CampaignDemo(database: $0, owner: 7, now: DemoDatabase.now).make(until: soon)
                }
            }
            let left = try await database.snapshot(until: soon) { database in
                try ["lists", "segments", "subscribers", "campaigns", "emails", "tags"].map { table in
                    try database.row("SELECT COUNT(*) FROM \(SQL(stringLiteral: table))")?.get(0, as: Int.self)
                }
            }
            #expect(left == [0, 0, 0, 0, 0, 1])
        }
    }
}
