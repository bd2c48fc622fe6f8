// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import CommandKit
import CommandStorage
import Testing

@Suite("Suppression") struct SuppressionTests {
    /// An event of the campaign 1, so many seconds after the test's time.
    private func tell(_ kind: CampaignEvent.Kind, _ address: String = "a@b.example", at second: Int64, _ it: CampaignDatabase) async throws
    {
        let event = CampaignEvent(
            id: "\(kind) \(address) \(second)", campaignID: 1, kind: kind, address: address, emailID: nil,
            time: it.now.adding(seconds: second))
        try await #expect(it.events.record([event], owner: 1, at: it.now, until: it.soon).recorded == 1)
    }

    private func put(
        _ address: String = "a@b.example", on list: Int, resubscribes: Bool = false, at second: Int64 = 0, _ it: CampaignDatabase
    ) async throws {
        let subscriber = Subscriber(address: address, resubscribes: resubscribes)
        let outcome = try await it.subscribers.add([subscriber], to: list, owner: 1, at: it.now.adding(seconds: second), until: it.soon)
        #expect(outcome?.refused == [])
    }

    private func subscribed(_ it: CampaignDatabase) async throws -> [Int] {
        try await it.column("SELECT is_subscribed FROM subscribers ORDER BY subscriber_id")
    }

    private func reasons(_ it: CampaignDatabase) async throws -> [String] {
        try await it.column("SELECT reason FROM suppressions ORDER BY address_folded")
    }

    @Test("An unsubscription holds on all lists of the account, those to come too, and on no other's") func everywhere() async throws {
        try await CampaignDatabase.with { it in
            _ = try await it.makeCampaign()
            let lists = [try await it.makeList(), try await it.makeList(), try await it.makeList()]
            let foreign = try await it.makeList(owner: 2)
            try await it.add([Subscriber(address: "a@b.example")], to: foreign, owner: 2)
            for list in lists.dropLast() { try await put("A@B.example", on: list, it) }
            try await put("other@b.example", on: lists[0], it)
            try await tell(.unsubscription, at: 10, it)
            try await put(on: lists[2], at: 20, it)
            // A second import of the same changes nothing.
            try await put(on: lists[0], at: 20, it)
            try await #expect(subscribed(it) == [1, 0, 0, 1, 0])
            try await #expect(reasons(it) == ["Unsubscription"])
        }
    }

    @Test("Who asks for mail again is subscribed on that list alone, and no more suppressed") func resubscribes() async throws {
        try await CampaignDatabase.with { it in
            _ = try await it.makeCampaign()
            let (first, second) = (try await it.makeList(), try await it.makeList())
            for list in [first, second] { try await put(on: list, it) }
            try await tell(.unsubscription, at: 10, it)
            try await put(on: second, resubscribes: true, at: 20, it)
            try await #expect(subscribed(it) == [0, 1])
            try await #expect(reasons(it) == [])
            // On a list where they were not before, too.
            try await put(on: it.makeList(), resubscribes: true, at: 30, it)
            try await #expect(subscribed(it) == [0, 1, 1])
        }
    }

    @Test(
        "An event that happened before somebody asked for mail again changes nothing, however late it is told; one after it does",
        arguments: [(-10, 1), (19, 1), (20, 0), (21, 0)] as [(Int64, Int)])
    func late(second: Int64, subscribed expected: Int) async throws {
        try await CampaignDatabase.with { it in
            _ = try await it.makeCampaign()
            let list = try await it.makeList()
            try await put(on: list, resubscribes: true, at: 20, it)
            try await tell(.unsubscription, at: second, it)
            try await tell(.hardBounce, at: second, it)
            try await #expect(subscribed(it) == [expected])
            try await #expect(reasons(it).count == 1 - expected)
            try await #expect(it.column("SELECT total FROM campaign_totals ORDER BY kind") == [1, 1])
        }
    }

    @Test("A hard bounce suppresses and unsubscribes nobody; an unsubscription outweighs it, whichever comes first")
    func reasonsOutweigh() async throws {
        try await CampaignDatabase.with { it in
            _ = try await it.makeCampaign()
            let list = try await it.makeList()
            for address in ["a@b.example", "b@b.example", "c@b.example"] { try await put(address, on: list, it) }
            try await tell(.hardBounce, "a@b.example", at: 1, it)
            try await tell(.hardBounce, "b@b.example", at: 1, it)
            try await tell(.unsubscription, "b@b.example", at: 2, it)
            try await tell(.unsubscription, "c@b.example", at: 1, it)
            try await tell(.hardBounce, "c@b.example", at: 2, it)
            try await #expect(reasons(it) == ["HardBounce", "Unsubscription", "Unsubscription"])
            try await #expect(subscribed(it) == [1, 0, 0])
        }
    }

    @Test(
        "A moment is read from its text",
        arguments: [
            ("1970-01-01 00:00:00", 0), ("2025-06-15 15:06:40", 1_750_000_000_000), ("1969-12-31 23:59:59", -1000),
            ("2025-06-15 24:00:00", nil), ("2025-06-15 10:60:00", nil), ("2025-06-15 10:00:60", nil), ("2025-06-15T10:00:00", nil),
            ("2025-02-29 10:00:00", nil), ("2025-06-15 10:00", nil), ("2025-06-15 1a:00:00", nil), ("", nil),
        ] as [(String, Int64?)])
    func moments(text: String, milliseconds: Int64?) {
        #expect(Timestamp(dateTime: text)?.milliseconds == milliseconds)
    }
}
