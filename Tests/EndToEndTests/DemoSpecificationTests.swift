// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// The page's eighteen requests, pasted into a shell with the ids that the demo prints.
@Suite("The specification's requests on the demo") struct DemoSpecificationTests {
    /// The page's id in a command's request, and the name that the demo prints for it.
    private static let ids: [String: (page: String, name: String)] = [
        "campaign.cancel": ("12345", "CampaignToCancel"), "campaign.copy": ("12345", "CampaignToCopy"),
        "campaign.get": ("12345", "CampaignToGet"), "campaign.pause": ("12345", "CampaignToPause"),
        "campaign.recipients.get": ("12345", "CampaignWithRecipients"), "campaign.resume": ("12345", "CampaignToResume"),
        "campaign.update": ("12345", "CampaignToUpdate"), "campaigns.archive.geturl": ("\": 5,", "TagID"),
        "campaigns.delete": ("12345,12346,12347", "CampaignsToDelete"), "tag.update": ("15", "TagToUpdate"),
        "tags.delete": ("15,16,17", "TagsToDelete"), "tag.assigntocampaigns": ("100,101,102", "CampaignsToTag"),
        "tag.unassignfromcampaigns": ("100,101,102", "CampaignsToTag"), "splittest.create": ("12345", "CampaignToSplit"),
    ]
    /// Requests with a second id.
    private static let tags = [
        "tag.assigntocampaigns": ("\": 15,", "TagToAssign"), "tag.unassignfromcampaigns": ("\": 15,", "TagToAssign"),
    ]

    @Test("Each is answered as the page shows, in the order of the page")
    func answersAsThePageShows() async throws {
        let demo = try await Demo.start()
        #expect(SpecificationTests.samples.count == 18)
        for sample in SpecificationTests.samples {
            let body = Self.request(sample, demo)
            let line = """
                curl -s -w '\\n%{http_code}' -X POST http://127.0.0.1:\(demo.server.port)/api.php \\
                -H "Content-Type: application/json" \\
                -d '\(body)'
                """
            let lines = try await Finished.run("sh", ["-c", line]).output.split(separator: "\n").map(String.init)
            #expect(lines.last == "200", "\(sample)")
            let reply = try #require(JSON(lines.first ?? ""), "\(sample)")
            let shown = try #require(JSON(sample.reply), "\(sample)")
            #expect(reply["Success"] == true && reply["ErrorCode"] == 0, "\(sample) \(lines)")
            for fault in Self.missing(shown, in: reply, at: sample.command) { Issue.record("\(fault)") }
        }
    }

    private static func request(_ sample: SpecificationTests.Sample, _ demo: Demo) -> String {
        var body = sample.request
        if let (page, name) = tags[sample.command] { body = body.replacing(page, with: "\": \(demo[name]),") }
        if let (page, name) = ids[sample.command] {
            body = body.replacing(page, with: page.hasPrefix("\"") ? "\": \(demo[name])," : demo[name])
        }
        // Last, since a session's id may hold the same digits.
        return body.replacing("your-session-id", with: demo["SessionID"])
    }

    /// What of a sample's names and types a reply does not have.
    private static func missing(_ shown: JSON, in reply: JSON, at path: String) -> [String] {
        switch (shown, reply) {
        case (.object(let members), .object):
            // Domains and days are names of their own in each reply.
            let named = path.hasSuffix("RecipientDomains") || path.hasSuffix("Statistics") ? [:] : members
            return named.flatMap { missing($0.value, in: reply[$0.key], at: "\(path).\($0.key)") }
        case (.array(let items), .array(let others)):
            guard let item = items.first else { return [] }
            return others.isEmpty ? ["\(path) is empty"] : missing(item, in: others[0], at: path + "[0]")
        case (.number, .number), (.number, .fraction), (.fraction, .number), (.fraction, .fraction): return []
        case (.text, .text), (.boolean, .boolean), (.null, .null): return []
        default: return ["\(path) is \(reply), where the page shows \(shown)"]
        }
    }
}
