// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import CampaignDomain

@Suite("Email address") struct EmailAddressTests {
    @Test(
        "Takes what gets mail",
        arguments: [
            "a@b.example", "First.Last+tag@sub.example.org", "o'brien@example.com", "é@exämple.com", "a_b-c@1.example", "用户@例え.jp",
            String(repeating: "a", count: 64) + "@b.example", "a@" + String(repeating: "b", count: 63) + ".example",
        ])
    func taken(address: String) { #expect(EmailAddress.isWritten(address)) }

    @Test(
        "Refuses what does not",
        arguments: [
            "", "a", "@", "a@", "@b.example", "a@b", "a@@b.example", "a@b@c.example", ".a@b.example", "a.@b.example", "a@.example",
            "a@b..example", "a@b.example.", "a@-b.example", "a@b-.example", "a b@c.example", "a@b.example ", "a\n@b.example",
            "a\r\n@b.example",
            "a\u{7F}@b.example", "<a@b.example>", "a,b@c.example", "a\"@b.example", "a@b_c.example", "a\u{200B}@b.example",
            "a\u{A0}@b.example", "a\u{202E}@b.example", String(repeating: "a", count: 65) + "@b.example",
            "a@" + String(repeating: "b", count: 64) + ".example", "a@" + String(repeating: "b.", count: 125) + "example", "a\0@b.example",
        ])
    func refused(address: String) { #expect(!EmailAddress.isWritten(address)) }

    @Test(
        "A decimal number is finite and written in digits",
        arguments: [
            ("1", 1), ("-1.5", -1.5), ("1e3", 1000), ("+2", 2), ("0.1", 0.1), (".5", 0.5), ("", nil), ("1e400", nil), ("inf", nil),
            ("nan", nil),
            ("0x10", nil), (" 1", nil), ("1 ", nil), ("1,5", nil), ("٣", nil), ("e", nil), ("--1", nil), ("1.2.3", nil),
        ] as [(String, Double?)])
    func decimal(text: String, number: Double?) { #expect(Double(decimal: text) == number) }
}
