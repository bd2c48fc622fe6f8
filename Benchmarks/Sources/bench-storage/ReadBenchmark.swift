// SPDX-License-Identifier: Apache-2.0

import CSQLiteReference
import CommandStorage
import CommandStorageSQLite
import Measuring

/// A point read by primary key: through the seam, and by sqlite3 itself.
struct ReadBenchmark {
    let database: SQLiteDatabase
    let path: String

    func run() async throws {
        let raw = try RawSQLite(path: path, flags: SQLITE_OPEN_READONLY, "SELECT item_id, name FROM items WHERE item_id = ?")
        let times = try await Rounds(15, calls: 10_000).time(
            { calls in for call in 0..<calls { consume(try await name(of: id(call))) } },
            against: { calls in for call in 0..<calls { consume(try raw.name(of: id(call))) } })
        Figure("A point read through the storage seam / sqlite3 itself", times, .atMost(4)).show()
    }

    private func id(_ call: Int) -> Int { call &* 7919 % BenchStorage.rowCount + 1 }

    private func name(of id: Int) async throws -> String? {
        try await database.read(until: .now + .seconds(5)) {
            try $0.row("SELECT item_id, name FROM items WHERE item_id = \(id)")?.get(1)
        }
    }
}
