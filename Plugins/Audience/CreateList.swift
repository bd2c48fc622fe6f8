// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import CommandKit

/// `list.create`: makes a list, with its custom fields.
struct CreateList: Command {
    static let name: CommandName = "list.create"
    struct Parameters: Decodable {
        struct Field: Decodable {
            var fieldName: String
            var fieldType: CustomField.Kind
        }
        var subscriberListName: String
        var customFields: [Field]
    }
    struct Reply: Encodable { var listID: Int }
    enum Failure: Int, FailureCode { case fieldNameTaken = 4, tooManyFields = 5 }

    let lists: ListStore

    func run(_ parameters: Parameters, in context: CommandContext) async throws -> Reply {
        let fields = parameters.customFields.map { CustomField(name: $0.fieldName, kind: $0.fieldType) }
        do {
            let id = try await lists.create(
                name: parameters.subscriberListName, fields: fields, owner: context.principal.accountID, at: context.now,
                until: context.deadline)
            return Reply(listID: id)
        } catch let fault as ListStore.Fault {
            switch fault {
            case .fieldTwice: throw Failure.fieldNameTaken
            case .tooManyFields: throw Failure.tooManyFields
            }
        }
    }
}
