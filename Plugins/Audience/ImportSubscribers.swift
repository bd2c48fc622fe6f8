// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import CommandKit

/// `subscribers.import`: adds people to a list or updates those who are on it; a row that is wrong is told and left out.
///
/// The members of a row are the list's fields, which no declaration knows: the store reads them.
struct ImportSubscribers: Command {
    static let name: CommandName = "subscribers.import"
    struct Parameters: Decodable {
        var listID: Int
        var subscribers: [JSONText]
    }
    struct Reply: Encodable {
        struct Refused: Encodable {
            /// From 1.
            var row: Int
            var reason: String
        }
        var totalAdded: Int
        var totalUpdated: Int
        var totalRefused: Int
        var refusedRows: [Refused]
    }
    enum Failure: Int, FailureCode { case listNotFound = 3 }

    let subscribers: SubscriberStore

    func run(_ parameters: Parameters, in context: CommandContext) async throws -> Reply {
        let outcome = try await subscribers.add(
            json: parameters.subscribers.map(\.text), to: parameters.listID, owner: context.principal.accountID, at: context.now,
            until: context.deadline)
        guard let outcome else { throw Failure.listNotFound }
        return Reply(
            totalAdded: outcome.added, totalUpdated: outcome.updated, totalRefused: outcome.refused.count,
            refusedRows: outcome.refused.map { Reply.Refused(row: $0.place + 1, reason: $0.reason) })
    }
}
