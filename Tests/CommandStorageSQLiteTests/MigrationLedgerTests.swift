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
}
