// SPDX-License-Identifier: Apache-2.0

public import CommandStorage

/// The table of loans.
public enum LoanSchema {
    /// Its steps, in order. One that was released never changes; what comes later is a step of its own.
    public static let migrations = [
        Migration(
            "loans.1",
            [
                """
                CREATE TABLE loans (
                    loan_id INTEGER PRIMARY KEY AUTOINCREMENT,
                    branch_id INTEGER NOT NULL,
                    card TEXT NOT NULL,
                    copy TEXT NOT NULL,
                    due_date TEXT NOT NULL,
                    is_posted INTEGER NOT NULL,
                    address TEXT,
                    ended_at INTEGER
                )
                """,
                // A copy is lent once at a time; the database sees to it, however many ask at once.
                "CREATE UNIQUE INDEX loans_under_way ON loans (branch_id, copy) WHERE ended_at IS NULL",
            ])
    ]

    /// Removes some of what is kept of a branch that was deleted, and says whether anything may be left.
    public static func erase(_ branch: Int, _ database: any Writing) throws -> Bool {
        try database.execute(
            "DELETE FROM loans WHERE loan_id IN (SELECT loan_id FROM loans WHERE branch_id = \(branch) LIMIT 1000)") == 1000
    }
}
