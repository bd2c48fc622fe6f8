// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import CommandKit
import CommandStorage
import Testing

@Suite("Subscriber store") struct SubscriberStoreTests {
    private static let fields = [("City", CustomField.Kind.text), ("Age", .number), ("Note", .text)].map(CustomField.init)

    private func add(_ people: [Subscriber], to list: Int, owner: Int = 1, _ it: CampaignDatabase) async throws -> SubscriberStore.Import? {
        try await it.subscribers.add(people, to: list, owner: owner, at: it.now, until: it.soon)
    }

    private func people(_ it: CampaignDatabase) async throws -> [[SQLValue]] {
        try await it.rows("SELECT address, first_name, last_name, text1, number1, text2 FROM subscribers ORDER BY subscriber_id")
    }

    @Test("Adds who is new and updates who is there, by address in any case; what is not given stays") func upsert() async throws {
        try await CampaignDatabase.with { it in
            let list = try await it.makeList(Self.fields)
            let first = try await add(
                [
                    Subscriber(address: "Ann@B.example", firstName: "Ann", fields: [("City", .text("Rome")), ("AGE", .number(41.5))]),
                    Subscriber(address: "É@b.example"),
                ], to: list, it)
            #expect(first?.added == 2 && first?.updated == 0 && first?.refused == [])
            let second = try await add(
                [
                    Subscriber(address: "aNN@b.EXAMPLE", lastName: "Lee", fields: [("city", nil), ("Note", .text("x"))]),
                    Subscriber(address: "e\u{301}@b.example"), Subscriber(address: "bob@b.example"),
                    Subscriber(address: "BOB@b.example", firstName: ""),
                ], to: list, it)
            #expect(second?.added == 1 && second?.updated == 3 && second?.refused == [])
            try await #expect(
                people(it) == [
                    [.text("Ann@B.example"), .text("Ann"), .text("Lee"), .null, .real(41.5), .text("x")],
                    [.text("É@b.example"), .text(""), .text(""), .null, .null, .null],
                    [.text("bob@b.example"), .text(""), .text(""), .null, .null, .null],
                ])
            try await #expect(it.column("SELECT DISTINCT subscribed_at FROM subscribers") == [1_750_000_000_000])
        }
    }

    @Test(
        "Takes a value by the field's kind",
        arguments: [
            ("City", .text("Rome"), .text("Rome")), ("City", .text("50"), .text("50")), ("City", .text(""), .text("")),
            ("City", nil, .null),
            ("Age", .number(3), .real(3)), ("Age", .number(-0.5), .real(-0.5)), ("Age", .text("12"), .real(12)),
            ("Age", .text("-1.5e2"), .real(-150)), ("Age", nil, .null), ("Age", .text("9007199254740993"), .real(9_007_199_254_740_992)),
        ] as [(String, Subscriber.Value?, SQLValue)])
    func kinds(field: String, value: Subscriber.Value?, expected: SQLValue) async throws {
        try await CampaignDatabase.with { it in
            let list = try await it.makeList(Self.fields)
            try await it.add([Subscriber(address: "a@b.example", fields: [(field, value)])], to: list)
            let column: SQL = field == "City" ? "text1" : "number1"
            try await #expect(it.rows("SELECT \(column) FROM subscribers") == [[expected]])
        }
    }

    static let wrong: [(Subscriber, String)] = [
        (Subscriber(address: ""), "EmailAddress is no email address"), (Subscriber(address: "nobody"), "EmailAddress is no email address"),
        (Subscriber(address: "a@b.example\r\nBcc: x@y.example"), "EmailAddress is no email address"),
        (Subscriber(address: "a@b.example", firstName: "Ann\r\nBcc: x"), "FirstName must be one line without control characters"),
        (Subscriber(address: "a@b.example", lastName: "Lee\u{85}"), "LastName must be one line without control characters"),
        (Subscriber(address: "a@b.example", lastName: "\u{202E}eeL"), "LastName must be one line without control characters"),
        (Subscriber(address: "a@b.example", fields: [("Town", .text("x"))]), "the list has no field Town"),
        (
            Subscriber(address: "a@b.example", fields: [("'; DROP TABLE subscribers", nil)]),
            "the list has no field '; DROP TABLE subscribers"
        ),
        (
            // One Character, of many scalars.
            Subscriber(address: "a@b.example", fields: [("e" + String(repeating: "\u{301}", count: 500), nil)]),
            "the list has no field e" + String(repeating: "\u{301}", count: 99)
        ),
        (Subscriber(address: "a@b.example", fields: [("Age", .text("old"))]), "Age is a number"),
        (Subscriber(address: "a@b.example", fields: [("Age", .text(""))]), "Age is a number"),
        (Subscriber(address: "a@b.example", fields: [("Age", .text("1e400"))]), "Age is a number"),
        (Subscriber(address: "a@b.example", fields: [("Age", .text("nan"))]), "Age is a number"),
        (Subscriber(address: "a@b.example", fields: [("Age", .text("0x10"))]), "Age is a number"),
        (Subscriber(address: "a@b.example", fields: [("Age", .text("1 2"))]), "Age is a number"),
        (Subscriber(address: "a@b.example", fields: [("Age", .number(.nan))]), "Age is a number"),
        (Subscriber(address: "a@b.example", fields: [("Age", .number(.infinity))]), "Age is a number"),
        (Subscriber(address: "a@b.example", fields: [("City", .number(1))]), "City is a text"),
        (Subscriber(address: "a@b.example", fields: [("EmailAddress", .text("x"))]), "the list has no field EmailAddress"),
    ]

    @Test("Leaves out each wrong one with its place and reason, and keeps the others") func refused() async throws {
        try await CampaignDatabase.with { it in
            let list = try await it.makeList(Self.fields)
            var batch: [Subscriber] = []
            for (index, wrong) in Self.wrong.enumerated() {
                batch += [Subscriber(address: "good\(index)@b.example", fields: [("Age", .number(Double(index)))]), wrong.0]
            }
            let outcome = try await add(batch, to: list, it)
            #expect(outcome?.added == Self.wrong.count && outcome?.updated == 0)
            #expect(outcome?.refused.map(\.place) == Self.wrong.indices.map { $0 * 2 + 1 })
            #expect(outcome?.refused.map(\.reason) == Self.wrong.map(\.1))
            try await #expect(
                it.column("SELECT address FROM subscribers ORDER BY number1") == Self.wrong.indices.map { "good\($0)@b.example" })
        }
    }

    @Test("A wrong one that is on the list already stays as it was") func refusedUpdate() async throws {
        try await CampaignDatabase.with { it in
            let list = try await it.makeList(Self.fields)
            try await it.add([Subscriber(address: "a@b.example", firstName: "Ann", fields: [("Age", .number(1))])], to: list)
            let before = try await people(it)
            let outcome = try await add(
                [Subscriber(address: "a@b.example", firstName: "X", fields: [("City", .text("x")), ("Age", .text("x"))])], to: list, it)
            #expect(outcome?.refused.count == 1 && outcome?.updated == 0)
            try await #expect(people(it) == before)
        }
    }

    @Test("There is no list of another account, nor one that is not there; nobody is added") func unknownList() async throws {
        try await CampaignDatabase.with { it in
            let foreign = try await it.makeList(owner: 2)
            for list in [foreign, foreign + 1, 0, -1, Int.max] {
                try await #expect(add([Subscriber(address: "a@b.example")], to: list, it) == nil)
            }
            try await #expect(people(it) == [])
        }
    }

    @Test("One address may be on two lists, whose fields are their own") func twoLists() async throws {
        try await CampaignDatabase.with { it in
            let first = try await it.makeList([CustomField(name: "City", kind: .text)])
            let second = try await it.makeList([CustomField(name: "Town", kind: .text)])
            try await it.add([Subscriber(address: "a@b.example", fields: [("City", .text("Rome"))])], to: first)
            try await it.add([Subscriber(address: "a@b.example", fields: [("Town", .text("Oslo"))])], to: second)
            try await #expect(add([Subscriber(address: "a@b.example", fields: [("City", nil)])], to: second, it)?.refused.count == 1)
            try await #expect(it.column("SELECT text1 FROM subscribers ORDER BY list_id") == ["Rome", "Oslo"])
        }
    }

    @Test("Takes a thousand at once, with twenty fields each, and all again") func thousand() async throws {
        try await CampaignDatabase.with { it in
            let fields = (0..<20).map { CustomField(name: "f\($0)", kind: $0 < 10 ? .text : .number) }
            let list = try await it.makeList(fields)
            let batch = (0..<1000).map { number in
                Subscriber(
                    address: "p\(number)@b.example", firstName: "F", lastName: "L",
                    fields: fields.map { ($0.name, $0.kind == .text ? .text("T\(number)") : .number(Double(number))) })
            }
            try await #expect(add(batch, to: list, it)?.added == 1000)
            try await #expect(add(batch, to: list, it)?.updated == 1000)
            try await #expect(
                it.column("SELECT COUNT(*) FROM subscribers WHERE text10 = 'T999' AND folded10 = 't999' AND number10 = 999") == [1])
        }
    }

    @Test("Of many who add one address at once, one adds it") func rivals() async throws {
        try await CampaignDatabase.with { it in
            let list = try await it.makeList()
            let outcomes = try await atOnce(24) { _ in
                try await it.subscribers.add([Subscriber(address: "a@b.example")], to: list, owner: 1, at: it.now, until: it.soon)
            }
            #expect(outcomes.count { $0?.added == 1 } == 1 && outcomes.count { $0?.updated == 1 } == 23)
        }
    }

    @Test("A field goes by its id as well, unless another has that for its name") func byID() async throws {
        try await CampaignDatabase.with { it in
            // The second field, whose id is 2, has the name that stands for the first one's id.
            let list = try await it.makeList([CustomField(name: "City", kind: .text), CustomField(name: "CustomField1", kind: .text)])
            try await it.add(
                [
                    Subscriber(address: "a@b.example", fields: [("City", .text("Rome")), ("customfield1", .text("other"))]),
                    Subscriber(address: "b@b.example", fields: [("CustomField2", .text("by id"))]),
                ], to: list)
            try await #expect(
                it.rows("SELECT text1, text2 FROM subscribers ORDER BY subscriber_id") == [
                    [.text("Rome"), .text("other")], [.null, .text("by id")],
                ])
        }
    }

    @Test("Nobody is added past the deadline") func late() async throws {
        try await CampaignDatabase.with { it in
            let list = try await it.makeList()
            await #expect(throws: ComponentUnavailable.self) {
                try await it.subscribers.add([Subscriber(address: "a@b.example")], to: list, owner: 1, at: it.now, until: .now)
            }
            try await #expect(people(it) == [])
        }
    }
}
