// SPDX-License-Identifier: Apache-2.0

import CommandStorage
import Testing

/// What SQLite says that it will do with each statement that the commands bring about; it has gathered no statistics here.
@Suite("Plans of every statement") struct StatementPlanTests {
    /// Steps that look at what a statement itself has found, or at nothing.
    private static let harmless = ["SCAN CONSTANT ROW", "SCAN doomed", "SCAN (subquery", "SCAN json_each"]

    private func plans(of it: CampaignWorld) async throws -> [(sql: String, steps: [String])] {
        let statements = it.database.statements
        return try await it.database.snapshot(until: .now + .seconds(30)) { database in
            try statements.map { sql in (sql.text, try database.rows("EXPLAIN QUERY PLAN \(sql)").map { try $0.get(3) }) }
        }
    }

    @Test("No command of an account looks at a whole table") func neverScans() async throws {
        try await CampaignWorld.with { it in
            let sample = try await Sample(in: it)
            let list = try await it.makeList("ann", "bea")
            it.database.forget()
            for item in GetCampaignsTests.filters + GetCampaignsTests.windows + GetCampaignsTests.pages where item.caller == "ann" {
                _ = await it.call(
                    "campaigns.get", sample.filled(item.members) + (item.members.isEmpty ? "" : ",") + #""IncludeTotalRecipients":true"#)
            }
            _ = await it.call("campaigns.get", #""RetrieveTags":true,"SplitABTestStatistics":true"#)
            for field in CampaignColumnTests.texts + CampaignColumnTests.numbers {
                _ = await it.call("campaigns.get", #""OrderField":"\#(field)""#)
            }
            let id = sample["Theta"]
            for caller in ["ann", "admin"] {
                let all = #""RetrieveStatistics":true,"RetrieveTags":true,"SplitABTestStatistics":true"#
                _ = await it.call("campaign.get", #""CampaignID":\#(id),\#(all)"#, by: caller)
            }
            let draft = sample["Alpha Sale"]
            try await it.update(
                draft,
                #""RecipientListsAndSegments":"\#(list)","Exclude_RecipientListsAndSegments":"\#(list)","RelEmailID":\#(sample.variations[0])"#
            )
            for total in [true, false] { _ = await it.call("campaign.recipients.get", #""CampaignID":\#(draft),"OnlyTotal":\#(total)"#) }
            try await it.update(draft, #""RulesJsonBundle":"{\"criteria\":[{\"list_id\":\#(list)}]}""#)
            for total in [true, false] { _ = await it.call("campaign.recipients.get", #""CampaignID":\#(draft),"OnlyTotal":\#(total)"#) }
            for command in ["campaign.pause", "campaign.resume", "campaign.cancel", "campaign.copy"] {
                _ = await it.call(command, #""CampaignID":\#(sample["Epsilon"])"#)
            }
            _ = await it.call("campaign.copy", #""CampaignID":\#(id)"#)
            _ = await it.call("campaigns.archive.geturl", #""TagID":\#(sample.promotion)"#)
            _ = await it.call("campaigns.delete", #""Campaigns":\#(id)"#)
            _ = await it.call("campaign.create", #""CampaignName":"c""#)
            let plans = try await plans(of: it)
            #expect(plans.count > 100)
            for plan in plans {
                let scans = plan.steps.filter { step in step.hasPrefix("SCAN") && !Self.harmless.contains { step.hasPrefix($0) } }
                #expect(scans == [], "\(plan.sql)")
            }
        }
    }
}
