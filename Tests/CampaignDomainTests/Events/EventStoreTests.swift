// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import CommandKit
import CommandStorage
import CommandStorageSQLite
import Foundation
import TestSupport
import Testing

@Suite("Event store") struct EventStoreTests {
    private func event(
        _ id: String, _ campaign: Int, _ kind: CampaignEvent.Kind = .open, _ address: String = "a@b.example", email: Int? = nil,
        at time: Int64 = 0
    ) -> CampaignEvent {
        CampaignEvent(id: id, campaignID: campaign, kind: kind, address: address, emailID: email, time: Timestamp(milliseconds: time))
    }

    private func record(_ events: [CampaignEvent], owner: Int = 1, _ it: CampaignDatabase) async throws -> EventStore.Recording {
        try await it.events.record(events, owner: owner, at: it.now, until: it.soon)
    }

    private func totals(_ campaign: Int, _ it: CampaignDatabase) async throws -> [String: [Int]] {
        var totals: [String: [Int]] = [:]
        for row in try await it.rows("SELECT kind, total, uniques FROM campaign_totals WHERE campaign_id = \(campaign)") {
            guard case .text(let kind) = row[0], case .integer(let total) = row[1], case .integer(let uniques) = row[2] else { continue }
            totals[kind] = [Int(total), Int(uniques)]
        }
        return totals
    }

    @Test("An event counts once, however often it arrives, in one batch or in more") func repeated() async throws {
        try await CampaignDatabase.with { it in
            let campaign = try await it.makeCampaign()
            let first = try await record([event("1", campaign), event("2", campaign), event("1", campaign)], it)
            #expect(first.recorded == 2 && first.repeated == 1 && first.unknownCampaigns == [])
            let before = try await it.everything(of: campaign)
            // The id decides alone, whatever else is said the second time.
            let second = try await record([event("1", campaign, .click, "other@c.example", email: 3, at: 99), event("2", campaign)], it)
            #expect(second.recorded == 0 && second.repeated == 2)
            try await #expect(it.everything(of: campaign) == before)
            try await #expect(totals(campaign, it) == ["Open": [2, 1]])
            let upper = try await record([event("a", campaign), event("A", campaign), event("a ", campaign)], it)
            #expect(upper.recorded == 3)
        }
    }

    @Test("Reading statistics reads counts alone: they are the same where the events are gone") func readsCounts() async throws {
        try await CampaignDatabase.with { it in
            let campaign = try await it.makeCampaign()
            _ = try await record(
                [
                    event("1", campaign, .sent), event("2", campaign), event("3", campaign, .click),
                    event("4", campaign, .open, "c@d.example"),
                ],
                it)
            var detail = CampaignDetail()
            (detail.showsStatistics, detail.showsTags, detail.showsVariationCounts) = (true, true, true)
            let store = CampaignStore(database: it.database)
            let before = try await store.read(campaign, owner: 1, detail, at: it.now, until: it.soon)
            try await it.database.write(until: it.soon) { database in
                try database.execute("DELETE FROM events")
                try database.execute("DELETE FROM campaign_firsts")
            }
            let after = try await store.read(campaign, owner: 1, detail, at: it.now, until: it.soon)
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            let (kept, counted) = (try encoder.encode(#require(after).record), try encoder.encode(#require(before).record))
            #expect(kept == counted && String(decoding: counted, as: UTF8.self).contains("\"UniqueOpens\":2"))
        }
    }

    @Test("Nothing is recorded of an empty batch") func empty() async throws {
        try await CampaignDatabase.with { it in
            let outcome = try await record([], it)
            #expect(outcome.recorded == 0 && outcome.repeated == 0 && outcome.unknownCampaigns == [])
        }
    }

    @Test("Two accounts may use one id") func accounts() async throws {
        try await CampaignDatabase.with { it in
            let mine = try await it.makeCampaign()
            let theirs = try await it.makeCampaign(owner: 2)
            try await #expect(record([event("1", mine)], it).recorded == 1)
            try await #expect(record([event("1", theirs)], owner: 2, it).recorded == 1)
            try await #expect(totals(mine, it) == ["Open": [1, 1]])
            try await #expect(totals(theirs, it) == ["Open": [1, 1]])
        }
    }

    @Test("Events of campaigns that the account does not have are told by their places; the others count") func unknown() async throws {
        try await CampaignDatabase.with { it in
            let mine = try await it.makeCampaign()
            let foreign = try await it.makeCampaign(owner: 2)
            let outcome = try await record(
                [
                    event("1", foreign), event("2", mine), event("3", 999, .unsubscription), event("2", foreign), event("4", .max),
                    event("5", mine), event("6", 0),
                ], it)
            #expect(outcome.recorded == 2 && outcome.repeated == 0 && outcome.unknownCampaigns == [0, 2, 3, 4, 6])
            try await #expect(totals(mine, it) == ["Open": [2, 1]])
            try await #expect(totals(foreign, it) == [:])
            try await #expect(it.column("SELECT COUNT(*) FROM suppressions") == [0])
            // An id that was refused is free.
            try await #expect(record([event("1", mine)], it).recorded == 1)
        }
    }

    @Test("A recipient is one whatever the case of the address") func uniques() async throws {
        try await CampaignDatabase.with { it in
            let campaign = try await it.makeCampaign()
            let addresses = ["Ann@B.example", "ann@b.EXAMPLE", "ANN@B.EXAMPLE", "É@b.example", "e\u{301}@b.example", "ann2@b.example"]
            var events: [CampaignEvent] = []
            for kind in CampaignEvent.Kind.allCases {
                events += addresses.enumerated().map { event("\(kind)\($0)", campaign, kind, $1) }
            }
            try await #expect(record(events, it).recorded == events.count)
            let found = try await totals(campaign, it)
            for kind in CampaignEvent.Kind.allCases { #expect(found[kind.rawValue] == [6, 3]) }
            #expect(found["Recipient"] == [3, 3])
            try await #expect(it.rows("SELECT domain, recipients FROM campaign_domains") == [[.text("b.example"), .integer(3)]])
        }
    }

    @Test("A recipient is one to whom it was sent, or could not be; opening it makes none") func recipients() async throws {
        try await CampaignDatabase.with { it in
            let campaign = try await it.makeCampaign()
            for kind in CampaignEvent.Kind.allCases {
                let address = "\(kind.rawValue)@b.example"
                _ = try await record([event("\(kind)", campaign, kind, address)], it)
            }
            try await #expect(totals(campaign, it)["Recipient"] == [2, 2])
            // One that failed first and was sent later is the same.
            _ = try await record([event("x", campaign, .failed, "Sent@b.example"), event("y", campaign, .sent, "Failed@b.example")], it)
            try await #expect(totals(campaign, it)["Recipient"] == [2, 2])
            try await #expect(totals(campaign, it)["Sent"] == [2, 2])
        }
    }

    @Test("Whoever unsubscribed, or whose mail came back for good, is suppressed once; a second time keeps the first reason")
    func suppressions() async throws {
        try await CampaignDatabase.with { it in
            let campaign = try await it.makeCampaign()
            for kind in CampaignEvent.Kind.allCases {
                _ = try await record([event("\(kind)", campaign, kind, "\(kind.rawValue)@b.example")], it)
            }
            _ = try await record([event("z", campaign, .hardBounce, "UNSUBSCRIPTION@B.example")], it)
            try await #expect(
                it.rows("SELECT owner_id, address_folded, reason FROM suppressions ORDER BY address_folded") == [
                    [.integer(1), .text("hardbounce@b.example"), .text("HardBounce")],
                    [.integer(1), .text("unsubscription@b.example"), .text("Unsubscription")],
                ])
        }
    }

    private func row(_ email: Int, _ kind: String, _ total: Int, _ uniques: Int) -> [SQLValue] {
        [.integer(Int64(email)), .text(kind), .integer(Int64(total)), .integer(Int64(uniques))]
    }

    /// Random events, and what a plain count over the distinct ones makes of them.
    private func sample(_ campaign: Int, seed: UInt64) -> (events: [CampaignEvent], distinct: [CampaignEvent]) {
        var numbers = SeededGenerator(seed: seed)
        let distinct = (0..<300).map { index in
            event(
                "e\(index)", campaign, CampaignEvent.Kind.allCases.randomElement(using: &numbers) ?? .open,
                "p\(Int.random(in: 0..<20, using: &numbers))@d\(Int.random(in: 0..<3, using: &numbers)).example",
                email: [nil, 1, 2].randomElement(using: &numbers) ?? nil, at: Int64.random(in: -3...3, using: &numbers) * 86_400_000)
        }
        return ((distinct + distinct.prefix(150)).shuffled(using: &numbers), distinct)
    }

    @Test("Late, out of order, twice, and in batches at once: the counts are those of a plain count", arguments: [1, 2, 3] as [UInt64])
    func anyOrder(seed: UInt64) async throws {
        try await CampaignDatabase.with { it in
            let campaign = try await it.makeCampaign { $0.status = .sent }
            let (events, distinct) = sample(campaign, seed: seed)
            let batches = (0..<9).map { index in events.enumerated().filter { $0.offset % 9 == index }.map(\.element) }
            let outcomes = try await atOnce(9) { try await it.events.record(batches[$0], owner: 1, at: it.now, until: it.soon) }
            #expect(outcomes.reduce(0) { $0 + $1.recorded } == 300 && outcomes.reduce(0) { $0 + $1.repeated } == 150)
            var expected: [String: [Int]] = [:]
            for (kind, found) in Dictionary(grouping: distinct, by: \.kind) {
                expected[kind.rawValue] = [found.count, Set(found.map(\.address)).count]
            }
            let recipients = Set(distinct.filter { $0.kind == .sent || $0.kind == .failed }.map(\.address))
            expected["Recipient"] = [recipients.count, recipients.count]
            try await #expect(totals(campaign, it) == expected)
            var variations: [[SQLValue]] = []
            for email in 1...2 {
                let its = distinct.filter { $0.emailID == email }
                for (kind, found) in Dictionary(grouping: its, by: \.kind) {
                    variations.append(row(email, kind.rawValue, found.count, Set(found.map(\.address)).count))
                }
                let recipients = Set(its.filter { $0.kind == .sent || $0.kind == .failed }.map(\.address)).count
                variations.append(row(email, "Recipient", recipients, recipients))
            }
            try await #expect(Set(it.rows("SELECT email_id, kind, total, uniques FROM variation_totals")) == Set(variations))
            var days: [[SQLValue]] = []
            for (key, found) in Dictionary(grouping: distinct, by: { [$0.kind.rawValue, $0.time.dateTime.prefix(10).description] }) {
                days.append([.text(key[0]), .text(key[1]), .integer(Int64(found.count))])
            }
            try await #expect(Set(it.rows("SELECT kind, day, total FROM campaign_days")) == Set(days))
            let domains = Dictionary(grouping: recipients) { $0.split(separator: "@")[1] }.map {
                [SQLValue.text(String($0)), .integer(Int64($1.count))]
            }
            try await #expect(Set(it.rows("SELECT domain, recipients FROM campaign_domains")) == Set(domains))
        }
    }

    @Test("Of one batch sent twice at once, each event is recorded by one of the two") func rivals() async throws {
        try await CampaignDatabase.with { it in
            let campaign = try await it.makeCampaign()
            let batch = (0..<200).map { event("\($0)", campaign, .open, "p\($0)@b.example") }
            let outcomes = try await atOnce(4) { _ in try await it.events.record(batch, owner: 1, at: it.now, until: it.soon) }
            #expect(outcomes.reduce(0) { $0 + $1.recorded } == 200 && outcomes.reduce(0) { $0 + $1.repeated } == 600)
            try await #expect(totals(campaign, it) == ["Open": [200, 200]])
        }
    }

    @Test("Nothing of a batch is recorded past the deadline") func late() async throws {
        try await CampaignDatabase.with { it in
            let campaign = try await it.makeCampaign()
            let batch = [event("1", campaign)]
            await #expect(throws: ComponentUnavailable.self) { try await it.events.record(batch, owner: 1, at: it.now, until: .now) }
            try await #expect(totals(campaign, it) == [:])
        }
    }

    @Test("Times at the ends of the numbers are of the first or the last day there is", arguments: [Int64.min, .max])
    func extremes(time: Int64) async throws {
        try await CampaignDatabase.with { it in
            let campaign = try await it.makeCampaign()
            try await #expect(record([event("1", campaign, at: time)], it).recorded == 1)
            try await #expect(it.column("SELECT day FROM campaign_days") == [time < 0 ? "0000-01-01" : "9999-12-31"])
        }
    }
}
