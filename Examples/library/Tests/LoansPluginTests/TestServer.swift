// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandStorageSQLite
import CommandTesting
import Foundation
import LoansPlugin

/// The library's commands in this process, on a database of their own.
enum TestServer {
    /// The manifest, found from this file.
    static let manifest = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined() + "/commands.yaml"

    /// Whose each API key is.
    static let callers = [
        "desk": Principal(kind: .user, accountID: 1, permissions: .all),
        "other-branch": Principal(kind: .user, accountID: 2, permissions: .all),
        "visitor": Principal(kind: .user, accountID: 1, permissions: .these([])),
    ]

    /// A server with an empty database.
    static func start(callers: [String: Principal] = callers) async throws -> CommandHarness {
        let folder = FileManager.default.temporaryDirectory.appending(path: "library-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let database = try SQLiteDatabase(path: folder.appending(path: "library.sqlite").path)
        try await database.migrate(LoanSchema.migrations)
        return try CommandHarness(
            manifestFile: manifest, plugins: [LoansPlugin(loans: LoanStore(database: database))], callers: callers)
    }
}
