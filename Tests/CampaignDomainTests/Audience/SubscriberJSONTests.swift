// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import CommandKit
import CommandStorage
import Testing

@Suite("Subscribers as JSON") struct SubscriberJSONTests {
    private static let fields = [("City", CustomField.Kind.text), ("Age", .number)].map(CustomField.init)

    private func add(_ rows: [String], to list: Int, owner: Int = 1, _ it: CampaignDatabase) async throws -> SubscriberStore.Import? {
        try await it.subscribers.add(json: rows, to: list, owner: owner, at: it.now, until: it.soon)
    }

    @Test(
        "Takes names in any case, and values as JSON or as texts",
        arguments: [
            (#"{"EmailAddress":"a@b.example","FirstName":"Ann","LASTNAME":"Lee","City":"Rome","age":41.5}"#, "Ann", "Lee", "Rome", 41.5),
            (#"{"emailaddress":"a@b.example","AGE":"41","City":null,"FirstName":null}"#, "", "", nil, 41.0),
            (#" { "EmailAddress" : "a@b.example" , "C\u0069ty" : "a\"\u00e9\ud83d\ude00" } "#, "", "", "a\"é😀", nil),
            (#"{"EmailAddress":"a@b.example","Age":-1e2,"Tags":"","Resubscribe":""}"#, "", "", nil, -100.0),
            (
                #"{"EmailAddress":"\u00a0 a@b.example\t","Age":" 7\u00a0","Tags":"\u00a0","Resubscribe":" No\u2003","FirstName":" A "}"#,
                " A ",
                "", nil, 7.0
            ),
        ] as [(String, String, String, String?, Double?)])
    func reads(row: String, first: String, last: String, city: String?, age: Double?) async throws {
        try await CampaignDatabase.with { it in
            let list = try await it.makeList(Self.fields)
            try await #expect(add([row], to: list, it)?.refused == [])
            try await #expect(
                it.rows("SELECT first_name, last_name, text1, number1 FROM subscribers") == [
                    [.text(first), .text(last), city.map(SQLValue.text) ?? .null, age.map(SQLValue.real) ?? .null]
                ])
        }
    }

    /// What follows an address in a row, and why the row is refused.
    static let wrong: [(String, String)] = [
        (#""Town":"x""#, "the list has no field Town"), (#""IsAdmin":true"#, "IsAdmin is neither a text nor a number"),
        (#""City":["x"]"#, "City is neither a text nor a number"), (#""City":{}"#, "City is neither a text nor a number"),
        (#""City":5"#, "City is a text"), (#""Age":"old""#, "Age is a number"), (#""Age":1e999"#, "Age is out of range"),
        (#""FirstName":5"#, "FirstName is a text"), (#""EMAILADDRESS":"x@b.example""#, "EMAILADDRESS is given twice"),
        (#""City":"a","city":"b""#, "city is given twice"), (#""Tags":["x"]"#, "Tags are ids of tags"),
        (#""Tags":[1.5]"#, "Tags are ids of tags"), (#""Tags":"1;2""#, "Tags are ids of tags"), (#""Tags":[[1]]"#, "Tags are ids of tags"),
        (#""Tags":0"#, "Tags are ids of tags"), (#""Tags":true"#, "Tags are ids of tags"), (#""Tags":99"#, "there is no tag 99"),
        (#""Tags":[\#((1...101).map(String.init).joined(separator: ","))]"#, "Tags are more than 100"),
        (#""Resubscribe":"maybe""#, "Resubscribe is true or false"), (#""Resubscribe":[]"#, "Resubscribe is true or false"),
        (#""Resubscribe":2"#, "Resubscribe is true or false"),
        (#""FirstName":"\#(String(repeating: "x", count: 251))""#, "FirstName is longer than 250 characters"),
        (#""City":"\#(String(repeating: "x", count: 1001))""#, "City is longer than 1000 characters"),
        (#""City":"e\#(String(repeating: "\u{301}", count: 31))""#, "offset 101: more than 30 combining marks stand in a row"),
        (
            #""\#(String(repeating: "n", count: 101))":"x""#, "the list has no field \(String(repeating: "n", count: 100))"
        ),
    ]

    @Test("Tells what is wrong with a row by its place, and keeps the others", arguments: wrong)
    func refuses(members: String, reason: String) async throws {
        try await CampaignDatabase.with { it in
            let list = try await it.makeList(Self.fields)
            let outcome = try await add(
                [
                    #"{"EmailAddress":"a@b.example"}"#, #"{"EmailAddress":"b@b.example",\#(members)}"#, #"{"EmailAddress":"c@b.example"}"#,
                ], to: list, it)
            #expect(outcome?.added == 2 && outcome?.refused.map(\.place) == [1] && outcome?.refused.map(\.reason) == [reason])
            try await #expect(it.column("SELECT address FROM subscribers ORDER BY address") == ["a@b.example", "c@b.example"])
        }
    }

    @Test(
        "A row without an address is none",
        arguments: [
            ("{}", "EmailAddress is missing"), (#"{"EmailAddress":null}"#, "EmailAddress is missing"),
            (#"{"EmailAddress":""}"#, "EmailAddress is no email address"), (#"{"EmailAddress":5}"#, "EmailAddress is a text"),
            ("[]", "offset 0: it is no object"),
        ])
    func addressless(row: String, reason: String) async throws {
        try await CampaignDatabase.with { it in
            let list = try await it.makeList(Self.fields)
            try await #expect(add([row], to: list, it)?.refused.map(\.reason) == [reason])
        }
    }

    @Test("Tags are added to those that a subscriber has, in whatever form they are given") func tags() async throws {
        try await CampaignDatabase.with { it in
            let list = try await it.makeList()
            for name in ["a", "b", "c"] { _ = try await it.tags.insert(name, owner: 1, until: it.soon) }
            let forms = ["[1]", "2", #""3""#, #"[1,"2"]"#, #"" 1 , 2 ,""#, "null"]
            for form in forms { try await #expect(add([#"{"EmailAddress":"a@b.example","Tags":\#(form)}"#], to: list, it)?.refused == []) }
            try await #expect(it.column("SELECT tag_id FROM subscriber_tags ORDER BY tag_id") == [1, 2, 3])
            try await it.tags.delete([2], owner: 1, until: it.soon)
            try await #expect(it.column("SELECT tag_id FROM subscriber_tags ORDER BY tag_id") == [1, 3])
        }
    }

    @Test("Another account's tag is answered like one that is not there, and the row is not added") func foreignTag() async throws {
        try await CampaignDatabase.with { it in
            let list = try await it.makeList()
            _ = try await it.tags.insert("theirs", owner: 2, until: it.soon)
            let rows = [1, 2].map { #"{"EmailAddress":"a@b.example","Tags":\#($0)}"# }
            try await #expect(add(rows, to: list, it)?.refused.map(\.reason) == ["there is no tag 1", "there is no tag 2"])
            try await #expect(it.column("SELECT COUNT(*) FROM subscribers") == [0])
        }
    }

    @Test("Tags and Resubscribe are no custom fields' names", arguments: ["Tags", "RESUBSCRIBE"]) func reserved(name: String) async throws {
        try await CampaignDatabase.with { it in
            await #expect(throws: ListStore.Fault.fieldTwice(name)) { try await it.makeList([CustomField(name: name, kind: .text)]) }
        }
    }
}
