// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import CommandKit
import CommandStorage
import Testing

@Suite("List store") struct ListStoreTests {
    private func texts(_ count: Int, _ kind: CustomField.Kind = .text) -> [CustomField] {
        (0..<count).map { CustomField(name: "\(kind.rawValue) \($0)", kind: kind) }
    }

    @Test("Gives each field a column of its kind, in order") func slots() async throws {
        try await CampaignDatabase.with { it in
            let fields = [("City", CustomField.Kind.text), ("Age", .number), ("Été", .text), ("Points", .number)].map(CustomField.init)
            let list = try await it.lists.create(name: "It's", fields: fields, owner: 7, at: it.now, until: it.soon)
            try await #expect(
                it.rows("SELECT owner_id, name, created_at FROM lists WHERE list_id = \(list)") == [
                    [.integer(7), .text("It's"), .integer(1_750_000_000_000)]
                ])
            try await #expect(
                it.rows("SELECT list_id, name, name_folded, kind, slot FROM custom_fields ORDER BY field_id") == [
                    [.integer(Int64(list)), .text("City"), .text("city"), .text("Text"), .integer(1)],
                    [.integer(Int64(list)), .text("Age"), .text("age"), .text("Number"), .integer(1)],
                    [.integer(Int64(list)), .text("Été"), .text("été"), .text("Text"), .integer(2)],
                    [.integer(Int64(list)), .text("Points"), .text("points"), .text("Number"), .integer(2)],
                ])
        }
    }

    @Test("Takes ten fields of each kind, and as many on another list") func exhausted() async throws {
        try await CampaignDatabase.with { it in
            for _ in 0..<2 { _ = try await it.makeList(texts(10) + texts(10, .number)) }
            for kind in CustomField.Kind.allCases {
                let many = texts(11, kind)
                await #expect(throws: ListStore.Fault.tooManyFields(kind)) { try await it.makeList(many) }
            }
            try await #expect(it.column("SELECT COUNT(*) FROM lists") == [2])
            try await #expect(it.column("SELECT COUNT(*) FROM custom_fields") == [40])
        }
    }

    @Test(
        "Refuses a name that is there already, in whatever case, and those that every list has",
        arguments: [
            ["City", "CITY"], ["Été", "E\u{301}TE\u{301}"], ["EmailAddress"], ["emailaddress"], ["FIRSTNAME"], ["City", "LastName"],
        ])
    func twice(names: [String]) async throws {
        try await CampaignDatabase.with { it in
            let fields = names.enumerated().map { CustomField(name: $1, kind: $0 == 0 ? .text : .number) }
            await #expect(throws: ListStore.Fault.fieldTwice(names[names.count - 1])) { try await it.makeList(fields) }
            try await #expect(it.column("SELECT COUNT(*) FROM lists") == [0])
        }
    }

    private func segment(_ json: String, list: Int, owner: Int = 1, _ it: CampaignDatabase) async throws -> ListStore.SegmentCreation {
        try await it.lists.createSegment(
            name: "s", rules: RuleSet(json: json), list: list, owner: owner, at: it.now, until: it.soon)
    }

    private static let rules = #"{"rules":[{"type":"fields","field_id":"City","operator":"is","value":"Rome"}]}"#

    @Test("Keeps a segment's rules as they came") func segment() async throws {
        try await CampaignDatabase.with { it in
            let list = try await it.makeList([CustomField(name: "City", kind: .text)])
            try await #expect(segment(Self.rules, list: list, it) == .created(1))
            try await #expect(it.rows("SELECT list_id, name, rules FROM segments") == [[.integer(1), .text("s"), .text(Self.rules)]])
        }
    }

    @Test("Another account's list has no segments, like one that does not exist") func foreignList() async throws {
        try await CampaignDatabase.with { it in
            let list = try await it.makeList(owner: 2, [CustomField(name: "City", kind: .text)])
            for id in [list, list + 1, 0, Int.max] { try await #expect(segment(Self.rules, list: id, it) == .unknownList) }
            try await #expect(it.column("SELECT COUNT(*) FROM segments") == [0])
        }
    }

    @Test(
        "Refuses rules that cannot be run, and says where",
        arguments: [
            (#"{"type":"fields","field_id":"Town","operator":"is","value":"x"}"#, "Town: the list has no such field"),
            (#"{"type":"segments","segment_id":99,"operator":"is"}"#, "segment 99: the list has no such segment"),
            (#"{"type":"segments","segment_id":1,"operator":"is"}"#, "segment 1: the list has no such segment"),
            (#"{"type":"tags","tag_id":99,"operator":"is"}"#, "tag 99: there is no such tag"),
            (#"{"type":"tags","tag_id":1,"operator":"is"}"#, "tag 1: there is no such tag"),
            (#"{"type":"fields","field_id":"Age","operator":"is","value":"old"}"#, "Age: is compared with numbers alone"),
            (#"{"type":"fields","field_id":"Age","operator":"is","value":"0x10"}"#, "Age: is compared with numbers alone"),
            (#"{"type":"fields","field_id":"Age","operator":"is less than","value":"inf"}"#, "Age: is compared with numbers alone"),
            (#"{"type":"fields","field_id":"Age","operator":"contains","value":"1"}"#, "Age: is a number, which has no part to look for"),
            (#"{"type":"fields","field_id":"Age","operator":"ends with","value":"1"}"#, "Age: is a number, which has no part to look for"),
        ])
    func unusable(rule: String, reason: String) async throws {
        try await CampaignDatabase.with { it in
            // Segment 1 is of another list, tag 1 of another account.
            let other = try await it.makeList([CustomField(name: "City", kind: .text)])
            _ = try await segment(Self.rules, list: other, it)
            _ = try await it.tags.insert("t", owner: 2, until: it.soon)
            let list = try await it.makeList([CustomField(name: "Age", kind: .number)])
            try await #expect(segment(#"{"rules":[\#(rule)]}"#, list: list, it) == .unusableRules(reason))
            try await #expect(it.column("SELECT COUNT(*) FROM segments") == [1])
        }
    }

    @Test("What can be made can be used: segments stand in each other eight deep") func depth() async throws {
        try await CampaignDatabase.with { it in
            let list = try await it.makeList([CustomField(name: "City", kind: .text)])
            try await #expect(segment(Self.rules, list: list, it) == .created(1))
            for inner in 1..<8 {
                let json = #"{"rules":[{"type":"segments","segment_id":\#(inner),"operator":"is"}]}"#
                try await #expect(segment(json, list: list, it) == .created(inner + 1))
            }
            try await #expect(
                segment(#"{"rules":[{"type":"segments","segment_id":8,"operator":"is"}]}"#, list: list, it)
                    == .unusableRules("segment 1: there are too many segments in each other"))
            let campaign = try await it.makeCampaign { $0.lists = "\(list):8" }
            guard case .recipients(0, nil) = try await it.recipients.recipients(of: campaign, owner: 1, onlyTotal: true, until: it.soon)
            else {
                Issue.record("cannot be used")
                return
            }
        }
    }
}
