// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import CommandKit

/// `splittest.create`: gives a campaign a split test, in the place of one that it has as long as it is not being sent.
struct CreateSplitTest: Command {
    static let name: CommandName = "splittest.create"
    struct Parameters: Decodable {
        var campaignID: Int
        var testSize: Int
        var testDuration: Int
        var winner: String
    }
    struct Reply: Encodable { var splitTestID: Int }
    enum Failure: Int, FailureCode { case notFound = 6, taken = 10 }

    let splitTests: SplitTestStore

    func run(_ parameters: Parameters, in context: CommandContext) async throws -> Reply {
        guard let winner = SplitTest.Winner(nameOrLabel: parameters.winner) else {
            throw InvalidParameter("Winner", reason: "is no way to find one")
        }
        let test = SplitTest(size: parameters.testSize, hours: parameters.testDuration, winner: winner)
        let creation = try await splitTests.create(
            test, for: parameters.campaignID, owner: context.principal.accountID, at: context.now, until: context.deadline)
        switch creation {
        case .created(let id): return Reply(splitTestID: id)
        case .unknownCampaign: throw Failure.notFound
        case .taken: throw Failure.taken
        }
    }
}
