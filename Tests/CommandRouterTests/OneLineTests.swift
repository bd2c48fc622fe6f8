// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite("Texts of one line") struct OneLineTests {
    /// Each with what stands around it in a dry call, and with the code that refuses it.
    static let places: [(command: String, path: String, before: String, after: String, code: String)] = [
        ("campaign.create", "CampaignName", #""CampaignName":""#, "\"", "100006"),
        ("campaign.update", "CampaignName", #""CampaignID":1,"CampaignName":""#, "\"", "100006"),
        ("campaign.update", "AutoResendSubject", #""CampaignID":1,"AutoResendSubject":""#, "\"", "100006"),
        ("campaign.update", "AutoResendPreHeaderText", #""CampaignID":1,"AutoResendPreHeaderText":""#, "\"", "100006"),
        ("list.create", "SubscriberListName", #""SubscriberListName":""#, "\"", "2"),
        (
            "list.create", "CustomFields.FieldName", #""SubscriberListName":"a","CustomFields":[{"FieldName":""#, "\"}]", "3"
        ),
        ("segment.create", "SegmentName", #""ListID":1,"Rules":{},"SegmentName":""#, "\"", "7"),
        ("email.create", "EmailName", #""Subject":"a","PlainContent":"a","EmailName":""#, "\"", "3"),
        ("email.create", "FromName", #""EmailName":"a","Subject":"a","PlainContent":"a","FromName":""#, "\"", "5"),
        ("email.create", "Subject", #""EmailName":"a","PlainContent":"a","Subject":""#, "\"", "4"),
        (
            "events.record", "Events.EventID",
            #""Events":[{"CampaignID":1,"EventType":"Open","EmailAddress":"a@b.c","EventTime":"2025-01-01 00:00:00","EventID":""#, "\"}]",
            "4"
        ),
        ("account.create", "Username", #""Password":"a long pass phrase","EmailAddress":"a@b.c","Username":""#, "\"", "4"),
    ]

    @Test(
        "Have neither controls nor what overrides the direction of writing", arguments: places.indices,
        [
            #"\r"#, #"\n"#, #"\r\nBcc: a@b.c"#, #"\t"#, #"\u001b"#, #"\u007f"#, #"\u0085"#, #"\u009b"#, #"\u2028"#, #"\u2029"#,
            #"\u202a"#, #"\u202d"#, #"\u202e"#, #"\u2066"#, #"\u2068"#, #"\u2069"#,
        ])
    func refuse(index: Int, text: String) async throws {
        let place = Self.places[index]
        #expect(try await decision(place, "a\(text)b") == "\(place.code) \(place.path).pattern")
    }

    @Test(
        "Have every writing, with its marks of direction and joiners", arguments: places.indices,
        ["שלום\u{200F}!", "a\u{200E}", "\u{061C}سلام", "👩\u{200D}👩", "naïve — “quoted”", "日本語", "a\u{A0}b", "a\u{202F}b"])
    func take(index: Int, text: String) async throws {
        #expect(try await decision(Self.places[index], text).hasPrefix("{"))
    }

    private func decision(
        _ place: (command: String, path: String, before: String, after: String, code: String), _ text: String
    ) async throws -> String {
        let key = place.command.hasPrefix("account") ? #""AdminAPIKey":"admin""# : #""APIKey":"all""#
        let body = #"{"Command":"\#(place.command)",\#(key),\#(place.before)\#(text)\#(place.after)}"#
        return try await ShippedManifest.wholeRouter().api(body, mode: "validate").decision
    }
}
