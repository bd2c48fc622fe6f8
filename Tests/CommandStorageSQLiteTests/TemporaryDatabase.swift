// SPDX-License-Identifier: Apache-2.0

import CommandStorage
import CommandStorageSQLite
import Foundation

/// A database in a folder of its own, with a table `words (id, word)`, gone when the test is over.
struct TemporaryDatabase {
    let database: SQLiteDatabase
    let path: String
    var soon: ContinuousClock.Instant { .now + .seconds(20) }

    /// Opens one, runs `body`, closes it and deletes the folder.
    static func with(
        _ configuration: SQLiteDatabase.Configuration = .init(), _ body: (TemporaryDatabase) async throws -> Void
    ) async throws {
        try await inFolder { folder in
            let temporary = try await open(folder, configuration)
            do { try await body(temporary) } catch {
                try? await temporary.database.close()
                throw error
            }
            try await temporary.database.close()
        }
    }

    /// Opens the one in this folder, or makes it.
    static func open(
        _ folder: String, _ configuration: SQLiteDatabase.Configuration = .init()
    ) async throws -> TemporaryDatabase {
        let path = folder + "/test.sqlite"
        let database = try SQLiteDatabase(path: path, configuration: configuration)
        let temporary = TemporaryDatabase(database: database, path: path)
        try await temporary.database.migrate([words])
        return temporary
    }

    /// Runs `body` with a new folder and deletes it afterwards.
    static func inFolder(_ body: (String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "storage-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder.path)
    }

    static let words = Migration(
        "words.1", ["CREATE TABLE words (id INTEGER PRIMARY KEY AUTOINCREMENT, word TEXT NOT NULL UNIQUE)"])

    func add(_ word: String) async throws {
        try await database.write(until: soon) { _ = try $0.execute("INSERT INTO words (word) VALUES (\(word))") }
    }

    func words() async throws -> [String] {
        try await database.read(until: soon) { try $0.rows("SELECT word FROM words ORDER BY word").map { try $0.get(0) } }
    }
}
