// SPDX-License-Identifier: Apache-2.0

import CommandKit
public import CommandStorage

/// What readers have borrowed from a branch. Another branch's loan is answered exactly like one that does not exist.
public struct LoanStore: Sendable {
    /// Copies for one reader.
    public struct NewLoan: Sendable {
        var card: String
        var copies: [String]
        var dueDate: String
        var isPosted: Bool
        var address: String?
    }

    private let database: any Database

    /// Loans in a database that has ``LoanSchema``.
    public init(database: any Database) { self.database = database }

    /// Lends all of these copies.
    /// - Returns: an id for each, or nil where one of them is lent already, or named twice; then none is lent.
    func start(_ loan: NewLoan, branch: Int, until deadline: ContinuousClock.Instant) async throws -> [Int]? {
        do {
            return try await database.write(until: deadline) { database in
                try loan.copies.compactMap { copy in
                    let row = try database.row(
                        """
                        INSERT INTO loans (branch_id, card, copy, due_date, is_posted, address)
                        VALUES (\(branch), \(loan.card), \(copy), \(loan.dueDate), \(loan.isPosted), \(loan.address))
                        RETURNING loan_id
                        """)
                    return try row?.get(0)
                }
            }
        } catch is UniqueViolation {
            return nil
        }
    }

    /// Ends a loan that is under way.
    /// - Returns: false where the branch has none of this id.
    func end(_ loan: Int, branch: Int, now: Timestamp, until deadline: ContinuousClock.Instant) async throws -> Bool {
        try await database.write(until: deadline) { database in
            let count = try database.execute(
                """
                UPDATE loans SET ended_at = \(now.milliseconds)
                WHERE loan_id = \(loan) AND branch_id = \(branch) AND ended_at IS NULL
                """)
            return count == 1
        }
    }
}
