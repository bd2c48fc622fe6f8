// SPDX-License-Identifier: Apache-2.0

import CommandStorage
import Synchronization

/// A database that remembers the statements that go through it.
final class WatchedDatabase: Database {
    private let base: any Database
    private let seen = Mutex<[String: SQL]>([:])

    init(_ base: any Database) { self.base = base }

    /// Each statement once, by its text.
    var statements: [SQL] { seen.withLock { $0.sorted { $0.key < $1.key }.map(\.value) } }

    /// Forgets what it has seen.
    func forget() { seen.withLock { $0 = [:] } }

    private func note(_ sql: SQL) { seen.withLock { $0[sql.text] = sql } }

    func read<Result: Sendable>(
        until deadline: ContinuousClock.Instant, _ body: @escaping @Sendable (any Reading) throws -> Result
    ) async throws -> Result {
        try await base.read(until: deadline) { try body(Watched(base: $0, note: self.note)) }
    }

    func snapshot<Result: Sendable>(
        for client: DatabaseClient, until deadline: ContinuousClock.Instant, _ body: @escaping @Sendable (any Reading) throws -> Result
    ) async throws -> Result {
        try await base.snapshot(until: deadline) { try body(Watched(base: $0, note: self.note)) }
    }

    func write<Result: Sendable>(
        for client: DatabaseClient, until deadline: ContinuousClock.Instant, _ body: @escaping @Sendable (any Writing) throws -> Result
    ) async throws -> Result {
        try await base.write(until: deadline) { try body(WatchedWriting(base: $0, note: self.note)) }
    }

    func migrate(_ migrations: [Migration]) async throws -> [String] { try await base.migrate(migrations) }

    private struct Watched: Reading {
        let base: any Reading
        let note: (SQL) -> Void

        func rows(_ sql: SQL) throws -> [Row] {
            note(sql)
            return try base.rows(sql)
        }
        func row(_ sql: SQL) throws -> Row? {
            note(sql)
            return try base.row(sql)
        }
        func forEachRow(_ sql: SQL, _ body: (Row) throws -> Bool) throws {
            note(sql)
            try base.forEachRow(sql, body)
        }
    }

    private struct WatchedWriting: Writing {
        let base: any Writing
        let note: (SQL) -> Void

        func rows(_ sql: SQL) throws -> [Row] {
            note(sql)
            return try base.rows(sql)
        }
        func row(_ sql: SQL) throws -> Row? {
            note(sql)
            return try base.row(sql)
        }
        func forEachRow(_ sql: SQL, _ body: (Row) throws -> Bool) throws {
            note(sql)
            try base.forEachRow(sql, body)
        }
        func execute(_ sql: SQL) throws -> Int {
            note(sql)
            return try base.execute(sql)
        }
    }
}
