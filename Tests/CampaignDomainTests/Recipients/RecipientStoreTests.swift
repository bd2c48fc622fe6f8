// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import CommandKit
import CommandStorage
import CommandStorageSQLite
import Testing

@Suite("Recipient store") struct RecipientStoreTests {
    private func answer(
        _ campaign: Int, owner: Int? = 1, onlyTotal: Bool = false, _ it: CampaignDatabase
    ) async throws -> RecipientStore.Answer {
        try await it.recipients.recipients(of: campaign, owner: owner, onlyTotal: onlyTotal, until: it.soon)
    }

    /// An answer in short: addresses by comma, or the word for a refusal. The total must be the number of rows.
    private func found(_ change: (inout CampaignChange) -> Void, _ it: CampaignDatabase) async throws -> String {
        let campaign = try await it.makeCampaign(change)
        let (rows, total) = try await (answer(campaign, it), answer(campaign, onlyTotal: true, it))
        switch (rows, total) {
        case (.recipients(let count, let people?), .recipients(let counted, nil)):
            #expect(count == people.first.count && counted == count)
            #expect(people.first.map(\.subscriberID) == people.first.map(\.subscriberID).sorted())
            return people.first.map { $0.address.replacing("@b.example", with: "") }.joined(separator: ",")
        case (.unusableCriteria, .unusableCriteria): return "unusable"
        case (.noCriteria, .noCriteria): return "none"
        default: return "\(rows) against \(total)"
        }
    }

    private func people(_ names: String) -> [Subscriber] {
        names.split(separator: " ").map { Subscriber(address: "\($0)@b.example", fields: [("City", .text("\($0.first ?? "x")"))]) }
    }

    /// Lists 1 (a1 a2 b1 c1) and 2 (A1 b1 d1) of account 1, list 3 of account 2, segment 1 of list 1: City is a.
    private func fill(_ it: CampaignDatabase) async throws {
        let city = [CustomField(name: "City", kind: .text)]
        for (owner, names) in [(1, "a1 a2 b1 c1"), (1, "A1 b1 d1"), (2, "a1 z1")] {
            let list = try await it.makeList(owner: owner, city)
            try await it.add(people(names), to: list, owner: owner)
        }
        for (list, owner) in [(1, 1), (3, 2)] {
            _ = try await it.lists.createSegment(
                name: "s", rules: RuleSet(json: #"{"rules":[{"type":"fields","field_id":"City","operator":"is","value":"A"}]}"#),
                list: list,
                owner: owner, at: it.now, until: it.soon)
        }
    }

    static let lists: [(String?, String?, String)] = [
        ("1", nil, "a1,a2,b1,c1"), ("1:0", nil, "a1,a2,b1,c1"), ("2:0", "", "A1,b1,d1"), ("1:1", nil, "a1,a2"),
        ("1:0,2:0", nil, "a1,a2,b1,c1,d1"),
        ("2:0,1:0", nil, "a1,a2,b1,c1,d1"), (" 1:1 , 2:0 ", nil, "a1,a2,b1,d1"), ("1:1,1:0,1:1", nil, "a1,a2,b1,c1"),
        ("1:0", "2:0", "a2,c1"),
        ("1:0", "1:1", "b1,c1"), ("1:0", "1:0", ""), ("1:0,2", "1:1,2:0", "c1"), ("2:0", "1:1", "b1,d1"), ("", "1:0", "none"),
        (nil, "1:0", "none"),
        (nil, nil, "none"), ("99:0", nil, "unusable"), ("1:99", nil, "unusable"), ("2:1", nil, "unusable"), ("3:0", nil, "unusable"),
        ("3:2", nil, "unusable"), ("1:2", nil, "unusable"), ("1:0,99", nil, "unusable"), ("1:0", "99", "unusable"),
        ("1:0", "3:0", "unusable"),
        ("0", nil, "unusable"), ("99999999999999999999", nil, "unusable"), ("1:99999999999999999999", nil, "unusable"),
        ("1:0", "99999999999999999999", "unusable"), ("x", nil, "unusable"), ("1:x", nil, "unusable"), ("1:0:0", nil, "unusable"),
        ("-1", nil, "unusable"), ("1 OR 1=1", nil, "unusable"), ((1...1001).map { "\($0)" }.joined(separator: ","), nil, "unusable"),
    ]

    @Test("Lists and segments, without those who are excluded, each person once", arguments: lists)
    func byLists(lists: String?, excluded: String?, expected: String) async throws {
        try await CampaignDatabase.with { it in
            try await fill(it)
            let found = try await found(
                {
                    $0.lists = lists
                    $0.excludedLists = excluded
                }, it)
            #expect(found == expected)
        }
    }

    private static func bundle(_ joint: String, _ criteria: String...) -> String {
        #"{"operator":"\#(joint)","criteria":[\#(criteria.map { "{\($0)}" }.joined(separator: ","))]}"#
    }
    private static func city(_ test: String, _ value: String) -> String {
        #"{"type":"fields","field_id":"city","operator":"\#(test)","value":"\#(value)"}"#
    }

    private static let startsWithA2 = #"{"type":"fields","field_id":"EmailAddress","operator":"begins with","value":"a2"}"#

    static let bundles: [(String, String)] = [
        (bundle("and", #""list_id":1"#), "a1,a2,b1,c1"), (bundle("and", #""list_id":1,"rules":[\#(city("is", "A"))]"#), "a1,a2"),
        (bundle("and", #""list_id":1,"rules":[\#(city("is not", "A"))]"#), "b1,c1"),
        (bundle("or", #""list_id":1,"rules":[\#(city("is", "a"))]"#, #""list_id":1,"rules":[\#(city("is", "b"))]"#), "a1,a2,b1"),
        (bundle("and", #""list_id":1,"rules":[\#(city("is", "a"))]"#, #""list_id":1,"rules":[\#(city("is", "b"))]"#), ""),
        (bundle("and", #""list_id":1"#, #""list_id":2"#), "a1,b1"), (bundle("and", #""list_id":2"#, #""list_id":1"#), "A1,b1"),
        (bundle("or", #""list_id":1"#, #""list_id":2"#), "a1,a2,b1,c1,d1"),
        (bundle("or", #""list_id":2"#, #""list_id":1,"rules":[\#(city("is", "c"))]"#), "c1,A1,b1,d1"),
        (bundle("and", #""list_id":1"#, #""list_id":2,"rules":[\#(city("is", "b"))]"#), "b1"),
        (bundle("and", #""list_id":1,"operator":"or","rules":[[\#(city("is", "a")),\#(startsWithA2)],[\#(city("is", "c"))]]"#), "a2,c1"),
        (bundle("and", #""list_id":1,"operator":"and","rules":[[\#(city("is", "a")),\#(city("is", "c"))],[\#(startsWithA2)]]"#), "a2"),
        (bundle("and", #""list_id":1,"rules":[[\#(city("is", "a")),\#(startsWithA2)],[\#(city("is", "c"))]]"#), ""),
        (bundle("and", #""list_id":1,"rules":[{"type":"segments","segment_id":1,"operator":"is"}]"#), "a1,a2"),
        (bundle("and", #""list_id":1,"rules":[{"type":"segments","segment_id":1,"operator":"is not"}]"#), "b1,c1"),
        (bundle("and", #""list_id":2,"rules":[{"type":"segments","segment_id":1,"operator":"is"}]"#), "unusable"),
        (bundle("and", #""list_id":3"#), "unusable"), (bundle("and", #""list_id":99"#), "unusable"),
        (bundle("or", #""list_id":1"#, #""list_id":3"#), "unusable"), (bundle("and", #""list_id":1"#, #""list_id":3"#), "unusable"),
        (bundle("and", #""list_id":1,"rules":[{"type":"segments","segment_id":2,"operator":"is not"}]"#), "unusable"),
        (bundle("and", #""list_id":1,"rules":[{"type":"tags","tag_id":1,"operator":"is not"}]"#), "unusable"),
        (bundle("and", #""list_id":1,"rules":[{"type":"fields","field_id":"Town","operator":"is not set"}]"#), "unusable"),
        (bundle("xor", #""list_id":1"#), "unusable"), ("no JSON", "unusable"), ("", "none"),
    ]

    @Test("Bundles select by criteria on one list or on several", arguments: bundles) func byBundles(rules: String, expected: String)
        async throws
    {
        try await CampaignDatabase.with { it in
            try await fill(it)
            try await #expect(found({ $0.rules = rules }, it) == expected)
        }
    }

    @Test("Rules decide alone where there are any; an empty text is none") func precedence() async throws {
        try await CampaignDatabase.with { it in
            try await fill(it)
            func change(_ rules: String) -> (inout CampaignChange) -> Void {
                { ($0.rules, $0.lists, $0.excludedLists) = (rules, "2:0", "1:0") }
            }
            try await #expect(found(change(Self.bundle("and", #""list_id":1"#)), it) == "a1,a2,b1,c1")
            try await #expect(found(change(""), it) == "d1")
        }
    }

    @Test("Whoever unsubscribed or is suppressed is left out; another account's suppressions do not count") func leftOut() async throws {
        try await CampaignDatabase.with { it in
            try await fill(it)
            let campaign = try await it.makeCampaign()
            let foreign = try await it.makeCampaign(owner: 2)
            func happens(_ kind: CampaignEvent.Kind, _ address: String, _ campaign: Int, owner: Int) async throws {
                let event = CampaignEvent(id: address, campaignID: campaign, kind: kind, address: address, emailID: nil, time: it.now)
                _ = try await it.events.record([event], owner: owner, at: it.now, until: it.soon)
            }
            try await happens(.unsubscription, "A2@B.example", campaign, owner: 1)
            try await happens(.hardBounce, "c1@b.example", campaign, owner: 1)
            try await happens(.softBounce, "b1@b.example", campaign, owner: 1)
            try await happens(.hardBounce, "a1@b.example", foreign, owner: 2)
            try await it.execute("UPDATE subscribers SET is_subscribed = 0 WHERE address = 'A1@b.example'")
            for rules in [nil, Self.bundle("or", #""list_id":1"#, #""list_id":2"#)] {
                let expected = try await found(
                    {
                        $0.lists = "1:0,2:0"
                        $0.rules = rules
                    }, it)
                #expect(expected == "a1,b1,d1")
            }
            try await #expect(found({ $0.lists = "2:0" }, it) == "b1,d1")
            // Whoever unsubscribed from a list is none of those whom a criterion on it selects; exclusion stays exclusion.
            try await #expect(found({ $0.rules = Self.bundle("and", #""list_id":1"#, #""list_id":2"#) }, it) == "b1")
            try await #expect(found({ ($0.lists, $0.excludedLists) = ("1:0", "2:0") }, it) == "")
        }
    }

    @Test("Rules that can no longer be run are told as such: a deleted segment, a changed one, one made of itself") func gone() async throws
    {
        try await CampaignDatabase.with { it in
            try await fill(it)
            let change: (inout CampaignChange) -> Void = {
                $0.rules = Self.bundle("and", #""list_id":1,"rules":[{"type":"segments","segment_id":1,"operator":"is"}]"#)
            }
            try await #expect(found(change, it) == "a1,a2")
            try await it.execute(
                #"UPDATE segments SET rules = '{"rules":[{"type":"segments","segment_id":1,"operator":"is not"}]}' WHERE segment_id = 1"#)
            try await #expect(found(change, it) == "unusable")
            try await it.execute(
                """
                INSERT INTO segments (list_id, name, rules, created_at)
                VALUES (1, 's', '{"rules":[{"type":"segments","segment_id":1,"operator":"is"}]}', 1)
                """)
            try await it.execute(
                #"UPDATE segments SET rules = '{"rules":[{"type":"segments","segment_id":3,"operator":"is not"}]}' WHERE segment_id = 1"#)
            try await #expect(found(change, it) == "unusable")
            try await it.execute("UPDATE segments SET rules = 'nonsense' WHERE segment_id = 1")
            try await #expect(found(change, it) == "unusable")
            try await it.execute("DELETE FROM segments WHERE segment_id = 1")
            try await #expect(found(change, it) == "unusable")
        }
    }

    @Test("Works for what is not sent yet alone", arguments: Campaign.Status.allCases) func statuses(status: Campaign.Status) async throws {
        try await CampaignDatabase.with { it in
            try await fill(it)
            let campaign = try await it.makeCampaign {
                $0.status = status
                $0.lists = "1:1"
            }
            let bare = try await it.makeCampaign { $0.status = status }
            switch try await answer(campaign, onlyTotal: true, it) {
            case .recipients(let total, nil): #expect(total == 2 && [.draft, .ready, .pendingApproval].contains(status))
            case .wrongStatus(let found): #expect(found == status.rawValue && [.sending, .paused, .sent, .failed].contains(status))
            case let other: Issue.record("\(other)")
            }
            switch try await answer(bare, it) {
            case .noCriteria: #expect([.draft, .ready, .pendingApproval].contains(status))
            case .wrongStatus: #expect([.sending, .paused, .sent, .failed].contains(status))
            case let other: Issue.record("\(other)")
            }
        }
    }

    @Test("Another account's campaign is unknown; an admin reads any, with its own account's lists") func owners() async throws {
        try await CampaignDatabase.with { it in
            try await fill(it)
            let mine = try await it.makeCampaign { $0.lists = "1:0" }
            let theirs = try await it.makeCampaign(owner: 2) { $0.lists = "3:0" }
            for (campaign, owner) in [(mine, 2), (theirs, 1), (999, 1), (0, 1), (Int.max, 1), (999, nil)] {
                guard case .unknownCampaign = try await answer(campaign, owner: owner, it) else {
                    Issue.record("\(campaign) of \(owner ?? 0)")
                    continue
                }
            }
            for (campaign, total) in [(mine, 4), (theirs, 2)] {
                guard case .recipients(total, _?) = try await answer(campaign, owner: nil, it) else {
                    Issue.record("\(campaign)")
                    continue
                }
            }
        }
    }

    @Test("Says who they are") func contents() async throws {
        try await CampaignDatabase.with { it in
            let list = try await it.makeList()
            try await it.add(
                [Subscriber(address: "John@B.example", firstName: "John", lastName: "Doe"), Subscriber(address: "x@b.example")], to: list)
            let campaign = try await it.makeCampaign { $0.lists = "\(list)" }
            guard case .recipients(2, let people?) = try await answer(campaign, it) else {
                Issue.record("no recipients")
                return
            }
            #expect(people.first.map(\.address) == ["John@B.example", "x@b.example"] && people.first.map(\.subscriberID) == [1, 2])
            #expect(people.first.map(\.firstName) == ["John", ""] && people.first.map(\.lastName) == ["Doe", ""])
        }
    }

    @Test("Takes a thousand lists, and 200 rules that are segments of many") func large() async throws {
        try await CampaignDatabase.with { it in
            try await it.database.write(until: it.soon) { database in
                for _ in 1...1000 { try database.execute("INSERT INTO lists (owner_id, name, created_at) VALUES (1, 'l', 1)") }
            }
            try await it.add([Subscriber(address: "a@b.example")], to: 1000)
            try await #expect(found({ $0.lists = (1...1000).map { "\($0):0" }.joined(separator: ",") }, it) == "a")
            let rule = #"{"type":"fields","field_id":"FirstName","operator":"does not contain","value":"%"}"#
            for joint in ["and", "or"] {
                let rules = Array(repeating: rule, count: 195).joined(separator: ",")
                let outcome = try await it.lists.createSegment(
                    name: "s", rules: RuleSet(json: #"{"operator":"\#(joint)","rules":[\#(rules)]}"#), list: 1000, owner: 1, at: it.now,
                    until: it.soon)
                guard case .created(let segment) = outcome else {
                    Issue.record("\(outcome)")
                    return
                }
                let uses = Array(repeating: #"{"type":"segments","segment_id":\#(segment),"operator":"is"}"#, count: 5).joined(
                    separator: ",")
                try await #expect(
                    found({ $0.rules = #"{"criteria":[{"list_id":1000,"operator":"\#(joint)","rules":[\#(uses)]}]}"# }, it) == "a")
                let many = uses + "," + uses
                try await #expect(found({ $0.rules = #"{"criteria":[{"list_id":1000,"rules":[\#(many)]}]}"# }, it) == "unusable")
            }
        }
    }
}
