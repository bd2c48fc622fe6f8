// SPDX-License-Identifier: Apache-2.0

import CommandKit

/// `loan.end`: takes a copy back.
struct EndLoan: Command {
    static let name: CommandName = "loan.end"
    struct Parameters: Decodable { var loanID: Int }
    enum Failure: Int, FailureCode { case notFound = 2 }

    let loans: LoanStore

    func run(_ parameters: Parameters, in context: CommandContext) async throws -> NoReply {
        let found = try await loans.end(
            parameters.loanID, branch: context.principal.accountID, now: context.now, until: context.deadline)
        guard found else { throw Failure.notFound }
        return NoReply()
    }
}
