// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandTesting

/// Handlers that do nothing, so that what is timed is the router.
struct EmptyPlugin: CommandPlugin {
    let name = "campaigns"
    var commands: [any Command] = [CancelCampaign()]
}

struct CancelCampaign: Command {
    static let name: CommandName = "campaign.cancel"
    struct Parameters: Decodable { var campaignID: Int }

    func run(_ parameters: Parameters, in context: CommandContext) async throws -> NoReply { NoReply() }
}

struct UpdateCampaign: Command {
    static let name: CommandName = "campaign.update"
    typealias Parameters = CampaignUpdate
    enum Failure: Int, FailureCode { case notFound = 2, noEmail = 4, noVariation = 19, tooSmall = 25 }

    func run(_ parameters: Parameters, in context: CommandContext) async throws -> NoReply { NoReply() }
}

extension CommandHarness {
    /// A key as long as those of the server.
    static let key = "crk_0123456789abcdefghjkmnpqrstvwxyz01234567"

    /// A router with empty handlers, and one caller who holds permissions by name.
    init(bench text: String, _ handlers: [any Command] = [CancelCampaign()]) throws {
        let caller = Principal(
            kind: .user, accountID: 1, permissions: .these(["Campaign.Get", "Campaign.Update", "Campaign.Create"]))
        try self.init(
            manifest: text, plugins: [EmptyPlugin(commands: handlers)], callers: [Self.key: caller], answersUnbound: true)
    }
}
