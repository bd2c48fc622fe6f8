// SPDX-License-Identifier: Apache-2.0

import CommandStorage
import CommandTesting
import Foundation
import Testing

@Suite("Long replies") struct LongReplyTests {
    /// As many campaigns as make several pieces, with long texts; the first is Draft 0.
    private func fill(_ world: CampaignWorld, _ count: Int) async throws {
        try await world.database.write(until: .now + .seconds(60)) { database in
            let text = String(repeating: "1:0,", count: 500)
            for number in 0..<count {
                try database.execute("INSERT INTO campaign_audiences (audience_id, owner_id, lists) VALUES (\(number + 1), 1, \(text))")
                try database.execute(
                    """
                    INSERT INTO campaigns (owner_id, name, name_folded, status, schedule_type, created_at, last_activity_at, audience_id)
                    VALUES (1, \("c\(number)"), \("c\(number)"), 'Draft', 'Not Scheduled', 0, 0, \(number + 1))
                    """)
            }
        }
    }

    private func objects(_ reply: CampaignReply, _ field: String) throws -> [[String: Any]] {
        let json = try JSONSerialization.jsonObject(with: Data(reply.text.utf8)) as? [String: Any]
        return try #require(json?[field] as? [[String: Any]])
    }

    @Test("All campaigns of a list are there, in its order, with their tags", arguments: ["ASC", "DESC"])
    func campaigns(order: String) async throws {
        try await CampaignWorld.with { world in
            try await fill(world, 300)
            let tag = try await world.made("TagID", "tag.create", #""Tag":"t""#)
            _ = await world.call("tag.assigntocampaigns", #""TagID":\#(tag),"CampaignIDs":[1,150,300]"#)
            let reply = await world.call("campaigns.get", #""OrderField":"CampaignID","OrderType":"\#(order)","RetrieveTags":true"#)
            let rows = try objects(reply, "Campaigns")
            #expect(rows.map { $0["CampaignID"] as? Int } == (order == "ASC" ? Array(1...300) : Array((1...300).reversed())))
            #expect(reply["TotalCampaigns"] == "300")
            let tagged = rows.filter { !(($0["Tags"] as? [Any]) ?? []).isEmpty }
            #expect(tagged.compactMap { $0["CampaignID"] as? Int }.sorted() == [1, 150, 300])
            let page = await world.call("campaigns.get", #""OrderField":"CampaignID","RecordsPerRequest":250,"RecordsFrom":40"#)
            #expect(try objects(page, "Campaigns").map { $0["CampaignID"] as? Int } == Array(41...290))
        }
    }

    @Test("More tags than are read at once are all there, the oldest first") func tags() async throws {
        try await CampaignWorld.with { world in
            try await world.database.write(until: .now + .seconds(60)) { database in
                for number in 0..<2500 {
                    try database.execute("INSERT INTO tags (owner_id, tag, tag_folded) VALUES (1, \("t\(number)"), \("t\(number)"))")
                }
                try database.execute("INSERT INTO tags (owner_id, tag, tag_folded) VALUES (2, 'x', 'x')")
            }
            let reply = await world.call("tags.get")
            #expect(try objects(reply, "Tags").map { $0["Tag"] as? String } == (0..<2500).map { "t\($0)" })
            #expect(reply["TotalTagCount"] == "2500")
        }
    }

    @Test("More recipients than are read at once are all there, each once") func recipients() async throws {
        try await CampaignWorld.with { world in
            for list in 1...2 {
                _ = await world.call("list.create", #""SubscriberListName":"l\#(list)""#)
                let rows = (0..<900).map { #"{"EmailAddress":"p\#($0)@b\#(list == 1 || $0 < 450 ? "" : "2").example"}"# }
                _ = await world.call("subscribers.import", #""ListID":\#(list),"Subscribers":[\#(rows.joined(separator: ","))]"#)
            }
            _ = await world.call("campaign.create", #""CampaignName":"c""#)
            _ = await world.call("campaign.update", #""CampaignID":1,"RecipientListsAndSegments":"1:0,2:0""#)
            let reply = await world.call("campaign.recipients.get", #""CampaignID":1"#)
            let found = try objects(reply, "Recipients")
            #expect(found.count == 1350 && reply["TotalRecipients"] == "1350")
            #expect(Set(found.compactMap { $0["EmailAddress"] as? String }).count == 1350)
            let ids = found.compactMap { $0["SubscriberID"] as? Int }
            #expect(ids == ids.sorted())
        }
    }

    @Test("More domains and days than are read at once are all there, each once") func statistics() async throws {
        try await CampaignWorld.with { world in
            _ = await world.call("campaign.create", #""CampaignName":"c""#)
            try await world.database.write(until: .now + .seconds(60)) { database in
                for number in 0..<2500 {
                    try database.execute(
                        "INSERT INTO campaign_domains (campaign_id, domain, recipients) VALUES (1, \("d\(number).example"), \(number % 7))")
                    let day = "\(2000 + number / 360)-\(10 + number / 30 % 12)-\(10 + number % 30)"
                    for kind in ["Open", "HardBounce", "SoftBounce"] {
                        try database.execute("INSERT INTO campaign_days (campaign_id, kind, day, total) VALUES (1, \(kind), \(day), 2)")
                    }
                }
            }
            let reply = await world.call("campaign.get", #""CampaignID":1,"RetrieveStatistics":true"#)
            let json = try JSONSerialization.jsonObject(with: Data(reply.text.utf8)) as? [String: Any]
            let campaign = try #require(json?["Campaign"] as? [String: Any])
            let domains = try #require(campaign["RecipientDomains"] as? [String: Int])
            #expect(domains == Dictionary(uniqueKeysWithValues: (0..<2500).map { ("d\($0).example", $0 % 7) }))
            #expect(reply.text.components(separatedBy: ".example\":").count == 2501, "no name comes twice")
            let (opens, bounces) = (campaign["OpenStatistics"] as? [String: Int], campaign["BounceStatistics"] as? [String: Int])
            #expect(opens?.count == 2500 && opens?.values.allSatisfy { $0 == 2 } == true)
            #expect(bounces?.count == 2500 && bounces?.values.allSatisfy { $0 == 4 } == true)
            #expect((campaign["ClickStatistics"] as? [String: Int])?.isEmpty == true)
        }
    }

    @Test("In a batch a reply that is too long is refused with 100009, and its neighbours are answered") func batch() async throws {
        try await CampaignWorld.with { world in
            try await fill(world, 20)
            _ = try await world.database.write(until: .now + .seconds(60)) { database in
                // Long texts in few campaigns: the batch has to be answered in its time on a busy machine too.
                try database.execute(
                    "UPDATE campaigns SET status_reason = \(String(repeating: "x", count: 900_000)) WHERE campaign_id > 10")
            }
            let reply = await world.batch([
                ("campaigns.get", ""), ("tags.get", ""), ("campaigns.get", #""OrderField":"CampaignID","RecordsPerRequest":10"#),
            ])
            #expect(reply.contains("100009") && reply.contains("Ask for fewer with RecordsPerRequest"))
            #expect(reply.components(separatedBy: "\"result\"").count == 3)
        }
    }
}
