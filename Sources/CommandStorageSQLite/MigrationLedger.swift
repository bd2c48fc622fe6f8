// SPDX-License-Identifier: Apache-2.0

import CommandStorage

/// Thrown when a database was made by a newer program: it holds migrations that this one does not know.
public struct UnknownMigrations: Error, CustomStringConvertible {
    /// The ids that are not known, sorted.
    public let ids: [String]

    /// One sentence for whoever started the program.
    public var description: String {
        "the database was made by a newer version, or one with other plugins: it holds "
            + ids.joined(separator: ", ")
    }
}

/// Thrown when two migrations have one id: the program is put together wrongly.
public struct RepeatedMigration: Error {
    /// The id that comes twice.
    public let id: String
}

/// Remembers in the database itself which migrations it has seen, in the table `applied_migrations`, and how far one has come that
/// goes on batch by batch, in `migration_progress`.
struct MigrationLedger {
    /// Applies what is missing, in the given order, each in a transaction together with its entry, or in one for each batch.
    /// - Returns: what they have to say.
    /// - Throws: ``UnknownMigrations``, ``RepeatedMigration``; what a statement throws. What came before stays applied.
    func apply(_ migrations: [Migration], to database: some Database) async throws -> [String] {
        var applied = try await applied(in: database)
        let unknown = applied.subtracting(migrations.map(\.id))
        guard unknown.isEmpty else { throw UnknownMigrations(ids: unknown.sorted()) }
        try refuseRepeated(migrations)
        var notes: [String] = []
        for migration in migrations where applied.insert(migration.id).inserted {
            var isDone = false
            while !isDone {
                let progress = try await database.write(for: .server, until: Self.patience) { try Self.advance(migration, in: $0) }
                isDone = progress.cursor == nil
                notes += progress.notes
            }
        }
        return notes
    }

    /// Goes on with a migration: all of it, or its next batch.
    private static func advance(_ migration: Migration, in database: any Writing) throws -> MigrationProgress {
        let row = try database.row("SELECT position FROM migration_progress WHERE migration_id = \(migration.id)")
        if row == nil { for statement in migration.statements { try database.execute(statement) } }
        let progress = try migration.batch?(database, row?.get(0)) ?? MigrationProgress(cursor: nil)
        if let cursor = progress.cursor {
            try database.execute(
                """
                INSERT INTO migration_progress (migration_id, position) VALUES (\(migration.id), \(cursor))
                ON CONFLICT (migration_id) DO UPDATE SET position = excluded.position
                """)
        } else {
            try database.execute("DELETE FROM migration_progress WHERE migration_id = \(migration.id)")
            try database.execute("INSERT INTO applied_migrations (migration_id) VALUES (\(migration.id))")
        }
        return progress
    }

    private func applied(in database: some Database) async throws -> Set<String> {
        try await database.write(for: .server, until: Self.patience) { database in
            try database.execute("CREATE TABLE IF NOT EXISTS applied_migrations (migration_id TEXT NOT NULL PRIMARY KEY)")
            try database.execute(
                "CREATE TABLE IF NOT EXISTS migration_progress (migration_id TEXT NOT NULL PRIMARY KEY, position TEXT NOT NULL)")
            return try Set(database.rows("SELECT migration_id FROM applied_migrations").map { try $0.get(0) })
        }
    }

    private func refuseRepeated(_ migrations: [Migration]) throws {
        var seen: Set<String> = []
        for migration in migrations where !seen.insert(migration.id).inserted { throw RepeatedMigration(id: migration.id) }
    }

    /// A migration of a large table takes as long as it takes; this bounds one that never ends.
    private static var patience: ContinuousClock.Instant { .now + .seconds(3600) }
}
