// SPDX-License-Identifier: Apache-2.0

import CSQLiteReference
import CommandStorage
import CommandStorageSQLite
import Measuring

/// A durable write, alone and a hundred at a time, beside sqlite3's own with one commit for each.
struct WriteBenchmark {
    private static let writers = 100
    let database: SQLiteDatabase
    let path: String

    func run() async throws {
        let raw = try RawSQLite(
            path: path, flags: SQLITE_OPEN_READWRITE, "INSERT INTO items (name, owner) VALUES (?, 1)")
        let reference: (Int) throws -> Void = { calls in for call in 0..<calls { try raw.insert("Raw \(call)") } }
        let alone = try await Rounds(9, calls: 200).time(
            { calls in for call in 0..<calls { try await insert("Alone \(call)") } }, against: reference)
        Figure("A durable write through the seam, alone / sqlite3 itself", alone).show()
        let shared = try await Rounds(9, calls: 1000).time({ try await insertTogether($0) }, against: reference)
        Figure("A durable write through the seam, a hundred writers / sqlite3 itself", shared).show()
    }

    private func insert(_ name: String) async throws {
        try await database.write(until: .now + .seconds(5)) {
            _ = try $0.execute("INSERT INTO items (name, owner) VALUES (\(name), 1)")
        }
    }

    private func insertTogether(_ calls: Int) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<Self.writers {
                group.addTask { for call in 0..<calls / Self.writers { try await insert("Shared \(writer) \(call)") } }
            }
            try await group.waitForAll()
        }
    }
}
