// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandStorage

/// Keeps who changed what, for every command that changes something.
struct Audit: CommandMiddleware {
    let database: any Database

    func run(_ call: AdmittedCall, next: () async throws -> CommandReply) async throws -> CommandReply {
        guard call.command.effects != .read else { return try await next() }
        try await note(call)  // written before: what cannot be noted is not done
        return try await next()
    }

    private func note(_ call: AdmittedCall) async throws {
        let (context, parameters) = (call.context, call.parameters.text)
        _ = try await database.write(until: context.deadline) { database in
            try database.execute(
                """
                INSERT INTO audit (at, account_id, command, parameters)
                VALUES (\(context.now.milliseconds), \(context.principal.accountID), \(context.command.description), \(parameters))
                """)
        }
    }

    /// Removes some of what is kept of an account that was deleted, and says whether anything may be left.
    static func erase(_ account: Int, _ database: any Writing) throws -> Bool {
        try database.execute(
            "DELETE FROM audit WHERE entry_id IN (SELECT entry_id FROM audit WHERE account_id = \(account) LIMIT 1000)") == 1000
    }

    /// Its table.
    static let migrations = [
        Migration(
            "audit.1",
            [
                """
                CREATE TABLE audit (
                    entry_id INTEGER PRIMARY KEY AUTOINCREMENT,
                    at INTEGER NOT NULL,
                    account_id INTEGER NOT NULL,
                    command TEXT NOT NULL,
                    parameters TEXT NOT NULL
                )
                """
            ])
    ]
}
