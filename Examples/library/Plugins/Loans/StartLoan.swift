// SPDX-License-Identifier: Apache-2.0

import CommandKit

/// `loan.start`: lends copies to a reader, all of them or none.
struct StartLoan: Command {
    static let name: CommandName = "loan.start"
    struct Parameters: Decodable {
        enum Handover: String, Decodable, CaseIterable { case desk = "Desk", post = "Post" }
        struct Address: Decodable {
            var street: String
            var town: String
        }
        var card: String
        var copies: [String]
        var dueDate: String
        var handover: Handover
        var address: Address?
    }
    struct Reply: Codable { var loanIDs: [Int] }
    enum Failure: Int, FailureCode { case onLoan = 7 }

    let loans: LoanStore

    func run(_ parameters: Parameters, in context: CommandContext) async throws -> Reply {
        let loan = LoanStore.NewLoan(
            card: parameters.card, copies: parameters.copies, dueDate: parameters.dueDate, isPosted: parameters.handover == .post,
            address: parameters.address.map { "\($0.street), \($0.town)" })
        let ids = try await loans.start(loan, branch: context.principal.accountID, until: context.deadline)
        guard let ids else { throw Failure.onLoan }
        return Reply(loanIDs: ids)
    }
}
