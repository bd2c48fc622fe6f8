// SPDX-License-Identifier: Apache-2.0

import CommandKit
import GRDB
import Testing

@Suite("Rivals and a locked file") struct RivalTests {
    private static func codes(_ calls: [(String, String)], in it: CampaignWorld) async -> [String] {
        await withTaskGroup(of: String.self) { tasks in
            for (command, members) in calls { tasks.addTask { await it.call(command, members).code } }
            return await tasks.reduce(into: []) { $0.append($1) }.sorted()
        }
    }

    @Test("Of eight that pause one campaign at once, one does") func pauses() async throws {
        try await CampaignWorld.with { it in
            for _ in 0..<5 {
                let id = try await it.makeCampaign("c", #""CampaignStatus":"Sending""#)
                let calls = [(String, String)](repeating: ("campaign.pause", #""CampaignID":\#(id)"#), count: 8)
                await #expect(Self.codes(calls, in: it) == ["0"] + Array(repeating: "3", count: 7))
            }
        }
    }

    @Test("Of those that resume and those that cancel, one resumes at most, and what is left is one of two states") func resumes()
        async throws
    {
        try await CampaignWorld.with { it in
            for _ in 0..<5 {
                let id = try await it.makeCampaign("c", #""CampaignStatus":"Paused""#)
                let members = #""CampaignID":\#(id)"#
                let codes = await Self.codes(
                    Array(repeating: ("campaign.resume", members), count: 4) + [("campaign.cancel", members)], in: it)
                // The cancel always succeeds; a resume does where it comes before it, and only the first.
                #expect(codes.count { $0 == "0" } <= 2 && codes.contains("0"))
                await #expect(it.field("CampaignStatus", of: id) == #""Draft""#)
            }
        }
    }

    @Test("Updates at once leave what one of them set, whole") func updates() async throws {
        try await CampaignWorld.with { it in
            let emails = [try await it.makeEmail("0"), try await it.makeEmail("1"), try await it.makeEmail("2")]
            let id = try await it.makeCampaign("c")
            let calls = (0..<9).map { number in
                let weights = emails.map { #"{"EmailID":\#($0),"Weight":\#(number + 1)}"# }.joined(separator: ",")
                return (
                    "campaign.update",
                    #""CampaignID":\#(id),"GoogleAnalyticsDomains":"\#(number + 1)","ABTesting":{"Variations":[\#(weights)]}"#
                )
            }
            await #expect(Self.codes(calls, in: it) == Array(repeating: "0", count: 9))
            let reply = await it.call("campaign.get", #""CampaignID":\#(id)"#)
            for number in 0..<3 {
                #expect(
                    "\"\(reply["Campaign", "Options", "ABTesting", "Variations", number, "Weight"])\""
                        == reply["Campaign", "GoogleAnalyticsDomains"])
            }
            #expect(reply["Campaign", "Options", "ABTesting", "Variations", 3] == "")
        }
    }

    @Test("A campaign that is deleted while it is copied, paused and read is there or not, and never half") func deletes() async throws {
        try await CampaignWorld.with { it in
            for _ in 0..<5 {
                let id = try await it.makeCampaign("c", #""CampaignStatus":"Ready""#)
                let members = #""CampaignID":\#(id)"#
                let calls = [
                    ("campaign.copy", members), ("campaign.pause", members), ("campaign.get", members),
                    ("campaigns.delete", #""Campaigns":\#(id)"#),
                ]
                let codes = await Self.codes(calls, in: it)
                #expect(codes.allSatisfy { ["0", "2", "[1]"].contains($0) }, "\(codes)")
                await #expect(it.call("campaign.get", members).code == "2")
            }
        }
    }

    static let writes = [
        ("campaign.create", #""CampaignName":"x""#), ("campaign.copy", #""CampaignID":1"#),
        ("campaign.update", #""CampaignID":1,"CampaignName":"x""#),
        ("campaign.pause", #""CampaignID":1"#), ("campaign.cancel", #""CampaignID":1"#), ("campaigns.delete", #""Campaigns":1"#),
    ]

    @Test("While another connection holds the file, what writes is told 100004, nothing is changed, reading goes on, and it heals")
    func locked() async throws {
        try await CampaignWorld.with { it in
            _ = try await it.makeCampaign("c", #""CampaignStatus":"Ready""#)
            var configuration = Configuration()
            configuration.allowsUnsafeTransactions = true
            let rival = try DatabaseQueue(path: it.path, configuration: configuration)
            try rival.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }
            let before = await it.call("campaigns.get").text
            let codes = await Self.codes(Self.writes, in: it)
            #expect(codes == Array(repeating: "100004", count: Self.writes.count))
            let after = await it.call("campaigns.get")
            #expect(after.text == before && after.code == "0")
            try rival.inDatabase { try $0.execute(sql: "ROLLBACK") }
            try rival.close()
            await #expect(it.call("campaign.pause", #""CampaignID":1"#).code == "0")
        }
    }
}
