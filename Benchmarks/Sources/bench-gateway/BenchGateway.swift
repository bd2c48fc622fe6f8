// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandServer

/// A server of a team's own, with one command that does nothing: what is measured is the gateway's own part.
@main struct BenchGateway {
    static func main() async {
        await CommandServer.main(CommandApplication { _ in [EmptyPlugin()] })
    }
}

struct EmptyPlugin: CommandPlugin {
    let name = "campaigns"
    let commands: [any Command] = [CancelCampaign()]
}

struct CancelCampaign: Command {
    static let name: CommandName = "campaign.cancel"
    struct Parameters: Decodable { var campaignID: Int }

    func run(_ parameters: Parameters, in context: CommandContext) async throws -> NoReply { NoReply() }
}
