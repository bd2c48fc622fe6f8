// SPDX-License-Identifier: Apache-2.0

import CommandStorage
import CommandStorageSQLite
import Testing

@Suite("Migration ledger") struct MigrationLedgerTests {
    static let second = Migration(
        "words.2", ["ALTER TABLE words ADD COLUMN note TEXT", "INSERT INTO words (word) VALUES ('once')"])

    @Test("Applies each migration once, over all openings") func once() async throws {
        try await TemporaryDatabase.inFolder { folder in
            for _ in 0..<2 {
                let database = try SQLiteDatabase(path: folder + "/m.sqlite")
                for _ in 0..<2 { try await database.migrate([TemporaryDatabase.words, Self.second]) }
                let temporary = TemporaryDatabase(database: database, path: "")
                try await #expect(temporary.words() == ["once"])
                try await database.close()
            }
        }
    }

    @Test("Refuses a database that a newer program made, and leaves it alone") func newer() async throws {
        try await TemporaryDatabase.with { temporary in
            try await temporary.database.migrate([TemporaryDatabase.words, Self.second])
            let error = await #expect(throws: UnknownMigrations.self) {
                try await temporary.database.migrate([TemporaryDatabase.words, Migration("words.x", ["DROP TABLE words"])])
            }
            #expect(error?.ids == ["words.2"])
            try await #expect(temporary.words() == ["once"])
        }
    }

    @Test("Refuses two migrations of one id") func repeated() async throws {
        try await TemporaryDatabase.with { temporary in
            await #expect(throws: RepeatedMigration.self) {
                try await temporary.database.migrate([TemporaryDatabase.words, Self.second, Self.second])
            }
        }
    }

    @Test("Undoes a migration that fails, keeps those before it, and can try again") func failing() async throws {
        try await TemporaryDatabase.with { temporary in
            let broken = Migration("words.3", ["CREATE TABLE half (id INTEGER)", "CREATE TABLE half (id INTEGER)"])
            await #expect(throws: (any Error).self) {
                try await temporary.database.migrate([TemporaryDatabase.words, Self.second, broken])
            }
            try await #expect(temporary.words() == ["once"])
            let repaired = Migration("words.3", ["CREATE TABLE half (id INTEGER)"])
            try await temporary.database.migrate([TemporaryDatabase.words, Self.second, repaired])
        }
    }

    /// Puts a mark to three words a batch, and fails on one that is called so.
    private static func marking(failingAt bad: String) -> Migration {
        Migration("words.marks", ["ALTER TABLE words ADD COLUMN mark TEXT"]) { database, cursor in
            let rows = try database.rows("SELECT id, word FROM words WHERE id > \(cursor.flatMap { Int($0) } ?? 0) ORDER BY id LIMIT 3")
            for row in rows {
                let (id, word): (Int, String) = (try row.get(0), try row.get(1))
                if word == bad { throw Failed() }
                try database.execute("UPDATE words SET mark = COALESCE(mark, '') || '!' WHERE id = \(id)")
            }
            let last: Int? = try rows.last?.get(0)
            return MigrationProgress(cursor: rows.count < 3 ? nil : last.map(String.init), notes: ["\(rows.count) words"])
        }
    }

    private struct Failed: Error {}

    @Test("Goes on with the batch that failed, and does none twice") func batches() async throws {
        try await TemporaryDatabase.with { temporary in
            for number in 0..<8 { try await temporary.add("w\(number)") }
            await #expect(throws: Failed.self) {
                try await temporary.database.migrate([TemporaryDatabase.words, Self.marking(failingAt: "w4")])
            }
            let half = try await temporary.marks()
            #expect(half == ["!", "!", "!", nil, nil, nil, nil, nil])
            let notes = try await temporary.database.migrate([TemporaryDatabase.words, Self.marking(failingAt: "none")])
            #expect(notes == ["3 words", "2 words"])
            let whole = try await temporary.marks()
            #expect(whole == Array(repeating: "!", count: 8))
            let again = try await temporary.database.migrate([TemporaryDatabase.words, Self.marking(failingAt: "none")])
            #expect(again.isEmpty)
        }
    }
}

extension TemporaryDatabase {
    fileprivate func marks() async throws -> [String?] {
        try await database.read(until: soon) { try $0.rows("SELECT mark FROM words ORDER BY id").map { try $0.optional(0) } }
    }
}
