// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import CommandKit

/// `segment.create`: makes a segment of a list: those of its subscribers whom rules match.
struct CreateSegment: Command {
    static let name: CommandName = "segment.create"
    struct Parameters: Decodable {
        var listID: Int
        var segmentName: String
        var rules: JSONText
    }
    struct Reply: Encodable { var segmentID: Int }
    enum Failure: Int, FailureCode { case listNotFound = 4, unusableRules = 6 }
    struct Reason: Encodable { var reason: String }

    let lists: ListStore

    func run(_ parameters: Parameters, in context: CommandContext) async throws -> Reply {
        let outcome = try await lists.createSegment(
            name: parameters.segmentName, rules: rules(parameters.rules), list: parameters.listID,
            owner: context.principal.accountID, at: context.now, until: context.deadline)
        switch outcome {
        case .created(let id): return Reply(segmentID: id)
        case .unknownList: throw Failure.listNotFound
        case .unusableRules(let reason): throw Failure.unusableRules.with(Reason(reason: reason))
        }
    }

    private func rules(_ json: JSONText) throws -> RuleSet {
        do throws(RuleFault) {
            return try RuleSet(json: json.text)
        } catch {
            throw InvalidParameter("Rules", reason: "\(error)")
        }
    }
}
