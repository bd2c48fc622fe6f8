// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import CommandStorage
import Testing

@Suite("Email store") struct EmailStoreTests {
    @Test("Keeps an email as it was given") func contents() async throws {
        try await CampaignDatabase.with { it in
            let email = Email(
                name: "n'", fromName: "Ünal", fromAddress: "a@b.example", subject: "50% \"off\"", html: "<p>\n</p>", plain: "é\u{301}")
            try await #expect(it.emails.create(email, owner: 7, at: it.now, until: it.soon) == 1)
            try await #expect(
                it.rows("SELECT owner_id, name, from_name, from_address, subject, html, plain, created_at FROM emails") == [
                    [
                        .integer(7), .text("n'"), .text("Ünal"), .text("a@b.example"), .text("50% \"off\""), .text("<p>\n</p>"),
                        .text("é\u{301}"), .integer(1_750_000_000_000),
                    ]
                ])
        }
    }

    @Test("Makes two of one name") func sameName() async throws {
        try await CampaignDatabase.with { it in
            let ids = try await [it.makeEmail(), it.makeEmail(owner: 2), it.makeEmail()]
            #expect(Set(ids).count == 3)
        }
    }
}
