// SPDX-License-Identifier: Apache-2.0

import CampaignDemo
import CampaignDomain
import CommandKit
import CommandStorage
import CommandStorageSQLite
import Foundation

/// A database with a demo in it, gone when the test is over.
struct DemoDatabase {
    static let owner = 7
    /// 2025-06-15 15:06:40.
    static let now = Timestamp(milliseconds: 1_750_000_000_000)

    let database: SQLiteDatabase
    let ids: DemoIDs
    var soon: ContinuousClock.Instant { .now + .seconds(60) }

    static func with(
        seed: UInt64 = CampaignDemo.seed, now: Timestamp = now, _ body: (DemoDatabase) async throws -> Void
    ) async throws {
        try await empty { database in
            let soon = ContinuousClock.now + .seconds(60)
            let ids = try await database.together(until: soon) { together in
                try await CampaignDemo(database: together, owner: owner, now: now, seed: seed).make(until: soon)
            }
            try await body(DemoDatabase(database: database, ids: ids))
        }
    }

    /// A database without a demo.
    static func empty(_ body: (SQLiteDatabase) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "demo-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let database = try SQLiteDatabase(path: folder.path + "/demo.sqlite")
        do {
            try await database.migrate(CampaignSchema.migrations)
            try await body(database)
        } catch {
            try? await database.close()
            throw error
        }
        try await database.close()
    }

    /// The rows of a statement of the test's own.
    func rows(_ sql: SQL) async throws -> [[SQLValue]] {
        try await database.snapshot(until: soon) { try $0.rows(sql).map(\.values) }
    }

    /// The number that a statement of the test's own gives.
    func number(_ sql: SQL) async throws -> Int {
        try await database.snapshot(until: soon) { try $0.row(sql)?.get(0) ?? -1 }
    }

    /// Texts and counts, or texts and texts, by the first.
    func table<Value: SQLReadable & Sendable>(_ sql: SQL, of type: Value.Type = Value.self) async throws -> [String: Value] {
        try await database.snapshot(until: soon) { database in
            Dictionary(uniqueKeysWithValues: try database.rows(sql).map { (try $0.get(0), try $0.get(1)) })
        }
    }

    /// Every row of every table, each table in an order of its own.
    func everything() async throws -> [String: [[SQLValue]]] {
        let names = try await rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        var all: [String: [[SQLValue]]] = [:]
        for case .text(let name) in names.map({ $0[0] }) {
            all[name] = try await rows("SELECT * FROM \(SQL(stringLiteral: name))").sorted { "\($0)" < "\($1)" }
        }
        return all
    }

    /// One use's first id.
    func id(_ name: String) -> Int { ids.ids(name).first ?? 0 }
}
