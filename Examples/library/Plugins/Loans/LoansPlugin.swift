// SPDX-License-Identifier: Apache-2.0

public import CommandKit

/// The commands for lending copies of books.
public struct LoansPlugin: CommandPlugin {
    /// `loans`.
    public let name = "loans"
    /// One handler for each command.
    public let commands: [any Command]

    /// Handlers over these loans.
    public init(loans: LoanStore) {
        commands = [
            StartLoan(loans: loans), EndLoan(loans: loans),
        ]
    }
}
