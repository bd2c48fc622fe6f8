// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite("campaign.get", .sample) struct GetCampaignTests {
    private static let series = [
        "OpenStatistics": #"{"2025-06-10":1,"2025-06-11":1}"#, "ClickStatistics": #"{"2025-06-11":1}"#,
        "UnsubscriptionStatistics": #"{"2025-06-12":1}"#, "ForwardStatistics": #"{"2025-06-11":1}"#,
        "BrowserViewStatistics": #"{"2025-06-12":1}"#, "BounceStatistics": #"{"2025-06-10":1,"2025-06-11":1}"#,
        "HardBounceRatio": "25", "SoftBounceRatio": "25",
    ]

    private func theta(_ members: String = "", by caller: String = "ann") async throws -> CampaignReply {
        let sample = try suiteSample()
        return await sample.world.call("campaign.get", #""CampaignID":\#(sample["Theta"])\#(members)"#, by: caller)
    }

    static let totals = [
        ("TotalRecipients", 4), ("TotalSent", 4), ("TotalFailed", 0), ("TotalOpens", 2), ("UniqueOpens", 1), ("TotalClicks", 1),
        ("UniqueClicks", 1), ("TotalForwards", 1), ("UniqueForwards", 1), ("TotalViewsOnBrowser", 1), ("UniqueViewsOnBrowser", 1),
        ("TotalUnsubscriptions", 1), ("TotalHardBounces", 1), ("TotalSoftBounces", 1),
    ]

    @Test("Each total is what was recorded", arguments: totals) func counts(field: String, number: Int) async throws {
        try await #expect(theta()["Campaign", field] == "\(number)")
    }

    @Test("Days and ratios are there where they are asked for", arguments: series.keys.sorted()) func showsDays(field: String) async throws
    {
        try await #expect(theta(#","RetrieveStatistics":true"#)["Campaign", field] == Self.series[field])
        try await #expect(theta()["Campaign", field] == "")
    }

    @Test("Domains are there unless they are not wanted, the largest first")
    func showsDomains() async throws {
        let reply = try await theta()
        #expect(reply.text.contains(#""RecipientDomains":{"x.example":3,"y.example":1}"#))
        try await #expect(theta(#","RetrieveRecipientDomains":"no""#)["Campaign", "RecipientDomains"] == "")
    }

    @Test("Tags and the counts of variations are there where they are asked for")
    func showsMore() async throws {
        try await #expect(theta()["Campaign", "Tags"] == "")
        try await #expect(theta(#","RetrieveTags":true"#)["Campaign", "Tags", 1, "Tag"] == #""summer""#)
        try await #expect(theta()["Campaign", "Options", "ABTesting", "Variations", 1, "Distribution"] == "")
        let tested = try await theta(#","SplitABTestStatistics":"1""#)
        #expect(tested["Campaign", "Options", "ABTesting", "Variations", 1, "UniqueClicks"] == "1")
        #expect(tested["Campaign", "Options", "ABTesting", "Variations", 1, "Distribution"] == "25")
    }

    @Test("How fast it is sent stands beside it once sending began")
    func showsThroughput() async throws {
        let sample = try suiteSample()
        try await #expect(theta()["CampaignThroughput"] == #"{"Duration":0,"EmailsPerSecond":4}"#)
        // It began at noon of the day before.
        let sending = await sample.world.call("campaign.get", #""CampaignID":\#(sample["Epsilon"])"#)
        #expect(sending["CampaignThroughput"] == #"{"Duration":86400,"EmailsPerSecond":0}"#)
        let draft = await sample.world.call("campaign.get", #""CampaignID":\#(sample["Alpha Sale"])"#)
        #expect(draft["CampaignThroughput"] == "" && draft["Campaign", "SendDate"] == "\"\"")
    }

    @Test(
        "Who may not read it is told what is told of one that does not exist; an admin reads any",
        arguments: [
            ("<Bob's>", "ann", "2"), ("4096", "ann", "2"), ("<Theta>", "bob", "2"), ("\"x\"", "ann", "2"), ("0", "ann", "2"),
            ("null", "ann", "[1]"),
            ("<Bob's>", "admin", "0"), ("<Kappa again>", "ann", "0"), ("4096", "admin", "2"), ("9223372036854775807", "ann", "2"),
        ])
    func admits(id: String, caller: String, code: String) async throws {
        let sample = try suiteSample()
        let reply = await sample.world.call("campaign.get", sample.filled(#""CampaignID":\#(id)"#), by: caller)
        #expect(reply.code == code, "\(reply.text)")
    }
}
