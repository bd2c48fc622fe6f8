// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import CampaignsPlugin
import CommandKit
import CommandStorage
import Foundation
import TagsPlugin
import Testing

/// Runs the handlers as the dispatcher does, but for the binding of parameters, which takes JSON here.
@Suite("Tag commands") struct TagCommandTests {
    private func call(_ name: CommandName, _ parameters: String, owner: Int = 1, _ it: CampaignDatabase) async throws -> String {
        let plugins: [any CommandPlugin] = [TagsPlugin(tags: it.tags), campaignsPlugin(it)]
        let command = try #require(plugins.flatMap(\.commands).first { type(of: $0).name == name })
        return try await run(command, parameters, owner)
    }

    private func campaignsPlugin(_ it: CampaignDatabase) -> CampaignsPlugin {
        CampaignsPlugin(campaigns: it.campaigns, recipients: it.recipients, tags: it.tags, publicURL: { "http://a.example" })
    }

    private func run<Handler: Command>(_ command: Handler, _ parameters: String, _ owner: Int) async throws -> String {
        let principal = Principal(kind: .user, accountID: owner, permissions: .all)
        let parameters = try JSONDecoder().decode(Handler.Parameters.self, from: Data(parameters.utf8))
        let reply = try await command.run(parameters, in: CommandContext(command: Handler.name, principal: principal))
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(reply), as: UTF8.self)
    }

    private func code(_ body: () async throws -> String) async throws -> Int? {
        do { _ = try await body() } catch let failure as any FailureCode { return failure.rawValue }
        return nil
    }

    @Test("The plugins have a handler for each of their commands, each once") func handlers() async throws {
        try await CampaignDatabase.with { it in
            #expect(
                TagsPlugin(tags: it.tags).commands.map { type(of: $0).name.description }.sorted() == [
                    "tag.assigntocampaigns", "tag.create", "tag.unassignfromcampaigns", "tag.update", "tags.delete", "tags.get",
                ])
            #expect(
                campaignsPlugin(it).commands.map { type(of: $0).name.description }.sorted() == [
                    "campaign.cancel", "campaign.copy", "campaign.create", "campaign.get", "campaign.pause",
                    "campaign.recipients.get", "campaign.resume", "campaign.update", "campaigns.archive.geturl",
                    "campaigns.delete", "campaigns.get",
                ])
            #expect(TagsPlugin(tags: it.tags).name == "tags" && campaignsPlugin(it).name == "campaigns")
        }
    }

    @Test("A tag is made, listed, renamed, assigned, taken away and deleted") func life() async throws {
        try await CampaignDatabase.with { it in
            try await #expect(call("tag.create", #"{"tag":"newsletter"}"#, it) == #"{"tagID":1}"#)
            try await #expect(call("tag.create", #"{"tag":"promotion"}"#, it) == #"{"tagID":2}"#)
            try await #expect(call("tag.update", #"{"tagID":2,"tag":"Promotion"}"#, it) == "{}")
            try await #expect(
                call("tags.get", "{}", it)
                    == #"{"tags":[{"relOwnerUserID":1,"tag":"newsletter","tagID":1},{"relOwnerUserID":1,"tag":"Promotion","tagID":2}],"totalTagCount":2}"#
            )
            try await #expect(call("campaign.create", #"{"campaignName":"Sale"}"#, it) == #"{"campaignID":1}"#)
            try await #expect(call("tag.assigntocampaigns", #"{"tagID":1,"campaignIDs":[1,2]}"#, it) == "{}")
            try await #expect(it.campaigns(withTag: 1) == [1])
            try await #expect(call("tag.unassignfromcampaigns", #"{"tagID":1,"campaignIDs":[1,2]}"#, it) == "{}")
            try await #expect(it.campaigns(withTag: 1) == [])
            try await #expect(call("tags.delete", #"{"tags":[1,2,3]}"#, it) == "{}")
            try await #expect(call("tags.get", "{}", it) == #"{"tags":[],"totalTagCount":0}"#)
        }
    }

    @Test("What is stored is refused with the command's own code, another's tag like one that does not exist")
    func refusals() async throws {
        try await CampaignDatabase.with { it in
            _ = try await call("tag.create", #"{"tag":"mine"}"#, it)
            _ = try await call("tag.create", #"{"tag":"other"}"#, it)
            try await #expect(code { try await call("tag.create", #"{"tag":"MINE"}"#, it) } == 2)
            try await #expect(code { try await call("tag.update", #"{"tagID":1,"tag":"Other"}"#, it) } == 6)
            try await #expect(code { try await call("tag.update", #"{"tagID":1,"tag":"Mine"}"#, it) } == nil)
            for (tag, owner) in [(99, 1), (1, 2)] {
                for (name, expected) in [("tag.update", 5), ("tag.assigntocampaigns", 3), ("tag.unassignfromcampaigns", 3)] {
                    let parameters = #"{"tagID":\#(tag),"tag":"x","campaignIDs":[1]}"#
                    try await #expect(code { try await call(CommandName(name), parameters, owner: owner, it) } == expected)
                }
            }
        }
    }
}
