// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandRouter
import Testing

@Suite("Replies") struct ReplyTests {
    private func answer(_ reply: some Encodable & Sendable, returns: String = "{}") async throws -> Answer {
        let text = FixtureManifest.command("test.one", "returns: \(returns)")
        return await Router.of(try FixtureManifest.commands(text), TestPlugin(Giving(reply))).api(Self.call)
    }

    private static let call = #"{"Command":"test.one","APIKey":"all"}"#
    private static let unexpected =
        #"{"Success":false,"ErrorCode":100005,"ErrorText":"Unexpected failure","#
        + #""Errors":[{"Code":100005,"Rule":"call.unexpected","Message":"Unexpected failure"}]}"#

    @Test("Spells fields as declared, in objects and arrays too, and writes declared texts first")
    func spellsFields() async throws {
        struct Item: Encodable, Sendable { var tagID = 7, other = "x" }
        struct Reply: Encodable, Sendable { var campaignid = 5, items = [Item()], best: Item? = Item(), undeclared = true }
        let item = "type: object, members: { TagID: { type: id } }"
        let returns =
            #"{ ErrorText: { type: string, value: "" }, CampaignID: { type: id }, "#
            + "Items: { type: array, items: { \(item) } }, Best: { \(item) } }"
        let fields = #""CampaignID":5,"Items":[{"TagID":7,"other":"x"}],"Best":{"TagID":7,"other":"x"},"undeclared":true"#
        #expect(try await answer(Reply(), returns: returns).text == #"{"Success":true,"ErrorCode":0,"ErrorText":"",\#(fields)}"#)
    }

    static let values: [(any Encodable & Sendable, String)] = [
        ("plain", #""plain""#), ("\u{0}\u{1F}\"\\/\n\r\t\u{8}\u{7F}", #""\u0000\u001f\"\\/\n\r\t\u0008\#u{7F}""#),
        ("\u{2028}\u{2029}é😀", "\"\u{2028}\u{2029}é😀\""), (Int.min, "-9223372036854775808"), (Int.max, "9223372036854775807"),
        (UInt64.max, "18446744073709551615"), (Int8.min, "-128"), (0.1, "0.1"), (Float(0.1), "0.1"), (5.0, "5"), (-0.0, "0"),
        (1e300, "1e+300"),
        (Double.leastNonzeroMagnitude, "5e-324"), (true, "true"), (Int?.none, "null"), ([Int](), "[]"), ([Int?.none, 3], "[null,3]"),
        (["k": 1], #"{"k":1}"#),
        ([[1], []], "[[1],[]]"), (Letters.b, #""b""#), (JSONText(wellFormed: #"{"a":[1]}"#), #"{"a":[1]}"#), (Nothing(), "{}"),
        (TwoParts(), #"{"a":1,"b":2}"#), (Nested(), #"{"o":{"x":1},"l":[1,[2],{"x":3}]}"#), (Swallowing(), #"{"first":{"x":1},"last":2}"#),
        (SwallowingItem(), "[[1],2]"), (Stale(), #"{"first":{"x":1},"second":{}}"#), (Once(), "1"),
    ]

    @Test("Writes every kind of value as JSON", arguments: values.indices)
    func writesValues(index: Int) async throws {
        let (value, expected) = Self.values[index]
        let answer = try await answer(AnyReply(value: value))
        #expect(answer.text == #"{"Success":true,"ErrorCode":0,"value":\#(expected)}"#)
        #expect(!answer.object.isEmpty)
    }

    static let failing: [any Encodable & Sendable] = [
        Double.nan, Double.infinity, -Float.infinity, Halfway(), Deep(levels: 100), ["a": [1.0, Double.nan]], Inheriting(), KindChange(),
        DeepContainers(),
    ]

    @Test("Answers a reply that cannot be written with 100005 and nothing of it", arguments: failing.indices)
    func refusesValues(index: Int) async throws {
        let answer = try await answer(AnyReply(value: Self.failing[index]))
        #expect(answer.text == Self.unexpected)
        #expect(answer.status == 500)
    }

    @Test("Answers a reply that is no object with 100005")
    func refusesOtherReplies() async throws {
        #expect(try await answer([1, 2]).text == Self.unexpected)
        #expect(try await answer("text").text == Self.unexpected)
        #expect(try await answer(Int?.none).text == Self.unexpected)
    }

    @Test("Writes 60 levels, which is within the bound")
    func writesDeepReplies() async throws {
        let levels = 60
        let expected = String(repeating: #"{"inner":"#, count: levels) + "{}" + String(repeating: "}", count: levels)
        #expect(try await answer(AnyReply(value: Deep(levels: levels))).text == #"{"Success":true,"ErrorCode":0,"value":\#(expected)}"#)
    }
}
