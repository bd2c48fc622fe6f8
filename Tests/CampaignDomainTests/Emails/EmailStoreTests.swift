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
                it.rows(
                    """
                    SELECT e.owner_id, name, from_name, from_address, subject, html, plain, created_at
                    FROM emails e JOIN email_contents c ON c.content_id = e.content_id
                    """) == [
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

    @Test("Deletes an email and its bodies, and passes over unknown and foreign ones") func deletion() async throws {
        try await CampaignDatabase.with { it in
            let (mine, foreign) = (try await it.makeEmail(), try await it.makeEmail(owner: 2))
            for email in [foreign, 999, 0, -1, .max] {
                try await #expect(it.emails.delete(email, owner: 1, until: it.soon) == .done)
            }
            try await #expect(it.column("SELECT email_id FROM emails ORDER BY email_id") == [mine, foreign])
            try await #expect(it.emails.delete(mine, owner: 1, until: it.soon) == .done)
            try await #expect(it.column("SELECT email_id FROM emails") == [foreign])
            try await #expect(it.column("SELECT COUNT(*) FROM email_contents") == [1])
        }
    }

    @Test("An email that a campaign is yet to send stays", arguments: Campaign.Status.allCases)
    func use(status: Campaign.Status) async throws {
        try await CampaignDatabase.with { it in
            let emails = try await [it.makeEmail(), it.makeEmail()]
            _ = try await it.makeCampaign { ($0.status, $0.emailID) = (status, emails[0]) }
            _ = try await it.makeCampaign { ($0.status, $0.variations) = (status, [Variation(emailID: emails[1], weight: 1)]) }
            let isOver = status == .sent || status == .failed
            for email in emails {
                try await #expect(it.emails.delete(email, owner: 1, until: it.soon) == (isOver ? .done : .isUsed))
            }
            try await #expect(it.column("SELECT COUNT(*) FROM emails") == [isOver ? 0 : 2])
        }
    }

    @Test("A copy shares its bodies with its source, until the last of them is deleted") func sharedBodies() async throws {
        try await CampaignDatabase.with { it in
            let email = try await it.makeEmail()
            let source = try await it.makeCampaign { $0.emailID = email }
            for _ in 0..<3 { _ = try await it.campaigns.copy(source, owner: 1, at: it.now, until: it.soon) }
            try await #expect(it.column("SELECT COUNT(*) FROM emails") == [4])
            try await #expect(it.column("SELECT COUNT(*) FROM email_contents") == [1])
            try await it.execute("UPDATE campaigns SET status = 'Sent'")
            for (place, id) in try await it.column("SELECT email_id FROM emails ORDER BY email_id", as: Int.self).enumerated() {
                try await #expect(it.column("SELECT COUNT(*) FROM email_contents") == [1], "after \(place) deletions")
                _ = try await it.emails.delete(id, owner: 1, until: it.soon)
            }
            try await #expect(it.column("SELECT COUNT(*) FROM email_contents") == [0])
        }
    }
}
