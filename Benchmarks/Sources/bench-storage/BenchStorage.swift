// SPDX-License-Identifier: Apache-2.0

import CommandStorage
import CommandStorageSQLite
import Foundation
import Measuring

/// Measures the storage seam beside sqlite3 itself on the same file, in a folder of its own that it removes.
@main struct BenchStorage {
    static let rowCount = 20_000

    static func main() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "bench-storage-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "bench.sqlite").path
        let database = try SQLiteDatabase(path: path)
        try await fill(database)
        try await ReadBenchmark(database: database, path: path).run()
        try await WriteBenchmark(database: database, path: path).run()
        try await database.close()
    }

    private static func fill(_ database: SQLiteDatabase) async throws {
        try await database.migrate([
            Migration("bench.1", ["CREATE TABLE items (item_id INTEGER PRIMARY KEY, name TEXT NOT NULL, owner INTEGER NOT NULL)"])
        ])
        try await database.write(until: .now + .seconds(30)) { transaction in
            for id in 1...rowCount {
                try transaction.execute("INSERT INTO items (item_id, name, owner) VALUES (\(id), \("Summer Sale \(id)"), \(id % 7))")
            }
        }
    }
}
