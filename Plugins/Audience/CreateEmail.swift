// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import CommandKit

/// `email.create`: makes an email that campaigns can send.
struct CreateEmail: Command {
    static let name: CommandName = "email.create"
    struct Parameters: Decodable {
        var emailName: String
        var fromName: String
        var fromEmail: String?
        var subject: String
        var hTMLContent: String
        var plainContent: String
    }
    struct Reply: Encodable { var emailID: Int }

    let emails: EmailStore

    func run(_ parameters: Parameters, in context: CommandContext) async throws -> Reply {
        let email = Email(
            name: parameters.emailName, fromName: parameters.fromName, fromAddress: parameters.fromEmail ?? "",
            subject: parameters.subject, html: parameters.hTMLContent, plain: parameters.plainContent)
        let id = try await emails.create(email, owner: context.principal.accountID, at: context.now, until: context.deadline)
        return Reply(emailID: id)
    }
}
